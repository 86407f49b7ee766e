//! `leads.vcf`: contact cards, vCard 4.0 (RFC 6350).

use super::{Sink, archive::Archive, order::Work, people};
use crate::{Error, Result, leads::LeadRecord};
use calcard::vcard::{VCard, VCardEntry, VCardProperty, VCardValue, VCardVersion};
use realtoros_domain::ids::LeadId;

/// Writes the file.
pub async fn write<S: Sink>(work: &mut Work<'_>, archive: &mut Archive<'_, S>) -> Result<()> {
    archive.begin("leads.vcf".to_owned(), "Leads, as contact cards (vCard 4.0)", work.total)?;
    let mut after = None;
    loop {
        let page = people::page(work, after).await?;
        let mut cards = String::new();
        for lead in &page.leads {
            let written = card(lead.id, &lead.record).write_to(&mut cards, VCardVersion::V4_0);
            written.map_err(|_| Error::Internal("a contact card cannot be written".to_owned()))?;
        }
        archive.write(cards.as_bytes()).await?;
        work.step(archive, page.gone_through).await?;
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// The card of a lead. `FN` must be there (RFC 6350, 6.2.1): a lead without a name is called by address or number.
fn card(id: LeadId, record: &LeadRecord) -> VCard {
    let text = |name: VCardProperty, value: String| VCardEntry::new(name).with_value(VCardValue::Text(value));
    let parts = |name: VCardProperty, values: Vec<String>| {
        VCardEntry::new(name).with_values(values.into_iter().map(VCardValue::Text).collect())
    };
    let mut entries = vec![
        text(VCardProperty::Uid, format!("urn:uuid:{id}")),
        text(VCardProperty::Fn, record.display_name()),
        parts(
            VCardProperty::N,
            vec![
                record.name.last.clone(),
                record.name.first.clone(),
                String::new(),
                String::new(),
                String::new(),
            ],
        ),
    ];
    entries.extend(record.emails.iter().map(|email| text(VCardProperty::Email, email.to_string())));
    entries.extend(record.phones.iter().map(|phone| {
        let extension = phone.extension().map(|ext| format!(" x{ext}")).unwrap_or_default();
        text(VCardProperty::Tel, format!("{}{extension}", phone.e164()))
    }));
    if !record.address.is_empty() {
        let address = &record.address;
        let (street, city) = (address.street.clone(), address.city.clone());
        let (state, zip) = (address.state.clone(), address.zip.clone());
        let empty = String::new;
        entries.push(parts(VCardProperty::Adr, vec![empty(), empty(), street, city, state, zip, empty()]));
    }
    if !record.tags.is_empty() {
        entries.push(parts(VCardProperty::Categories, record.tags.clone()));
    }
    VCard { entries }
}

#[cfg(test)]
mod tests {
    use super::*;
    use realtoros_domain::contact::PersonName;

    #[test]
    fn p60_a_card_is_read_back_as_it_was_written() {
        let record = LeadRecord {
            name: PersonName { first: "Ana; María".into(), last: "Núñez, 田中".into() },
            emails: vec!["ana@example.com".parse().unwrap()],
            phones: vec!["+16175550123 x204".parse().unwrap()],
            tags: vec![
                "cash, now".into(),
                "a very long tag that goes on and on beyond the edge of a line".into(),
            ],
            ..LeadRecord::default()
        };
        let mut written = String::new();
        card(LeadId(uuid::Uuid::from_u128(7)), &record).write_to(&mut written, VCardVersion::V4_0).unwrap();
        assert!(written.starts_with("BEGIN:VCARD\r\nVERSION:4.0\r\n") && written.ends_with("END:VCARD\r\n"));
        assert!(written.lines().all(|line| line.len() <= 75), "lines are folded at 75 octets");
        let read = VCard::parse(&written).unwrap();
        let of = |property: VCardProperty| -> Vec<String> {
            let entry = read.entries.iter().find(|entry| entry.name == property).unwrap();
            entry.values.iter().filter_map(VCardValue::as_text).map(str::to_owned).collect()
        };
        assert_eq!(of(VCardProperty::N)[..2], ["Núñez, 田中", "Ana; María"]);
        assert_eq!(of(VCardProperty::Categories), record.tags);
        assert_eq!(of(VCardProperty::Tel), ["+16175550123 x204"]);
    }
}
