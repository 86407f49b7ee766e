//! What was typed and not sent, by conversation: kept while the page is open, so that looking elsewhere loses nothing. It is in
//! the memory of the page only, never on disk: nothing personal lies anywhere in the clear (P-08).

use leptos::prelude::*;
use realtoros_domain::{Channel, ids::LeadId};
use std::collections::HashMap;

/// What stands in a composer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The channel that is chosen.
    pub channel: Channel,
    /// The subject of a mail.
    pub subject: String,
    /// The text.
    pub text: String,
    /// Under which key it is sent: once, however often it is tried, also after somebody has looked elsewhere.
    pub key: String,
}

/// A message that has left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// To whom.
    pub lead: LeadId,
    /// Under which key.
    pub key: String,
    /// What it said.
    pub text: String,
}

/// The unsent words of this page.
#[derive(Clone, Copy, Debug)]
pub struct Unsent {
    all: StoredValue<HashMap<LeadId, Words>>,
    /// How many keys were made: no two messages of a page have the same.
    keys: StoredValue<u32>,
    sent: RwSignal<Option<Sent>>,
}

impl Unsent {
    /// Keeps them for as long as the page is open; on the server nothing is ever typed.
    pub fn provide() -> Self {
        let unsent = Self {
            all: StoredValue::new(HashMap::new()),
            keys: StoredValue::new(0),
            sent: RwSignal::new(None),
        };
        provide_context(unsent);
        unsent
    }

    /// Those of this page.
    pub fn get() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// What was typed in a conversation.
    pub fn of(self, lead: LeadId) -> Option<Words> {
        self.all.with_value(|all| all.get(&lead).cloned())
    }

    /// Keeps what is typed now; an empty text is nothing to come back to.
    pub fn keep(self, lead: LeadId, words: Words) {
        self.all.update_value(|all| {
            if words.text.trim().is_empty() {
                all.remove(&lead);
            } else {
                all.insert(lead, words);
            }
        });
    }

    /// A key for a new message of the conversation that was opened with `opened`.
    pub fn next_key(self, opened: &str) -> String {
        self.keys.update_value(|keys| *keys += 1);
        format!("{opened}.{}", self.keys.get_value())
    }

    /// A message has left, whether its composer is still there or not: it does not come back as unsent. What was typed instead of
    /// it meanwhile is another message.
    pub fn sent(self, sent: Sent) {
        let other = self.next_key(&sent.key);
        self.all.update_value(|all| match all.get_mut(&sent.lead) {
            Some(words) if words.key == sent.key && words.text == sent.text => drop(all.remove(&sent.lead)),
            Some(words) if words.key == sent.key => words.key = other,
            _ => {}
        });
        self.sent.set(Some(sent));
    }

    /// The message that left last. Follows what happens.
    pub fn last_sent(self) -> Option<Sent> {
        self.sent.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p08_unsent_words_are_kept_by_conversation_until_they_are_sent() {
        Owner::new().with(|| {
            let lead = |n: u8| format!("018f0000-0000-7000-8000-00000000000{n}").parse::<LeadId>().unwrap();
            let words = |text: &str| Words {
                channel: Channel::Email,
                subject: "The porch".to_owned(),
                text: text.to_owned(),
                key: "opened.1".to_owned(),
            };
            let unsent = Unsent::provide();
            unsent.keep(lead(1), words("Half a sen"));
            unsent.keep(lead(2), words("Another"));
            assert_eq!(Unsent::get().of(lead(1)), Some(words("Half a sen")));
            unsent.keep(lead(1), words(" "));
            assert_eq!(
                (Unsent::get().of(lead(1)), Unsent::get().of(lead(2))),
                (None, Some(words("Another")))
            );
        });
    }

    #[test]
    fn p41_what_has_left_does_not_come_back_and_the_next_message_is_another() {
        Owner::new().with(|| {
            let lead = "018f0000-0000-7000-8000-000000000001".parse::<LeadId>().unwrap();
            let unsent = Unsent::provide();
            let words = |key: &str, text: &str| Words {
                channel: Channel::Sms,
                subject: String::new(),
                text: text.to_owned(),
                key: key.to_owned(),
            };
            let sent = |key: &str, text: &str| Sent { lead, key: key.to_owned(), text: text.to_owned() };
            let (first, second) = (unsent.next_key("opened"), unsent.next_key("opened"));
            assert_ne!(first, second);
            unsent.keep(lead, words(&first, "See you at ten"));
            unsent.sent(sent("another.1", "See you at ten"));
            assert_eq!(
                unsent.of(lead),
                Some(words(&first, "See you at ten")),
                "it is tried again under its key"
            );
            unsent.sent(sent(&first, "See you at ten"));
            assert_eq!((unsent.of(lead), unsent.last_sent().unwrap().key), (None, first));

            unsent.keep(lead, words(&second, "And bring"));
            unsent.sent(sent(&second, "And"));
            let kept = unsent.of(lead).unwrap();
            assert_eq!(kept.text, "And bring");
            assert_ne!(kept.key, second, "it would be taken for the one that has left");
        });
    }
}
