//! Whom the account knows already (import rule 12).

use crate::leads::directory::Directory;
use realtoros_domain::{
    contact::{NameKey, PersonName, fold_name},
    ids::LeadId,
    imports::ImportedLead,
};
use std::collections::HashMap;

/// The leads of the account, to be recognised by address, or by number and name.
pub struct Known<'a> {
    by_email: HashMap<&'a str, Vec<(NameKey, LeadId)>>,
    by_phone: HashMap<&'a str, Vec<(NameKey, LeadId)>>,
}

impl<'a> Known<'a> {
    /// The leads of `directory`.
    pub fn new(directory: &'a Directory) -> Self {
        let mut known = Self { by_email: HashMap::new(), by_phone: HashMap::new() };
        for row in directory.rows() {
            let name = if is_contact_point(&row.name) { String::new() } else { fold_name(&row.name) };
            let entry = (NameKey::from_folded(&name), row.id);
            for email in &row.emails {
                known.by_email.entry(email).or_default().push(entry.clone());
            }
            for phone in &row.phones {
                known.by_phone.entry(phone).or_default().push(entry.clone());
            }
        }
        known
    }

    /// The lead that `imported` certainly is: same address and no contradiction of names, or same number and name.
    pub fn find(&self, imported: &ImportedLead) -> Option<LeadId> {
        let name = NameKey::new(&PersonName {
            first: imported.first_name.clone(),
            last: imported.last_name.clone(),
        });
        let by_email = imported.emails.iter().find_map(|email| {
            let known = self.by_email.get(email.as_str())?;
            known.iter().find(|(other, _)| !name.contradicts(other)).map(|(_, id)| *id)
        });
        // A row that is nothing but a number is known when a lead is nothing but that number.
        let is_bare = name.is_empty() && imported.emails.is_empty();
        let by_email = by_email.or_else(|| {
            imported.phones.iter().filter(|_| is_bare).find_map(|phone| {
                let known = self.by_phone.get(phone.e164())?;
                known.iter().find(|(other, _)| other.is_empty()).map(|(_, id)| *id)
            })
        });
        by_email.or_else(|| {
            imported.phones.iter().filter(|_| !name.is_empty()).find_map(|phone| {
                let known = self.by_phone.get(phone.e164())?;
                known.iter().find(|(other, _)| name.is_same(other)).map(|(_, id)| *id)
            })
        })
    }
}

/// A lead without a name is shown by its address or number, which is no name.
fn is_contact_point(name: &str) -> bool {
    name.contains('@') || name.starts_with('+')
}
