//! A newsletter as plain text.

use super::{Letter, Part};

/// The letter as plain text, with the postal address and the way out (P-51).
pub fn text(letter: &Letter) -> String {
    let mut paragraphs = vec![letter.subject.clone()];
    paragraphs.extend(letter.intro.clone());
    for part in &letter.parts {
        paragraphs.push(match part {
            Part::Heading(text) => text.to_uppercase(),
            Part::Text { text, .. } => text.clone(),
            Part::Listing(listing) => {
                let facts = listing.facts().join(" · ");
                let price = match listing.remark() {
                    Some(mark) => format!("{} · {mark}", listing.price()),
                    None => listing.price(),
                };
                let lines = [listing.address.clone(), listing.place(), price, facts, listing.url.clone()];
                lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
            }
            Part::Image { alt, .. } => format!("[Picture: {alt}]"),
            Part::Button { label, url } => format!("{label}: {url}"),
            Part::Divider => "---".to_owned(),
        });
    }
    let links = &letter.links;
    paragraphs.push("--".to_owned());
    paragraphs.push(letter.why());
    paragraphs.extend(letter.disclosure());
    paragraphs.push(format!("Read on the web: {}", links.absolute(&links.page)));
    paragraphs.push(format!("Unsubscribe: {}", links.absolute(&links.unsubscribe)));
    paragraphs.push(format!("Your choices: {}", links.absolute(&links.preferences)));
    paragraphs.push(format!("{}\n{}", letter.sender(), letter.postal_address));
    paragraphs.join("\n\n")
}
