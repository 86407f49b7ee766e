//! What the assistant may be asked, and what it may see for it.

use crate::privacy::data_map::Purpose;

/// The closed list of tasks (P-29). Nothing else can be asked, so nothing else can be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Draft an answer that a person approves, edits or rejects.
    DraftReply,
    /// Sum up a conversation in one paragraph with citations.
    Summarise,
    /// Point out what a lead says they want.
    ExtractFacts,
    /// Open a newsletter.
    NewsletterIntro,
    /// Say whether a reply asks to end contact. It may raise the answer of the rules, never lower it.
    ClassifyReply,
}

impl Task {
    /// Every task.
    pub const ALL: [Self; 5] =
        [Self::DraftReply, Self::Summarise, Self::ExtractFacts, Self::NewsletterIntro, Self::ClassifyReply];

    /// The name under which calls are recorded.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DraftReply => "draft_reply",
            Self::Summarise => "summarise",
            Self::ExtractFacts => "extract_facts",
            Self::NewsletterIntro => "newsletter_intro",
            Self::ClassifyReply => "classify_reply",
        }
    }

    /// What the task does, in plain words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::DraftReply => "Drafted a reply",
            Self::Summarise => "Summed up a conversation",
            Self::ExtractFacts => "Read a message for facts",
            Self::NewsletterIntro => "Wrote the opening of a newsletter",
            Self::ClassifyReply => "Checked a reply for a wish to stop",
        }
    }

    /// The task of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|task| task.as_str() == name)
    }

    /// The only fields that may leave for the task (P-12, P-39).
    pub const fn fields(self) -> &'static [Field] {
        use Field::{Brokerage, Figures, LeadFirstName, Messages, Preferences, RealtorName};
        match self {
            Self::DraftReply => &[RealtorName, Brokerage, LeadFirstName, Preferences, Messages],
            Self::Summarise => &[LeadFirstName, Messages],
            Self::ExtractFacts | Self::ClassifyReply => &[Messages],
            Self::NewsletterIntro => &[RealtorName, Brokerage, Figures],
        }
    }

    /// What the task is for (P-17).
    pub const fn purpose(self) -> Purpose {
        match self {
            Self::DraftReply => Purpose::Conversations,
            Self::Summarise | Self::ExtractFacts => Purpose::Insights,
            Self::NewsletterIntro => Purpose::Newsletters,
            Self::ClassifyReply => Purpose::Legal,
        }
    }
}

/// Something that a task may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The realtor's name.
    RealtorName,
    /// The brokerage.
    Brokerage,
    /// The lead's given name.
    LeadFirstName,
    /// What the lead wants: rooms, places, budget, timeline.
    Preferences,
    /// The newest messages, with addresses and numbers taken out.
    Messages,
    /// Counts for a newsletter.
    Figures,
}

impl Field {
    /// The name in prompts and in the record of calls.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RealtorName => "realtor_name",
            Self::Brokerage => "brokerage",
            Self::LeadFirstName => "lead_first_name",
            Self::Preferences => "preferences",
            Self::Messages => "messages",
            Self::Figures => "figures",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Task;

    /// The assessment of the tasks; its sections begin with `## `.
    const ASSESSMENT: &str = include_str!("../../../docs/dpia.md");

    #[test]
    fn p05_the_assessment_has_a_section_for_each_task_with_its_very_fields() {
        for task in Task::ALL {
            let heading = format!("(`{}`)", task.as_str());
            let section = ASSESSMENT
                .split("\n## ")
                .find(|section| section.lines().next().is_some_and(|line| line.ends_with(&heading)));
            assert!(section.is_some(), "docs/dpia.md has no section for {heading}");
            let section = section.unwrap();
            let fields = section.lines().find(|line| line.starts_with("- **Fields:**")).unwrap();
            let named: Vec<&str> = fields.split('`').skip(1).step_by(2).collect();
            let expected: Vec<&str> = task.fields().iter().map(|field| field.as_str()).collect();
            assert_eq!(named, expected, "{heading}");
            for part in ["Purpose", "Risks", "Safeguards", "What remains"] {
                assert!(section.contains(&format!("- **{part}:**")), "{heading}: {part}");
            }
        }
    }
}
