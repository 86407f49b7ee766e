//! How the page of the calendar is put together on the server.

use super::view::{BlockView, CalendarView, ChoiceView, ConnectionView, DayView};
use crate::format::{self, Zone};
use realtoros_domain::calendar::{Day, Interval, free};
use realtoros_server::{
    Core, Result, Scope,
    accounts::ProviderName,
    clock::from_millis,
    connections::{self, Connection, Ended, Overview, Part},
    outbound::AccountFacts,
};

/// The longest time that can be looked ahead, in days: as far as busy times are read.
const MOST: u64 = 14;

/// Everything that the page shows.
pub async fn calendar(core: &Core, scope: &Scope, days: u64) -> Result<CalendarView> {
    let AccountFacts { zone, routes, .. } = AccountFacts::load(core, scope.account).await?;
    let found = connections::overview(core, scope).await?;
    let works =
        |provider| found.connections.iter().any(|it| it.provider == provider && it.serves(Part::Calendar));
    let choices = ProviderName::configured(&core.settings)
        .into_iter()
        .filter(|provider| !works(*provider))
        .map(|provider| ChoiceView {
            provider: provider.label().to_owned(),
            href: format!("/auth/{}?connect=calendar&next=/app/calendar", provider.as_str()),
            words: Part::Calendar.words(provider).to_owned(),
            scope: Part::Calendar.scope(provider).to_owned(),
            closed: routes
                .closed(provider.processor())
                .map(|closed| closed.sentence(provider.processor()))
                .unwrap_or_default(),
        })
        .collect();
    let trouble = trouble(core.now_ms(), &found, zone);
    let shown = found.busy.map_or_else(Vec::new, |busy| {
        let times: Vec<Interval> = busy
            .times
            .iter()
            .map(|(start, end)| Interval { start: from_millis(*start), end: from_millis(*end) })
            .collect();
        let next = free::days(&times, core.now(), zone, days.clamp(1, MOST));
        next.iter().map(|it| day(it, zone)).collect()
    });
    Ok(CalendarView {
        is_connected: found.connections.iter().any(|it| it.serves(Part::Calendar)),
        connections: found.connections.iter().map(|it| connection(it, zone)).collect(),
        choices,
        still_to_revoke: found.still_to_revoke.iter().map(|it| it.label().to_owned()).collect(),
        days: shown,
        trouble,
    })
}

/// What is wrong with reading calendars, when something has been for a while.
fn trouble(now: i64, found: &Overview, zone: impl Zone) -> String {
    const MINUTE: i64 = 60_000;
    let working = || found.connections.iter().filter(|it| it.serves(Part::Calendar));
    match &found.busy {
        Some(busy) if now - busy.read_at > 60 * MINUTE => format!(
            "Your calendar was last read {}. It may have changed since, so no times are offered. It is tried again every \
             quarter of an hour.",
            format::moment(busy.read_at, zone)
        ),
        None if working().any(|it| it.synced_at.is_none() && now - it.connected_at > 5 * MINUTE) => {
            "Your calendar could not be read yet. It is tried again every quarter of an hour.".to_owned()
        }
        _ => String::new(),
    }
}

fn connection(it: &Connection, zone: impl Zone) -> ConnectionView {
    let moment = |at: Option<i64>| at.map(|at| format::moment(at, zone)).unwrap_or_default();
    let scope = |part: &Part| (part.words(it.provider).to_owned(), part.scope(it.provider).to_owned());
    ConnectionView {
        id: it.id,
        provider: it.provider.label().to_owned(),
        address: it.address_of_owner.clone(),
        scopes: it.parts.iter().map(scope).collect(),
        since: format::moment(it.connected_at, zone),
        read: moment(it.synced_at),
        ended: moment(it.ended_at),
        by_hand: if it.provider.can_revoke() { String::new() } else { it.provider.access_page().to_owned() },
        also: if it.parts.contains(&Part::Mail) { "mail".to_owned() } else { String::new() },
    }
}

fn day(it: &Day, zone: impl Zone) -> DayView {
    let mut spans: Vec<(Interval, bool)> = it.busy.iter().map(|span| (*span, true)).collect();
    spans.extend(it.free.iter().map(|span| (*span, false)));
    spans.sort_unstable();
    DayView {
        date: it.date.to_string(),
        title: it.date.format("%A, %B %-d").to_string(),
        blocks: spans
            .into_iter()
            .map(|(span, is_busy)| BlockView { is_busy, words: words(span, zone) })
            .collect(),
    }
}

/// From when to when. What goes from midnight to midnight is all day.
fn words(span: Interval, zone: impl Zone) -> String {
    let time = |at: i64| format::when(at, zone, "%-I:%M %p");
    let (start, end) = (time(span.start.timestamp_millis()), time(span.end.timestamp_millis()));
    if start == "12:00 AM" && end == start { "All day".to_owned() } else { format!("{start} – {end}") }
}

/// What is said once a connection has ended.
pub const fn ended(how: Ended) -> &'static str {
    match how {
        Ended::There => {
            "Disconnected. The provider has ended our access, and what it told us is deleted here."
        }
        Ended::SoonThere => {
            "Disconnected, and deleted here. The provider did not answer; we keep telling it until it ends our access."
        }
        Ended::HereOnly => {
            "Disconnected, and deleted here. Microsoft lets nobody but you end the permission itself: remove RealtorOS at \
             https://myapps.microsoft.com, or for a personal account at https://account.live.com/consent/Manage."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Utc};

    #[test]
    fn p22_a_day_shows_times_and_nothing_else() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let span = |start: &str, end: &str| Interval { start: at(start), end: at(end) };
        let it = Day {
            date: "2026-12-01".parse().unwrap(),
            busy: vec![span("2026-12-01T10:00:00Z", "2026-12-01T11:30:00Z")],
            free: vec![span("2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z")],
        };
        let shown = day(&it, Utc);
        assert_eq!(shown.title, "Tuesday, December 1");
        let blocks: Vec<_> = shown.blocks.iter().map(|it| (it.is_busy, it.words.as_str())).collect();
        assert_eq!(blocks, [(false, "9:00 AM – 10:00 AM"), (true, "10:00 AM – 11:30 AM")]);
        assert_eq!(words(span("2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z"), Utc), "All day");
    }

    #[test]
    fn p22_a_calendar_that_is_not_read_is_told() {
        let busy = connections::Busy { times: Vec::new(), read_at: 0 };
        let found = Overview { connections: Vec::new(), still_to_revoke: Vec::new(), busy: Some(busy) };
        assert_eq!(trouble(3_600_000, &found, Utc), "");
        assert!(trouble(3_600_001, &found, Utc).starts_with("Your calendar was last read Jan 1, 12:00 AM."));
        assert_eq!(trouble(9_000_000, &Overview { busy: None, ..found }, Utc), "", "nothing is connected");
    }
}
