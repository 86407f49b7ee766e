//! The page of a newsletter: the inside of `<article class="newsletter">`, without any script.

use super::{
    Letter, Part,
    html::escape,
    markdown::{html, paragraphs},
};
use realtoros_domain::listing::Listing;
use std::fmt::Write;

/// The letter as HTML. It holds nothing by which the lead could be reached (P-21).
pub fn page(letter: &Letter) -> String {
    let mut out = String::with_capacity(4_096);
    let _ = write!(
        out,
        "<header><p><strong>{}</strong><br/><span class=\"muted\">{}</span></p></header><h1>{}</h1>",
        escape(&letter.realtor),
        escape(&letter.brokerage),
        escape(&letter.subject)
    );
    if let Some(intro) = &letter.intro {
        let _ = write!(out, "<section>{}</section>", paragraphs(intro));
    }
    sections(&letter.parts, &mut out);
    footer(letter, &mut out);
    out
}

/// A divider begins a new section; neighbouring listings share one grid.
fn sections(parts: &[Part], out: &mut String) {
    for section in parts.split(|part| *part == Part::Divider).filter(|section| !section.is_empty()) {
        out.push_str("<section>");
        for run in section.chunk_by(|a, b| is_listing(a) && is_listing(b)) {
            if is_listing(&run[0]) {
                out.push_str("<div class=\"card-grid\">");
                parts_of(run, out);
                out.push_str("</div>");
            } else {
                parts_of(run, out);
            }
        }
        out.push_str("</section>");
    }
}

fn parts_of(run: &[Part], out: &mut String) {
    for one in run {
        part(one, out);
    }
}

const fn is_listing(part: &Part) -> bool {
    matches!(part, Part::Listing(_))
}

fn part(part: &Part, out: &mut String) {
    let _ = match part {
        Part::Heading(text) => write!(out, "<h2>{}</h2>", escape(text)),
        Part::Text { html, .. } => write!(out, "{html}"),
        Part::Listing(listing) => {
            card(listing, out);
            Ok(())
        }
        Part::Image { src, alt } => {
            write!(out, "<p><img src=\"{}\" alt=\"{}\"/></p>", escape(src), escape(alt))
        }
        Part::Button { label, url } => write!(
            out,
            "<p><a class=\"button\" href=\"{}\" rel=\"noreferrer noopener\">{}</a></p>",
            escape(url),
            escape(label)
        ),
        Part::Divider => Ok(()),
    };
}

fn card(listing: &Listing, out: &mut String) {
    out.push_str("<article class=\"listing-card\">");
    if !listing.picture.is_empty() {
        let _ = write!(out, "<img src=\"{}\" alt=\"\"/>", escape(&listing.picture));
    }
    let mark = listing.remark().map(|mark| format!(" <span class=\"chip warn\">{mark}</span>"));
    let (price, mark, address) = (listing.price(), mark.unwrap_or_default(), escape(&listing.address));
    let _ = write!(out, "<div><p class=\"price\">{price}{mark}</p><h3>{address}</h3>");
    if !listing.place().is_empty() {
        let _ = write!(out, "<p>{}</p>", escape(&listing.place()));
    }
    let facts =
        listing.facts().iter().fold(String::new(), |out, fact| out + "<li>" + &escape(fact) + "</li>");
    if !facts.is_empty() {
        let _ = write!(out, "<ul class=\"facts\">{facts}</ul>");
    }
    out.push_str(&html(&listing.description));
    if !listing.url.is_empty() {
        let _ = write!(
            out,
            "<p class=\"actions\"><a class=\"button small\" href=\"{}\" rel=\"noreferrer noopener\">See it</a></p>",
            escape(&listing.url)
        );
    }
    out.push_str("</div></article>");
}

fn footer(letter: &Letter, out: &mut String) {
    let _ = write!(
        out,
        "<footer><details class=\"disclosure\"><summary>Why did I get this?</summary><p>{}</p>\
         <p>We do not track whether you open this page or which links you follow.</p></details>",
        escape(&letter.why())
    );
    if let Some(disclosure) = letter.disclosure() {
        let _ = write!(out, "<p>{}</p>", escape(&disclosure));
    }
    let _ = write!(
        out,
        "<p><a href=\"{}\">Your choices</a> · <a href=\"{}\">Unsubscribe</a></p><p class=\"muted\">{}, {}</p></footer>",
        escape(&letter.links.preferences),
        escape(&letter.links.unsubscribe),
        escape(&letter.sender()),
        escape(&letter.postal_address)
    );
}
