//! What a realtor may change of a lead, field by field.

use super::LeadRecord;
use crate::{Error, Result};
use realtoros_domain::{
    contact::{Address, PersonName, tidy},
    facts::Facts,
    imports::DealType,
};
use std::{cmp::Reverse, collections::HashMap};

/// New values for some fields; `None` leaves a field as it is. Lists replace what was there.
#[derive(Clone, Debug, Default)]
pub struct LeadPatch {
    /// Given and family name.
    pub name: Option<PersonName>,
    /// E-mail addresses, the first one first.
    pub emails: Option<Vec<String>>,
    /// Telephone numbers as people write them, the first one first.
    pub phones: Option<Vec<String>>,
    /// Postal address.
    pub address: Option<Address>,
    /// Buyer, seller or renter.
    pub deal_type: Option<Option<DealType>>,
    /// Where the lead came from.
    pub source: Option<String>,
    /// Tags.
    pub tags: Option<Vec<String>>,
    /// Property preferences, budget, timeline.
    pub preferences: Option<Facts>,
    /// The time zone that they told us; empty takes it back.
    pub stated_zone: Option<String>,
}

impl LeadPatch {
    /// Applies the patch; returns the names of the fields that changed.
    pub fn apply(self, record: &mut LeadRecord) -> Result<Vec<&'static str>> {
        let before = record.clone();
        if let Some(name) = self.name {
            record.name = PersonName::new(&name.first, &name.last);
        }
        if let Some(emails) = self.emails {
            record.emails = parse_each(&emails, "e-mail address")?;
        }
        if let Some(phones) = self.phones {
            record.phones = parse_each(&phones, "phone number")?;
        }
        if let Some(address) = self.address {
            record.address = address;
        }
        if let Some(deal_type) = self.deal_type {
            record.deal_type = deal_type;
        }
        if let Some(source) = self.source {
            record.source = tidy(&source);
        }
        if let Some(tags) = self.tags {
            record.tags = tidy_tags(&tags);
        }
        if let Some(preferences) = self.preferences {
            record.preferences = preferences;
        }
        if let Some(zone) = self.stated_zone {
            record.stated_zone = parse_zone(&zone)?;
        }
        if record.emails.is_empty() && record.phones.is_empty() {
            return Err(Error::invalid("A lead needs an e-mail address or a phone number."));
        }
        Ok(changed_fields(&before, record))
    }
}

fn changed_fields(before: &LeadRecord, after: &LeadRecord) -> Vec<&'static str> {
    let fields = [
        ("name", before.name != after.name),
        ("emails", before.emails != after.emails),
        ("phones", before.phones != after.phones),
        ("address", before.address != after.address),
        ("deal_type", before.deal_type != after.deal_type),
        ("source", before.source != after.source),
        ("tags", before.tags != after.tags),
        ("preferences", before.preferences != after.preferences),
        ("stated_zone", before.stated_zone != after.stated_zone),
    ];
    fields.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect()
}

fn parse_each<T: std::str::FromStr + PartialEq>(texts: &[String], what: &str) -> Result<Vec<T>> {
    let mut values = Vec::new();
    for text in texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
        let value = text.parse().map_err(|_| Error::invalid(format!("\"{text}\" is not a valid {what}.")))?;
        if !values.contains(&value) {
            values.push(value);
        }
    }
    Ok(values)
}

/// Tags without white space around them, each once, in the order given.
pub(super) fn tidy_tags(tags: &[String]) -> Vec<String> {
    let mut tidied: Vec<String> = Vec::new();
    for tag in tags.iter().map(|tag| tidy(tag)).filter(|tag| !tag.is_empty()) {
        if !tidied.iter().any(|known| is_same_tag(known, &tag)) {
            tidied.push(tag);
        }
    }
    tidied
}

/// Whether two tags are one: capitals do not count.
pub fn is_same_tag(a: &str, b: &str) -> bool {
    a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
}

/// The spellings of tags, each tag once, in the spelling that is used most, the most used tag first.
pub fn spellings<'a>(used: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for tag in used {
        *counts.entry(tag).or_default() += 1;
    }
    let mut spelled: Vec<_> = counts.into_iter().collect();
    spelled.sort_unstable_by_key(|(tag, count)| (Reverse(*count), *tag));
    let mut folded: HashMap<String, (usize, &str)> = HashMap::new();
    for (tag, count) in spelled {
        folded.entry(tag.to_lowercase()).or_insert((0, tag)).0 += count;
    }
    let mut tags: Vec<_> = folded.into_values().collect();
    tags.sort_unstable_by_key(|(count, tag)| (Reverse(*count), *tag));
    tags.into_iter().map(|(_, tag)| tag.to_owned()).collect()
}

fn parse_zone(zone: &str) -> Result<Option<String>> {
    if zone.trim().is_empty() {
        return Ok(None);
    }
    let parsed: chrono_tz::Tz =
        zone.trim().parse().map_err(|_| Error::invalid(format!("\"{zone}\" is not a time zone.")))?;
    Ok(Some(parsed.name().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_one_whatever_its_capitals() {
        let tags = ["Buyer", "buyer", " BUYER ", "Überall", "überall", "VIP"].map(str::to_owned);
        assert_eq!(tidy_tags(&tags), ["Buyer", "Überall", "VIP"]);
        let used = ["buyer", "VIP", "Buyer", "VIP", "Buyer", "vip", "VIP"].map(str::to_owned);
        assert_eq!(spellings(used.iter()), ["VIP", "Buyer"]);
    }
}
