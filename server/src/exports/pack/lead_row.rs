//! A lead as a line of `leads.csv`, which our own import reads back without loss.

use super::{people::Around, value::instant};
use crate::{
    Result,
    consent::{Act, Recorded},
    leads::Lead,
};
use realtoros_domain::{
    Channel, budget::Budget, consent::Level, contact::PhoneNumber, imports::DealType, timeline::Timeline,
};

/// The cells of a line, in the order of [`realtoros_domain::imports::REALTOROS_COLUMNS`].
pub fn cells(lead: &Lead, around: &Around) -> Result<Vec<String>> {
    let record = &lead.record;
    let phones: Vec<String> = record.phones.iter().map(phone).collect();
    let emails: Vec<&str> =
        record.emails.iter().map(realtoros_domain::contact::EmailAddress::as_str).collect();
    let (least, most) = budget(record.preferences.budget);
    let [sms, voice, email] = Channel::ALL.map(|channel| around.is_closed(lead, channel));
    let mut cells = vec![
        lead.id.to_string(),
        record.name.first.clone(),
        record.name.last.clone(),
        emails.join(", "),
        phones.join(", "),
        record.address.street.clone(),
        record.address.city.clone(),
        record.address.state.clone(),
        record.address.zip.clone(),
        record.deal_type.map_or("", deal_type).to_owned(),
        lead.stage.label().to_owned(),
        record.source.clone(),
        record.tags.join("\n"),
        least,
        most,
        record.preferences.timeline.map(timeline).unwrap_or_default(),
        record.stated_zone.clone().unwrap_or_default(),
    ];
    cells.extend(notes(around.notes(lead.id)));
    cells.extend([
        yes(sms),
        yes(sms && voice),
        // Calls alone: "do not call" would close texts as well.
        if voice && !sms { "No".to_owned() } else { String::new() },
        yes(email),
        if lead.ai_paused { "No".to_owned() } else { String::new() },
        yes(around.is_in_doubt(lead.id)),
        yes(lead.restricted),
        yes(lead.maybe_minor),
    ]);
    cells.extend(evidence(around.events(lead.id)));
    cells.push(serde_json::to_string(&record.preferences)?);
    Ok(cells)
}

/// A number with its extension.
fn phone(phone: &PhoneNumber) -> String {
    match phone.extension() {
        Some(extension) => format!("{} x{extension}", phone.e164()),
        None => phone.e164().to_owned(),
    }
}

const fn deal_type(deal_type: DealType) -> &'static str {
    match deal_type {
        DealType::Buyer => "Buyer",
        DealType::Seller => "Seller",
        DealType::Renter => "Renter",
    }
}

fn budget(budget: Option<Budget>) -> (String, String) {
    let dollars = |cents: Option<i64>| cents.map(|cents| format!("${}", cents / 100)).unwrap_or_default();
    budget.map(|budget| (dollars(budget.min_cents), dollars(budget.max_cents))).unwrap_or_default()
}

fn timeline(timeline: Timeline) -> String {
    match timeline.to {
        Some(to) => format!("{} to {to}", timeline.from),
        None => format!("from {}", timeline.from),
    }
}

fn yes(is: bool) -> String {
    if is { "Yes".to_owned() } else { String::new() }
}

/// How many columns there are for notes, and how much one holds: less than the largest cell that an import reads.
const NOTE_COLUMNS: usize = 4;
const NOTE_BYTES: usize = 60_000;

/// Notes one below the other. What does not fit is in `messages.csv` and `data.json` only.
fn notes(notes: &[String]) -> [String; NOTE_COLUMNS] {
    let mut columns: [String; NOTE_COLUMNS] = Default::default();
    let mut at = 0;
    for note in notes {
        let mut rest = note.trim();
        while !rest.is_empty() && at < NOTE_COLUMNS {
            let room = NOTE_BYTES.saturating_sub(columns[at].len() + 1);
            let whole = rest.len() <= room;
            if !whole && !columns[at].is_empty() {
                at += 1;
                continue;
            }
            let (part, more) = rest.split_at(rest.floor_char_boundary(room));
            if !columns[at].is_empty() {
                columns[at].push('\n');
            }
            columns[at].push_str(part);
            rest = more;
        }
    }
    columns
}

/// The newest signed agreement that nothing has taken back, so that the new place can judge it for itself (P-41). An entry
/// whose columns were changed proves nothing there either.
fn evidence(events: &[Recorded]) -> [String; 6] {
    let mut standing: Vec<&Recorded> = Vec::new();
    for event in events.iter().filter(|event| event.counts()) {
        match event.act {
            Act::Given => standing.push(event),
            Act::Withdrawn => standing.retain(|other| other.channel != event.channel),
            Act::Restored | Act::InDoubt | Act::Reviewed => {}
        }
    }
    let signed = |event: &&&Recorded| event.level == Level::ExpressWritten && event.proof.wording.is_some();
    let Some(event) = standing.iter().filter(signed).max_by_key(|event| event.proof.given_at) else {
        return Default::default();
    };
    let proof = &event.proof;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        text(&proof.wording),
        text(&proof.act),
        instant(proof.given_at),
        text(&proof.url),
        text(&proof.ip),
        text(&proof.address),
    ]
}

#[cfg(test)]
mod tests {
    use super::notes;

    #[test]
    fn notes_of_any_length_fit_into_their_columns() {
        assert_eq!(notes(&["a".into(), " b ".into()])[0], "a\nb");
        let long = "é".repeat(70_000);
        let columns = notes(&["short".into(), long.clone(), "last".into()]);
        assert!(columns.iter().all(|column| column.len() <= 60_000));
        assert_eq!(columns[0], "short");
        assert_eq!(columns[1..].concat().replace('\n', ""), format!("{long}last"));
    }
}
