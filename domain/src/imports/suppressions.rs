//! Opt-outs belong to the number or address, not to the row (import rule 9, P-45).

use super::{ConsentState, ImportedLead};
use crate::{
    Channel, ChannelSet,
    contact::{EmailAddress, PhoneNumber},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A number or an address. Extensions do not matter: the line is the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactPoint {
    /// A telephone number, E.164.
    E164(String),
    /// An e-mail address.
    Email(EmailAddress),
}

impl ContactPoint {
    /// Every point of a lead.
    fn of(lead: &ImportedLead) -> impl Iterator<Item = Self> {
        let phones = lead.phones.iter().map(Self::from);
        phones.chain(lead.emails.iter().cloned().map(Self::Email))
    }

    /// The channels that reach the point.
    const fn channels(&self) -> ChannelSet {
        match self {
            Self::E164(_) => ChannelSet::PHONE,
            Self::Email(_) => ChannelSet::EMAIL,
        }
    }
}

impl From<&PhoneNumber> for ContactPoint {
    fn from(number: &PhoneNumber) -> Self {
        Self::E164(number.e164().to_owned())
    }
}

/// An opt-out that is kept although no lead has the number or address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suppression {
    /// The number or address.
    #[serde(flatten)]
    pub point: ContactPoint,
    /// The closed channels.
    pub channels: Vec<Channel>,
}

impl Suppression {
    fn new(point: &ContactPoint, entry: Entry) -> Self {
        Self { point: point.clone(), channels: entry.channels.iter().collect() }
    }
}

/// The opt-outs of an import. Lists first, then [`note`](Self::note) for every lead, then
/// [`apply`](Self::apply) for every lead: an opt-out in the last row reaches the first.
#[derive(Clone, Debug, Default)]
pub struct Suppressions {
    points: BTreeMap<ContactPoint, Entry>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    channels: ChannelSet,
    has_lead: bool,
}

impl Suppressions {
    /// Adds an opt-out that a list names. A channel that does not reach the point itself, as in "all" for a
    /// number, is meant for the person who has it.
    pub fn list(&mut self, point: ContactPoint, channels: ChannelSet) {
        let entry = self.points.entry(point).or_default();
        entry.channels = union(entry.channels, channels);
    }

    /// Takes in a lead: its own opt-outs go to its numbers and addresses, and so do those that a list has
    /// for the person.
    pub fn note(&mut self, lead: &ImportedLead) {
        let mut closed = lead.consent.channels(ConsentState::OptedOut);
        for point in ContactPoint::of(lead) {
            if let Some(entry) = self.points.get_mut(&point) {
                entry.has_lead = true;
                let beyond = difference(entry.channels, point.channels());
                closed = union(closed, beyond);
            }
        }
        for point in ContactPoint::of(lead) {
            let channels = intersection(closed, point.channels());
            if !channels.is_empty() {
                let entry = self.points.entry(point).or_default();
                entry.has_lead = true;
                entry.channels = union(entry.channels, channels);
            }
        }
    }

    /// Closes the channels of a lead that an opt-out reaches through any of its numbers and addresses.
    pub fn apply(&self, lead: &mut ImportedLead) {
        let entries: Vec<ChannelSet> = ContactPoint::of(lead)
            .filter_map(|point| self.points.get(&point))
            .map(|entry| entry.channels)
            .collect();
        for channels in entries {
            lead.consent.raise(channels, ConsentState::OptedOut);
        }
    }

    /// Every opt-out.
    pub fn all(&self) -> impl Iterator<Item = Suppression> {
        self.points.iter().map(|(point, entry)| Suppression::new(point, *entry))
    }

    /// The opt-outs of numbers and addresses that no lead has.
    pub fn without_lead(&self) -> impl Iterator<Item = Suppression> {
        let alone = self.points.iter().filter(|(_, entry)| !entry.has_lead);
        alone.map(|(point, entry)| Suppression::new(point, *entry))
    }
}

const fn union(a: ChannelSet, b: ChannelSet) -> ChannelSet {
    ChannelSet { sms: a.sms || b.sms, voice: a.voice || b.voice, email: a.email || b.email }
}

const fn intersection(a: ChannelSet, b: ChannelSet) -> ChannelSet {
    ChannelSet { sms: a.sms && b.sms, voice: a.voice && b.voice, email: a.email && b.email }
}

const fn difference(a: ChannelSet, b: ChannelSet) -> ChannelSet {
    ChannelSet { sms: a.sms && !b.sms, voice: a.voice && !b.voice, email: a.email && !b.email }
}
