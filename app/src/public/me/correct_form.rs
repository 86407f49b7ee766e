//! What the form for corrections holds, and what it says about the lead.

use crate::leads::{ContactInput, PreferencesInput, parts};
use realtoros_domain::contact::{Address, EmailAddress, PersonName, PhoneNumber};
use realtoros_server::{leads::Lead, privacy::own::Correction};

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub contact: ContactInput,
    pub wishes: PreferencesInput,
}

impl Typed {
    /// What is on file.
    pub fn of(lead: &Lead) -> Self {
        let record = &lead.record;
        let lines = |values: Vec<&str>| values.join("\n");
        let contact = ContactInput {
            first: record.name.first.clone(),
            last: record.name.last.clone(),
            emails: lines(record.emails.iter().map(EmailAddress::as_str).collect()),
            phones: lines(record.phones.iter().map(PhoneNumber::e164).collect()),
            street: record.address.street.clone(),
            city: record.address.city.clone(),
            state: record.address.state.clone(),
            zip: record.address.zip.clone(),
            ..ContactInput::default()
        };
        Self { contact, wishes: PreferencesInput::of(&record.preferences) }
    }

    /// What a form holds.
    pub fn read(fields: &[(String, String)]) -> Self {
        let of = |name: &str| super::visit::field(fields, name);
        Self {
            contact: ContactInput {
                first: of("first"),
                last: of("last"),
                emails: of("emails"),
                phones: of("phones"),
                street: of("street"),
                city: of("city"),
                state: of("state"),
                zip: of("zip"),
                ..ContactInput::default()
            },
            wishes: PreferencesInput {
                budget_min: of("budget_min"),
                budget_max: of("budget_max"),
                per: of("per"),
                beds_min: of("beds_min"),
                beds_max: of("beds_max"),
                baths_min: of("baths_min"),
                areas: of("areas"),
                from: of("from"),
                to: of("to"),
            },
        }
    }
}

/// What the form says is right about a lead; a sentence when it cannot be read.
pub fn correction(typed: &Typed, lead: &Lead) -> Result<Correction, String> {
    let contact = &typed.contact;
    Ok(Correction {
        name: PersonName::new(&contact.first, &contact.last),
        emails: parts(&contact.emails),
        phones: parts(&contact.phones),
        address: Address {
            street: contact.street.trim().to_owned(),
            city: contact.city.trim().to_owned(),
            state: contact.state.trim().to_owned(),
            zip: Address::zip_from_cell(&contact.zip),
        },
        preferences: typed.wishes.apply(&lead.record.preferences)?,
    })
}
