//! `calendar.ics` (RFC 5545). Busy times of a connected calendar are in `data.json`, so the only dates are those by which
//! leads want to move: each is a task that is due then. Without any the file is an empty calendar.

use super::{Sink, archive::Archive, order::Work, people};
use crate::{Result, leads::Lead};
use chrono::{DateTime, Utc};

/// Writes the file.
pub async fn write<S: Sink>(work: &mut Work<'_>, archive: &mut Archive<'_, S>) -> Result<()> {
    archive.begin(
        "calendar.ics".to_owned(),
        "Dates by which leads want to move, as tasks (iCalendar)",
        work.total,
    )?;
    archive.write(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//RealtorOS//Export//EN\r\n").await?;
    let mut after = None;
    loop {
        let page = people::page(work, after).await?;
        let tasks: String = page.leads.iter().filter_map(|lead| task(lead, work.order.made_at)).collect();
        archive.write(tasks.as_bytes()).await?;
        work.step(archive, page.gone_through).await?;
        after = page.next;
        if after.is_none() {
            return archive.write(b"END:VCALENDAR\r\n").await;
        }
    }
}

/// The task of a lead who said when.
fn task(lead: &Lead, made_at: DateTime<Utc>) -> Option<String> {
    let timeline = lead.record.preferences.timeline?;
    let due = timeline.to.unwrap_or(timeline.from);
    let lines = [
        "BEGIN:VTODO".to_owned(),
        format!("UID:{}@realtoros", lead.id),
        format!("DTSTAMP:{}", made_at.format("%Y%m%dT%H%M%SZ")),
        format!("DTSTART;VALUE=DATE:{}", timeline.from.format("%Y%m%d")),
        // The day after the last one: what is due then may still be done on the last.
        format!("DUE;VALUE=DATE:{}", due.succ_opt().unwrap_or(due).format("%Y%m%d")),
        format!("SUMMARY:{}", escaped(&format!("{} wants to move", lead.record.display_name()))),
        "END:VTODO".to_owned(),
    ];
    Some(lines.iter().map(|line| folded(line)).collect())
}

/// Text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace(['\r', '\n'], " ")
}

/// A line of at most 75 octets, continued on the next with a space in front (RFC 5545, 3.1).
fn folded(line: &str) -> String {
    let (mut out, mut rest) = (String::new(), line);
    let mut room = 75;
    while rest.len() > room {
        let (part, more) = rest.split_at(rest.floor_char_boundary(room));
        out.push_str(part);
        out.push_str("\r\n ");
        (rest, room) = (more, 74);
    }
    out + rest + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::{escaped, folded};

    #[test]
    fn p60_lines_are_folded_at_octets_and_never_within_a_character() {
        let line = format!("SUMMARY:{}", "田中".repeat(60));
        let lines = folded(&line);
        assert!(lines.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(lines.replace("\r\n ", "").trim_end(), line);
        assert_eq!(escaped("a;b,c\\d\ne"), "a\\;b\\,c\\\\d e");
    }
}
