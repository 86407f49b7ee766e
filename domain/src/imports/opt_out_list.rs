//! Tables that list opt-outs instead of leads (import rule 9).

use super::{ContactPoint, Suppressions, consent_cells::channels_named, is_sensitive, normalise_header};
use crate::{
    ChannelSet,
    contact::{EmailAddress, PhoneNumber},
};
use serde::{Deserialize, Serialize};

/// How a table of opt-outs is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptOutList {
    contacts: Vec<usize>,
    channel: Option<usize>,
    default: ChannelSet,
}

impl OptOutList {
    /// Recognises a list of opt-outs by the name of its sheet or by its columns.
    pub fn recognise(sheet: Option<&str>, headers: &[String]) -> Option<Self> {
        let names: Vec<String> = headers.iter().map(|header| normalise_header(header)).collect();
        let channel = names.iter().position(|name| is_channel_column(name));
        let says_opt_out = sheet.is_some_and(|sheet| is_opt_out_name(&normalise_header(sheet)));
        let mixed =
            |name: &String| has_word(name, &["phone", "number"]) && has_word(name, &["email", "mail"]);
        let has_list_columns = channel.is_some() && names.iter().any(mixed);
        if !says_opt_out && !has_list_columns {
            return None;
        }
        let contacts: Vec<usize> = (0..names.len())
            .filter(|at| {
                Some(*at) != channel && !is_sensitive(&headers[*at]) && is_contact_column(&names[*at])
            })
            .collect();
        // A list without a header that we understand still lists opt-outs: every column may hold them.
        let contacts = if contacts.is_empty() { (0..headers.len()).collect() } else { contacts };
        let default = if says_opt_out {
            channels_named(&sheet.map(normalise_header).unwrap_or_default())
        } else {
            ChannelSet::ALL
        };
        Some(Self { contacts, channel, default })
    }

    /// Reads a row. False when it holds no number or address that could be blocked.
    pub fn read_row(&self, cells: &[String], suppressions: &mut Suppressions) -> bool {
        let channels = match self.channel.map(|at| cells.get(at).map_or("", String::as_str)) {
            Some(cell) => channels_named(cell),
            None => self.default,
        };
        let mut found = false;
        for cell in self.contacts.iter().filter_map(|at| cells.get(*at)) {
            for number in PhoneNumber::split(cell) {
                suppressions.list(ContactPoint::from(&number), channels);
                found = true;
            }
            for address in EmailAddress::split(cell) {
                suppressions.list(ContactPoint::Email(address), channels);
                found = true;
            }
        }
        found
    }
}

fn is_opt_out_name(name: &str) -> bool {
    let together = [
        "do not",
        "dont ",
        "opt out",
        "opted out",
        "optout",
        "unsubscribe",
        "suppress",
        "no contact",
        "no texts",
        "no calls",
        "no emails",
        "blacklist",
        "block list",
    ];
    together.iter().any(|part| name.contains(part)) || has_word(name, &["dnc", "stop", "blocked"])
}

/// Whether a column name is one of a list of opt-outs.
pub(super) fn is_list_column(header: &str) -> bool {
    let name = normalise_header(header);
    let others = ["phone or email", "email or phone", "phone email", "email phone", "reason", "date"];
    is_channel_column(&name) || others.contains(&name.as_str())
}

fn is_channel_column(name: &str) -> bool {
    matches!(name, "channel" | "channels" | "method" | "scope" | "opt out type" | "type" | "what")
}

fn is_contact_column(name: &str) -> bool {
    has_word(
        name,
        &["phone", "number", "email", "mail", "cell", "mobile", "contact", "telephone", "tel", "address"],
    )
}

fn has_word(name: &str, words: &[&str]) -> bool {
    name.split(' ').any(|word| words.contains(&word))
}
