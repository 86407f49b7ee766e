//! What code adds to the first text to somebody: whose number it is, and the way out (P-50, rules B1.4).

/// The sentence about the way out. The carriers act on the word in any language.
pub const WAY_OUT: &str = "Reply STOP to opt out.";
/// Words before STOP that make it an instruction.
const COMMANDS: [&str; 9] =
    ["reply", "text", "send", "answer", "respond", "responda", "envie", "envíe", "escriba"];

/// What is added to a first text; nothing where the text says it already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Whose number it is, in front.
    pub front: Option<String>,
    /// The way out, behind.
    pub behind: Option<&'static str>,
}

impl Added {
    /// What `text` lacks as the first text of `brand`, the name that the person knows the sender by.
    pub fn to(text: &str, brand: &str) -> Self {
        let brand = brand.trim();
        let names_brand = brand.is_empty() || names(text, brand);
        Self {
            front: (!names_brand).then(|| format!("{brand}:")),
            behind: (!names_way_out(text)).then_some(WAY_OUT),
        }
    }

    /// Whether nothing is added.
    pub const fn is_nothing(&self) -> bool {
        self.front.is_none() && self.behind.is_none()
    }

    /// `text` with what is added.
    pub fn around(&self, text: &str) -> String {
        if self.is_nothing() {
            return text.to_owned();
        }
        let mut whole = self.front.as_ref().map(|front| format!("{front} ")).unwrap_or_default();
        whole.push_str(text.trim());
        if let Some(way_out) = self.behind {
            whole.push('\n');
            whole.push_str(way_out);
        }
        whole
    }
}

/// Whether a text says the whole words of a name in their order. Letters inside of another word name nobody: "eXp" is not
/// in "expect".
fn names(text: &str, name: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (said, name_said) = (words(text), words(name));
    if name_said.is_empty() {
        return text.contains(name);
    }
    said.windows(name_said.len()).any(|words| words == name_said)
}

/// Whether a text tells how to end texts: STOP in capitals, as carriers ask for, after a word such as "reply".
fn names_way_out(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_command = |word: &&str| COMMANDS.contains(&word.to_lowercase().as_str());
    words
        .iter()
        .enumerate()
        .any(|(at, word)| *word == "STOP" && words[at.saturating_sub(2)..at].iter().any(is_command))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BRAND: &str = "Harbor Street Realty";

    #[test]
    fn p50_a_first_text_names_the_brand_and_the_way_out_once() {
        for (text, whole) in [
            ("Hello", "Harbor Street Realty: Hello\nReply STOP to opt out."),
            (" Is 5 ok? ", "Harbor Street Realty: Is 5 ok?\nReply STOP to opt out."),
            (
                "Dana at harbor street REALTY here.",
                "Dana at harbor street REALTY here.\nReply STOP to opt out.",
            ),
            ("Hello. Reply STOP to end texts.", "Harbor Street Realty: Hello. Reply STOP to end texts."),
            (
                "Hola. Responda con STOP para salir.",
                "Harbor Street Realty: Hola. Responda con STOP para salir.",
            ),
            ("I'll stop by at 5", "Harbor Street Realty: I'll stop by at 5\nReply STOP to opt out."),
            ("The bus STOP is near.", "Harbor Street Realty: The bus STOP is near.\nReply STOP to opt out."),
            (
                "text me before you stop by",
                "Harbor Street Realty: text me before you stop by\nReply STOP to opt out.",
            ),
            (
                "Harbor Street Realty: hello. Text \"STOP\" to opt out.",
                "Harbor Street Realty: hello. Text \"STOP\" to opt out.",
            ),
        ] {
            let said = Added::to(text, BRAND).around(text);
            assert_eq!(said, whole);
            assert!(Added::to(&said, BRAND).is_nothing(), "it is said once: {said}");
        }
        assert_eq!(Added::to("Hello", " ").front, None, "no brand is known");
    }

    #[test]
    fn p50_a_brand_inside_another_word_is_not_said() {
        for (text, brand, is_said) in [
            ("I expect rain at five.", "eXp", false),
            ("Dana with EXP here.", "eXp", true),
            ("Dana with eXp Realty here.", "eXp Realty", true),
            ("At Joe's Homes, now", "Joe's Homes", true),
            ("Joe has homes", "Joe's Homes", false),
            ("Homes at Joe's", "Joe's Homes", false),
            ("Hello", "***", false),
        ] {
            assert_eq!(Added::to(text, brand).front.is_none(), is_said, "{brand} in {text}");
            let said = Added::to(text, brand).around(text);
            assert!(Added::to(&said, brand).is_nothing(), "it is said once: {said}");
        }
    }
}
