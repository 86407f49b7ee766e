//! The windows: one for everybody, and the states that want it narrower. Data, not code: rules.md B1.3.

use chrono::{Datelike, NaiveDate, Weekday};

/// A span of a local day in minutes since midnight; the end is outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first minute.
    pub opens: u16,
    /// The minute after the last.
    pub closes: u16,
}

impl Window {
    /// From one full hour to another.
    pub const fn hours(opens: u16, closes: u16) -> Self {
        Self { opens: opens * 60, closes: closes * 60 }
    }

    /// Whether a minute of the day lies inside.
    pub const fn contains(self, minute: u16) -> bool {
        self.opens <= minute && minute < self.closes
    }

    /// What lies inside both; nothing when they do not meet.
    pub fn and(self, other: Self) -> Option<Self> {
        let both = Self { opens: self.opens.max(other.opens), closes: self.closes.min(other.closes) };
        (both.opens < both.closes).then_some(both)
    }
}

/// The window in every state: the federal one (08:00 to 21:00, 47 CFR 64.1200(c)(1)) cut to the strictest common
/// state rule, so that a person who has moved is protected too.
pub const EVERYWHERE: Window = Window::hours(8, 20);

/// Days of the week on which a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// All seven.
    Daily,
    /// Monday to Friday.
    Weekdays,
    /// Monday to Saturday.
    MondayToSaturday,
    /// Saturday and Sunday.
    Weekends,
    /// Sunday.
    Sundays,
}

impl Days {
    const fn contains(self, day: Weekday) -> bool {
        match self {
            Self::Daily => true,
            Self::Weekdays => !matches!(day, Weekday::Sat | Weekday::Sun),
            Self::MondayToSaturday => !matches!(day, Weekday::Sun),
            Self::Weekends => matches!(day, Weekday::Sat | Weekday::Sun),
            Self::Sundays => matches!(day, Weekday::Sun),
        }
    }
}

/// One row: on these days, in this state, only within this window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateRule {
    /// The postal abbreviation.
    pub state: &'static str,
    /// The first local date on which the rule holds; `None` is always.
    pub from: Option<NaiveDate>,
    /// The days of the week.
    pub days: Days,
    /// The window; `None` is not at all.
    pub window: Option<Window>,
    /// Where the rule stands.
    pub source: &'static str,
    /// The day on which the source was last looked at.
    pub as_of: Option<NaiveDate>,
}

impl StateRule {
    fn applies(&self, states: &[&str], date: NaiveDate) -> bool {
        states.contains(&self.state)
            && self.from.is_none_or(|from| from <= date)
            && self.days.contains(date.weekday())
    }
}

macro_rules! rules {
    ($($state:literal $from:expr, $days:ident, $window:expr, $source:literal;)+) => {
        &[$(StateRule {
            state: $state, from: $from, days: Days::$days, window: window($window), source: $source, as_of: LOOKED_UP,
        },)+]
    };
}

const LOOKED_UP: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 23);
const ALWAYS: Option<NaiveDate> = None;
const NEVER: Option<(u16, u16)> = None;

const fn window(hours: Option<(u16, u16)>) -> Option<Window> {
    match hours {
        Some((opens, closes)) => Some(Window::hours(opens, closes)),
        None => None,
    }
}

/// The state rules that come with the product.
pub const STATE_RULES: &[StateRule] = rules! {
    "FL" ALWAYS, Daily, Some((8, 20)), "Fla. Stat. 501.059(8)(a); secondary";
    "KY" ALWAYS, Daily, Some((10, 21)), "KRS 367.46955; vendor listing, to verify";
    "MD" ALWAYS, Daily, Some((8, 20)), "Md. Code Com. Law 14-4502; secondary";
    "ME" ALWAYS, Weekdays, Some((9, 17)), "10 MRSA 1498, automated calls; vendor listing, to verify";
    "ME" ALWAYS, Weekends, NEVER, "10 MRSA 1498, automated calls; vendor listing, to verify";
    "OK" ALWAYS, Daily, Some((8, 20)), "15 OS 775C.4; secondary";
    "OR" ALWAYS, Daily, Some((8, 20)), "HB 3865 (2026-01-01), texts included; secondary";
    "PA" NaiveDate::from_ymd_opt(2026, 10, 18), Sundays, NEVER, "73 PS 2241 ff. as amended; vendor listing, to verify";
    "TX" ALWAYS, MondayToSaturday, Some((9, 21)), "Bus. & Com. Code ch. 301, texts by SB 140; secondary";
    "TX" ALWAYS, Sundays, Some((12, 21)), "Bus. & Com. Code ch. 301, texts by SB 140; secondary";
    "WA" ALWAYS, Daily, Some((8, 20)), "RCW 80.36.390; secondary";
    "WY" ALWAYS, Daily, Some((8, 20)), "Wyo. Stat. 40-12-302; vendor listing, to verify";
};

/// The rules in force: [`EVERYWHERE`] cannot be widened, only narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateRules<'a> {
    /// The rows.
    pub rows: &'a [StateRule],
    /// A narrower window that the account chose.
    pub account: Option<Window>,
}

impl Default for StateRules<'_> {
    fn default() -> Self {
        Self { rows: STATE_RULES, account: None }
    }
}

impl StateRules<'_> {
    /// The window on a local date for somebody whom these states protect.
    pub fn window(&self, states: &[&str], date: NaiveDate) -> Option<Window> {
        let of_account = EVERYWHERE.and(self.account.unwrap_or(EVERYWHERE));
        self.rows
            .iter()
            .filter(|row| row.applies(states, date))
            .fold(of_account, |window, row| window?.and(row.window?))
    }
}
