//! What was said with leads, and the account's listings, out of `data.json` of an export: one record to a line (P-33).
//!
//! A record becomes a row of five cells: `message`, `listing` or `consent`, the lead's number in the export, from and to which address,
//! and the record itself. Messages that never left are no history and stay in the export.

use super::records::{Record, Records, Spoiled};
use crate::{consent, outbound::MessageState};
use realtoros_domain::imports::RejectReason;
use serde::{Deserialize, de::DeserializeOwned};
use std::{
    collections::HashMap,
    io::{BufRead, Read},
};
use uuid::Uuid;

/// The longest record. A line above it is passed over, so that memory stays bounded.
const LARGEST_RECORD: u64 = 8 * 1024 * 1024;
/// The states of what never left.
const NEVER_LEFT: [MessageState; 4] =
    [MessageState::Draft, MessageState::Queued, MessageState::Deferred, MessageState::Held];

/// The rows of the history of an export.
pub(super) struct HistoryRecords<R> {
    data: R,
    table: String,
    /// Leads that were merged, with the lead that they became: `leads.csv` has the latter only.
    merged: HashMap<Uuid, Uuid>,
    cut_off: bool,
}

#[derive(Deserialize)]
struct Lead {
    id: Uuid,
    merged_into: Option<Uuid>,
}

#[derive(Deserialize)]
struct Message {
    lead_id: Uuid,
    state: String,
    content: Option<Addresses>,
}

#[derive(Deserialize)]
struct Consent {
    lead_id: Uuid,
    content: Proof,
}

#[derive(Deserialize)]
struct Proof {
    address: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Addresses {
    from: String,
    to: String,
}

impl<R: BufRead> HistoryRecords<R> {
    /// The rows of `data`, which is `data.json`.
    pub(super) fn new(data: R) -> Self {
        Self { data, table: String::new(), merged: HashMap::new(), cut_off: false }
    }

    /// The next line; `None` at the end, and an error for one that is too long.
    fn line(&mut self) -> Option<Result<Vec<u8>, RejectReason>> {
        let mut line = Vec::new();
        let read = self.data.by_ref().take(LARGEST_RECORD).read_until(b'\n', &mut line);
        self.cut_off |= read.is_err();
        match read {
            Err(_) | Ok(0) => None,
            Ok(_) if line.ends_with(b"\n") || (line.len() as u64) < LARGEST_RECORD => Some(Ok(line)),
            Ok(_) => {
                self.cut_off |= skip_line(&mut self.data).is_err();
                Some(Err(RejectReason::CellTooLarge))
            }
        }
    }

    fn row(&mut self, line: &[u8]) -> Option<Record> {
        let line = line.trim_ascii().trim_ascii_end();
        let line = line.strip_prefix(b",").unwrap_or(line);
        if let Some(name) = line.strip_prefix(b"\"") {
            let end = name.iter().position(|byte| *byte == b'"')?;
            self.table = String::from_utf8_lossy(&name[..end]).into_owned();
            return None;
        }
        let cells = |kind: &str, lead: String, of: Addresses, record: String| {
            vec![kind.to_owned(), lead, of.from, of.to, record]
        };
        match self.table.as_str() {
            "lead" => {
                let lead = first::<Lead>(line)?;
                self.merged.extend(lead.merged_into.map(|kept| (lead.id, kept)));
                None
            }
            "message" => {
                let Some(message) = first::<Message>(line) else {
                    return line.starts_with(b"{").then_some(Err(unreadable(RejectReason::MalformedRow)));
                };
                if NEVER_LEFT.contains(&MessageState::parse(&message.state)) {
                    return None;
                }
                let lead = self.merged.get(&message.lead_id).unwrap_or(&message.lead_id);
                let record = first::<serde_json::Value>(line)?.to_string();
                Some(Ok(cells("message", lead.to_string(), message.content.unwrap_or_default(), record)))
            }
            "consent_event" => {
                let is_record = line.starts_with(b"{");
                let spoiled = || is_record.then_some(Err(unreadable(RejectReason::MalformedRow)));
                let (Some(event), Some(record)) = (first::<Consent>(line), first::<serde_json::Value>(line))
                else {
                    return spoiled();
                };
                // What a lead agreed to who was joined to another did not count for the other there either. What they took
                // back was taken back for both.
                if self.merged.contains_key(&event.lead_id) {
                    return None;
                }
                let record = record.to_string();
                if !consent::is_readable(&record) {
                    return spoiled();
                }
                let address =
                    Addresses { to: event.content.address.unwrap_or_default(), ..Default::default() };
                Some(Ok(cells("consent", event.lead_id.to_string(), address, record)))
            }
            "listing" => {
                let record = first::<serde_json::Value>(line)?.to_string();
                Some(Ok(cells("listing", String::new(), Addresses::default(), record)))
            }
            _ => None,
        }
    }
}

/// A record of which nothing is kept.
const fn unreadable(reason: RejectReason) -> Spoiled {
    Spoiled { reason, cells: Vec::new() }
}

impl<R: BufRead> Records for HistoryRecords<R> {
    fn next_record(&mut self) -> Option<Record> {
        loop {
            let row = match self.line()? {
                Ok(line) => self.row(&line),
                // Nobody is to think that everything came along.
                Err(reason) => matches!(self.table.as_str(), "message" | "consent_event")
                    .then_some(Err(unreadable(reason))),
            };
            if row.is_some() {
                return row;
            }
        }
    }

    fn is_cut_off(&self) -> bool {
        self.cut_off
    }
}

/// The record at the beginning of a line; what closes the table may follow it.
fn first<T: DeserializeOwned>(line: &[u8]) -> Option<T> {
    serde_json::Deserializer::from_slice(line).into_iter().next()?.ok()
}

fn skip_line(data: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let part = data.fill_buf()?;
        let (used, is_over) = match part.iter().position(|byte| *byte == b'\n') {
            Some(end) => (end + 1, true),
            None => (part.len(), part.is_empty()),
        };
        data.consume(used);
        if is_over {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(data: &str) -> Vec<Record> {
        let mut records = HistoryRecords::new(data.as_bytes());
        std::iter::from_fn(|| records.next_record()).collect()
    }

    #[test]
    fn p33_messages_and_listings_are_found_and_what_never_left_is_not() {
        let [lead, gone] = [Uuid::from_u128(1), Uuid::from_u128(2)];
        let said = |state: &str, lead: Uuid| {
            format!(
                "{{\"lead_id\":\"{lead}\",\"state\":\"{state}\",\"content\":{{\"from\":\"a\",\"to\":\"b\"}}}}"
            )
        };
        let data = format!(
            "{{\"format\":\"realtoros-export\",\"tables\":{{\n\"lead\":[\n\
             {{\"id\":\"{gone}\",\"merged_into\":\"{lead}\"}}],\n\"message\":[\n{},\n{},\n{{broken,\n{}],\n\
             \"listing\":[\n{{\"content\":{{}}}}],\n\"session\":[],\n\"job\":[\n{{\"id\":1}}]\n}}}}\n",
            said("sent", lead),
            said("draft", lead),
            said("received", gone),
        );
        let rows = rows(&data);
        let [Ok(sent), Err(reason), Ok(received), Ok(listing)] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!(sent[..4], ["message", &lead.to_string(), "a", "b"]);
        assert_eq!(reason.reason, RejectReason::MalformedRow);
        assert_eq!(received[1], lead.to_string(), "what was said with a merged lead is the other's");
        assert_eq!(listing[0], "listing");
    }

    #[test]
    fn p41_what_a_merged_lead_agreed_to_does_not_count_for_the_other() {
        let [lead, gone] = [Uuid::from_u128(1), Uuid::from_u128(2)];
        let data = format!(
            "\"lead\":[\n{{\"id\":\"{gone}\",\"merged_into\":\"{lead}\"}}],\n\"consent_event\":[\n{},\n{}],\n",
            agreed(gone, "sms"),
            agreed(lead, "sms"),
        );
        let rows = rows(&data);
        let [Ok(only)] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!(only[..4], ["consent", &lead.to_string(), "", "a"]);
    }

    fn agreed(lead: Uuid, channel: &str) -> String {
        serde_json::json!({
            "id": Uuid::from_u128(9), "lead_id": lead, "channel": channel, "act": "withdrawn", "level": "none",
            "source": "text", "recorded_at": "2026-11-25T17:00:00.000Z",
            "content": { "given_at": 1, "address": "a" },
        })
        .to_string()
    }

    #[test]
    fn p33_an_entry_of_the_ledger_that_cannot_be_read_is_rejected_and_not_dropped() {
        let lead = Uuid::from_u128(1);
        let long = "x".repeat(usize::try_from(LARGEST_RECORD).unwrap());
        let data = format!(
            "\"consent_event\":[\n{},\n{},\n{{broken,\n{{\"lead_id\":\"{lead}\"}},\n{{\"{long}\"}},\n],\n",
            agreed(lead, "sms"),
            agreed(lead, "carrier pigeon"),
        );
        let reasons: Vec<_> =
            rows(&data).into_iter().map(|row| row.map_err(|bad| bad.reason).map(drop)).collect();
        let malformed = Err(RejectReason::MalformedRow);
        let expected = [Ok(()), malformed, malformed, malformed, Err(RejectReason::CellTooLarge)];
        assert_eq!(reasons, expected);
    }

    #[test]
    fn a_record_without_end_is_passed_over() {
        let long = "x".repeat(usize::try_from(LARGEST_RECORD).unwrap());
        let data = format!("\"message\":[\n{{\"{long}\"}},\n],\n\"listing\":[\n{{\"content\":1}}]\n");
        let rows = rows(&data);
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0], Err(unreadable(RejectReason::CellTooLarge)));
    }
}
