//! Contact details, from and to a lead's record.

use super::parts;
use crate::leads::ContactInput;
use realtoros_domain::contact::{Address, EmailAddress, PersonName, PhoneNumber};
use realtoros_server::leads::{LeadPatch, LeadRecord};

impl ContactInput {
    /// The inputs that hold more than one value.
    pub const LISTS: [&str; 3] = ["emails", "phones", "tags"];

    /// The inputs for what is stored.
    pub fn stored(record: &LeadRecord) -> Self {
        let emails: Vec<_> = record.emails.iter().map(EmailAddress::as_str).map(str::to_owned).collect();
        let phones: Vec<_> = record.phones.iter().map(PhoneNumber::e164).map(str::to_owned).collect();
        let zone = record.stated_zone.as_deref().unwrap_or_default();
        Self::new(&record.name, &emails, &phones, &record.address, &record.source, &record.tags, zone)
    }

    /// The fields that are not what is stored `now`.
    pub fn patch(self, now: &Self) -> LeadPatch {
        let place = |input: &Self| {
            [&input.street, &input.city, &input.state, &input.zip].map(|part| part.trim().to_owned())
        };
        let [street, city, state, zip] = place(&self);
        let address = Address { street, city, state, zip: Address::zip_from_cell(&zip) };
        let is_moved = place(&self) != place(now);
        let is_renamed = (&self.first, &self.last) != (&now.first, &now.last);
        LeadPatch {
            name: is_renamed.then(|| PersonName::new(&self.first, &self.last)),
            emails: (self.emails != now.emails).then(|| parts(&self.emails)),
            phones: (self.phones != now.phones).then(|| parts(&self.phones)),
            address: is_moved.then_some(address),
            source: (self.source != now.source).then_some(self.source),
            tags: (self.tags != now.tags).then(|| parts(&self.tags)),
            stated_zone: (self.zone != now.zone).then_some(self.zone),
            ..LeadPatch::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_changed() {
        let record = LeadRecord {
            name: PersonName::new("Rosa", "Delgado"),
            emails: vec!["rosa@example.com".parse().unwrap()],
            phones: vec!["+15125550100".parse().unwrap()],
            tags: vec!["VIP".into()],
            ..LeadRecord::default()
        };
        let now = ContactInput::stored(&record);
        assert_eq!((now.phones.as_str(), now.tags.as_str()), ("(512) 555-0100", "VIP"));
        let mut same = record.clone();
        assert_eq!(now.clone().patch(&now).apply(&mut same).unwrap(), Vec::<&str>::new());
        let moved = ContactInput { city: "Buda".into(), tags: String::new(), ..now.clone() };
        let mut after = record.clone();
        assert_eq!(moved.patch(&now).apply(&mut after).unwrap(), ["address", "tags"]);
        assert_eq!((after.phones, after.address.city.as_str()), (record.phones, "Buda"));
    }
}
