//! The shape of the policy's text: headings, promises, paragraphs and lists.

use super::TEXT;

/// A part of the policy, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// The title.
    Title(&'a str),
    /// The line with the date from which the wording applies.
    Updated(&'a str),
    /// A promise at the head of the policy: its name and its sentence.
    Promise(&'a str, &'a str),
    /// The heading of a numbered section: its number and the whole line.
    Section(&'a str, &'a str),
    /// A heading inside a section.
    Subsection(&'a str),
    /// A paragraph.
    Paragraph(&'a str),
    /// A list.
    List(Vec<&'a str>),
}

/// The parts of a policy text. Every line that is not empty is in exactly one of them.
pub fn outline(text: &str) -> Vec<Block<'_>> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    let mut blocks = Vec::new();
    if let Some(title) = lines.next() {
        blocks.push(Block::Title(title));
    }
    let mut in_section = false;
    while let Some(line) = lines.next() {
        let block = if let Some(item) = line.strip_prefix("• ") {
            let mut items = vec![item];
            while let Some(item) = lines.peek().and_then(|line| line.strip_prefix("• ")) {
                items.push(item);
                lines.next();
            }
            Block::List(items)
        } else if line.starts_with("Last Updated:") {
            Block::Updated(line)
        } else if let Some(number) = ordinal(line, |c| c.is_ascii_digit()) {
            in_section = true;
            Block::Section(number, line)
        } else if ordinal(line, |c| c.is_ascii_lowercase()).is_some_and(|letter| letter.len() == 1) {
            Block::Subsection(line)
        } else if !in_section && !line.ends_with('.') && lines.peek().is_some_and(|next| next.ends_with('.'))
        {
            Block::Promise(line, lines.next().unwrap_or_default())
        } else {
            Block::Paragraph(line)
        };
        blocks.push(block);
    }
    blocks
}

/// What stands before ". " at the head of a line, if it is made of such characters.
fn ordinal(line: &str, of: impl Fn(char) -> bool) -> Option<&str> {
    let (head, _) = line.split_once(". ")?;
    (!head.is_empty() && head.chars().all(of)).then_some(head)
}

/// The address for privacy questions, as the policy in force names it (P-70: written down once).
pub fn contact() -> &'static str {
    TEXT.lines().find_map(|line| line.trim().strip_prefix("Email: ")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::CURRENT_VERSION;
    use chrono::NaiveDate;

    fn words<'a>(block: &Block<'a>) -> Vec<&'a str> {
        match block {
            Block::Promise(name, sentence) => vec![name, sentence],
            Block::List(items) => items.clone(),
            Block::Title(text)
            | Block::Updated(text)
            | Block::Section(_, text)
            | Block::Subsection(text)
            | Block::Paragraph(text) => vec![text],
        }
    }

    #[test]
    fn p69_every_line_of_the_policy_is_shown_once_and_in_order() {
        let shown: Vec<&str> = outline(TEXT).iter().flat_map(words).collect();
        let written: Vec<&str> = TEXT
            .lines()
            .map(|line| line.trim().trim_start_matches("• "))
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(shown, written);
    }

    #[test]
    fn p69_the_date_in_the_text_is_the_version() {
        let updated = outline(TEXT).into_iter().find_map(|block| match block {
            Block::Updated(line) => line.strip_prefix("Last Updated: "),
            _ => None,
        });
        let written = NaiveDate::parse_from_str(updated.unwrap(), "%B %d, %Y").unwrap();
        assert_eq!(written.to_string(), CURRENT_VERSION);
    }

    #[test]
    fn the_outline_has_the_sections_promises_and_lists_of_the_text() {
        let blocks = outline(TEXT);
        let sections: Vec<&str> = blocks
            .iter()
            .filter_map(|block| if let Block::Section(number, _) = block { Some(*number) } else { None })
            .collect();
        let expected: Vec<String> = (1..=14).map(|n| n.to_string()).collect();
        assert_eq!(sections, expected);
        assert_eq!(blocks.iter().filter(|block| matches!(block, Block::Promise(..))).count(), 4);
        assert_eq!(blocks.iter().filter(|block| matches!(block, Block::Subsection(_))).count(), 4);
        assert!(blocks.contains(&Block::Paragraph("We do not sell personal data.")));
    }

    #[test]
    fn p70_the_contact_is_read_from_the_policy() {
        assert!(contact().contains('@') && TEXT.contains(contact()));
    }
}
