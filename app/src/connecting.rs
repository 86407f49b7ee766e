//! What is said after coming back from a provider at which something was to be connected.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What only one kind of connection says.
pub struct Words {
    /// It is connected.
    pub connected: &'static str,
    /// The permission was not given, so it stays off.
    pub reduced: &'static str,
    /// It is connected, and another part of the same connection is not any more.
    pub narrowed: &'static str,
    /// The provider did not say whose it is.
    pub nameless: &'static str,
    /// Something failed.
    pub failed: &'static str,
}

/// How it came out, by the word in the address.
#[component]
pub fn CameBack(words: &'static Words) -> impl IntoView {
    let query = use_query_map();
    let told = move || query.read().get("outcome").and_then(|word| outcome(&word, words));
    move || told().map(|(tone, words)| view! { <p class=format!("flash {tone}") role="status">{words}</p> })
}

/// The tone and the words of an outcome.
fn outcome(word: &str, own: &Words) -> Option<(&'static str, &'static str)> {
    Some(match word {
        "connected" => ("ok", own.connected),
        "reduced" => ("warn", own.reduced),
        "narrowed" => ("warn", own.narrowed),
        "nameless" => ("warn", own.nameless),
        "failed" => ("error", own.failed),
        "fleeting" => {
            ("warn", "The provider gave no lasting permission, so nothing was connected. Please try again.")
        }
        "another" => (
            "warn",
            "That is another account than the one that is connected. Disconnect that one first, or choose the same account.",
        ),
        "declined" => ("warn", "Nothing was connected: the permission was not given."),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p10_only_known_outcomes_are_told() {
        let own = Words { connected: "a", reduced: "b", narrowed: "c", nameless: "d", failed: "e" };
        for word in
            ["connected", "narrowed", "reduced", "fleeting", "nameless", "another", "declined", "failed"]
        {
            assert!(outcome(word, &own).is_some(), "{word}");
        }
        assert_eq!(outcome("<script>", &own), None);
    }
}
