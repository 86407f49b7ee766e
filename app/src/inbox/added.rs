//! What code adds to the first text to somebody, shown while it is written (P-50).

use leptos::prelude::*;
use realtoros_domain::writing::Added;

/// What is added to mail that answers nobody (P-51).
pub const IMPRINT: &str =
    "We add your postal address and a link that ends mail: they have not written to you lately.";

/// What is added to `text` when it is the first text of `brand`; none where nothing is.
pub fn added_to(text: &str, brand: Option<&str>) -> Option<Added> {
    let brand = brand.filter(|_| !text.trim().is_empty())?;
    Some(Added::to(text, brand)).filter(|added| !added.is_nothing())
}

/// Says what is added.
#[component]
pub fn AddedNote(added: Memo<Option<Added>>) -> impl IntoView {
    move || added.get().map(|added| view! { <p class="hint">{words(&added)}</p> })
}

fn words(added: &Added) -> String {
    let front = added.front.as_ref().map(|front| format!("“{front}” in front"));
    let behind = added.behind.map(|behind| format!("“{behind}” at the end"));
    let parts: Vec<String> = front.into_iter().chain(behind).collect();
    format!("We add {}: it is your first text to this number.", parts.join(" and "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p50_the_composer_says_what_a_first_text_will_carry() {
        let said = |text, brand| added_to(text, brand).map(|added| words(&added));
        let both = "We add “Harbor Street Realty:” in front and “Reply STOP to opt out.” at the end: it is your first text to this number.";
        assert_eq!(said("Hello", Some("Harbor Street Realty")).as_deref(), Some(both));
        let end = "We add “Reply STOP to opt out.” at the end: it is your first text to this number.";
        assert_eq!(said("Dana of Harbor Street Realty", Some("Harbor Street Realty")).as_deref(), Some(end));
        assert_eq!(said("Hello", None), None, "not the first");
        assert_eq!(said(" ", Some("Harbor Street Realty")), None, "nothing is written yet");
    }
}
