//! What flags and labels of other tools say about contact (import rule 9).

use crate::{ChannelSet, contact::fold_name};

const SMS: ChannelSet = ChannelSet { sms: true, voice: false, email: false };

/// Whether the cell of an opt-in column says no. Yes, in any wording, proves nothing.
pub(super) fn opt_in_says_no(cell: &str) -> bool {
    let cell = fold_name(cell);
    let absent = matches!(cell.as_str(), "" | "n a" | "na" | "null" | "nan");
    let refusing =
        ["0", "f", "false", "off", "opted out", "opt out", "optout", "unsubscribed", "stop", "do not"];
    !absent && (cell.starts_with('n') || refusing.iter().any(|no| starts_with_words(&cell, no)))
}

/// Whether the cell of an opt-out column says yes. Whatever is not plainly a no counts, because a wish not
/// to be contacted may be worded in any way.
pub(super) fn opt_out_says_yes(cell: &str) -> bool {
    !matches!(
        fold_name(cell).as_str(),
        "" | "0"
            | "n"
            | "no"
            | "f"
            | "false"
            | "off"
            | "none"
            | "n a"
            | "na"
            | "null"
            | "never"
            | "opted in"
            | "subscribed"
            | "not set"
            | "unknown"
    )
}

/// Whether a status says that the person opted out.
pub(super) fn status_says_no(cell: &str) -> bool {
    let cell = fold_name(cell);
    ["opted out", "opt out", "optout", "unsubscribed", "unsubscribe"]
        .iter()
        .any(|no| starts_with_words(&cell, no))
}

/// The channels that a tag or label closes, or none. Every word of it has to belong to the wish: "no call
/// back yet" is none.
pub(super) fn label_opts_out(label: &str) -> ChannelSet {
    let label = fold_name(label);
    match label.as_str() {
        "unsubscribed" | "unsubscribe" => return ChannelSet::EMAIL,
        "stop" => return SMS,
        "dnc" => return ChannelSet::PHONE,
        "opted out" | "opt out" | "optout" => return ChannelSet::ALL,
        _ => {}
    }
    let wish = ["do not ", "dont ", "no "].iter().find_map(|no| label.strip_prefix(no));
    let wish =
        wish.or_else(|| [" opt out", " optout", " opted out"].iter().find_map(|out| label.strip_suffix(out)));
    let Some(wish) = wish else { return ChannelSet::NONE };
    let mut channels = ChannelSet::NONE;
    for word in wish.split(' ') {
        channels = match (channel_word(word), word) {
            (Some(named), _) => named.iter().fold(channels, ChannelSet::with),
            (None, "e" | "or" | "and" | "please" | "list" | "me") => channels,
            (None, _) => return ChannelSet::NONE,
        };
    }
    channels
}

/// The channels of a word. Call means voice and texts.
fn channel_word(word: &str) -> Option<ChannelSet> {
    Some(match word {
        "text" | "texts" | "texting" | "sms" | "txt" | "message" | "messages" => SMS,
        "call" | "calls" | "calling" | "phone" | "voice" | "telephone" | "dnc" => ChannelSet::PHONE,
        "email" | "emails" | "mail" | "mails" | "newsletter" | "unsubscribed" | "unsubscribe"
        | "unsubscribes" => ChannelSet::EMAIL,
        "all" | "any" | "everything" | "contact" | "both" => ChannelSet::ALL,
        _ => return None,
    })
}

/// The channels that a cell or a sheet name means. Nothing, or no channel that is known, means every
/// channel: a wish must not get lost in its wording.
pub(super) fn channels_named(text: &str) -> ChannelSet {
    let text = fold_name(text);
    let named = text.split(' ').filter_map(channel_word);
    let channels = named.fold(ChannelSet::NONE, |all, named| named.iter().fold(all, ChannelSet::with));
    if channels.is_empty() { ChannelSet::ALL } else { channels }
}

fn starts_with_words(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::{SMS, channels_named, label_opts_out, opt_in_says_no, opt_out_says_yes};
    use crate::ChannelSet;

    #[test]
    fn an_opt_in_flag_proves_nothing_and_its_no_is_an_opt_out() {
        for (cell, no) in [
            ("1", false),
            ("Y", false),
            ("yes", false),
            ("Opted-In", false),
            ("Subscribed", false),
            ("", false),
            ("n/a", false),
            ("0", true),
            ("N", true),
            ("no", true),
            ("FALSE", true),
            ("Opted-Out", true),
            ("Unsubscribed", true),
            ("No thanks", true),
        ] {
            assert_eq!(opt_in_says_no(cell), no, "{cell:?}");
        }
    }

    #[test]
    fn an_opt_out_flag_counts_unless_it_is_plainly_a_no() {
        for (cell, yes) in [
            ("Yes", true),
            ("TRUE", true),
            ("x", true),
            ("1", true),
            ("since May", true),
            ("No", false),
            ("FALSE", false),
            ("0", false),
            ("", false),
            ("-", false),
        ] {
            assert_eq!(opt_out_says_yes(cell), yes, "{cell:?}");
        }
    }

    #[test]
    fn labels_close_the_channels_that_they_name() {
        for (label, channels) in [
            ("Unsubscribed", ChannelSet::EMAIL),
            ("do not email", ChannelSet::EMAIL),
            ("No Texts", SMS),
            ("STOP", SMS),
            ("Text Opt-Out", SMS),
            ("do-not-text", SMS),
            ("DNC", ChannelSet::PHONE),
            ("No call back yet", ChannelSet::NONE),
            ("do not e-mail", ChannelSet::EMAIL),
            ("Call opt-out", ChannelSet::PHONE),
            ("No Calls", ChannelSet::PHONE),
            ("Do Not Contact", ChannelSet::ALL),
            ("Opted Out", ChannelSet::ALL),
            ("Hot", ChannelSet::NONE),
            ("One stop shop", ChannelSet::NONE),
        ] {
            assert_eq!(label_opts_out(label), channels, "{label:?}");
        }
    }

    #[test]
    fn the_channel_column_of_an_opt_out_list() {
        for (cell, channels) in [
            ("Text", SMS),
            ("Call", ChannelSet::PHONE),
            ("Email", ChannelSet::EMAIL),
            ("All", ChannelSet::ALL),
            ("", ChannelSet::ALL),
            ("Call & Email", ChannelSet::ALL),
            ("pigeon", ChannelSet::ALL),
        ] {
            assert_eq!(channels_named(cell), channels, "{cell:?}");
        }
    }
}
