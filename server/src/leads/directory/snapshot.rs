//! A directory as it was at one revision; it never changes.

use super::{Row, Sort};
use realtoros_domain::{contact::fold_name, ids::LeadId};
use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

/// Between the fields of a lead in the haystack.
const FIELD: char = '\u{1}';
/// After a lead in the haystack.
const END: char = '\u{2}';

/// A directory at one revision.
#[derive(Debug, Default)]
pub struct Directory {
    /// The account's revision that it shows.
    pub revision: i64,
    /// Shared with the directories before and after it.
    rows: Vec<Arc<Row>>,
    positions: HashMap<LeadId, u32>,
    /// Names, addresses and digits of all leads, one after another: one buffer is searched far faster than many.
    haystack: String,
    ends: Vec<usize>,
    orders: [OnceLock<Vec<u32>>; Sort::ALL.len()],
}

impl Directory {
    /// A directory of `rows`.
    pub(super) fn new(revision: i64, rows: Vec<Arc<Row>>) -> Self {
        let mut haystack = String::with_capacity(rows.len() * 64);
        let mut ends = Vec::with_capacity(rows.len());
        let mut positions = HashMap::with_capacity(rows.len());
        for (position, row) in (0_u32..).zip(&rows) {
            positions.insert(row.id, position);
            haystack.push_str(&row.name_key);
            for value in row.emails.iter().chain(&row.phones) {
                haystack.push(FIELD);
                haystack.push_str(value);
            }
            haystack.push(END);
            ends.push(haystack.len());
        }
        Self { revision, rows, positions, haystack, ends, orders: Default::default() }
    }

    /// The rows of this directory with `changed` put in their places or added.
    pub(super) fn rows_with(&self, changed: Vec<Arc<Row>>) -> Vec<Arc<Row>> {
        let mut rows = self.rows.clone();
        for row in changed {
            match self.positions.get(&row.id).and_then(|at| rows.get_mut(*at as usize)) {
                Some(place) => *place = row,
                None => rows.push(row),
            }
        }
        rows
    }

    /// How many leads there are.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Every row, in no order.
    pub fn rows(&self) -> &[Arc<Row>] {
        &self.rows
    }

    /// The row of a lead.
    pub fn get(&self, id: LeadId) -> Option<&Row> {
        self.positions.get(&id).and_then(|at| self.rows.get(*at as usize)).map(AsRef::as_ref)
    }

    /// The positions of all rows in an order.
    pub(super) fn order(&self, sort: Sort) -> &[u32] {
        self.orders[sort as usize].get_or_init(|| {
            let mut order: Vec<u32> = (0..).take(self.rows.len()).collect();
            order.sort_unstable_by(|a, b| sort.compare(&self.rows[*a as usize], &self.rows[*b as usize]));
            order
        })
    }

    /// The positions of the rows that hold `text` in a name, address or number.
    pub(super) fn search(&self, text: &str) -> Vec<u32> {
        let mut found = Vec::new();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let mostly_digits =
            digits.len() >= 3 && text.chars().all(|c| c.is_ascii_digit() || "+-.() /".contains(c));
        if mostly_digits {
            self.collect(&digits, &mut found);
        } else if text.contains(['@', '.', '_']) {
            self.collect(&text.trim().to_lowercase(), &mut found);
        } else {
            self.collect(&fold_name(text), &mut found);
        }
        found
    }

    fn collect(&self, needle: &str, found: &mut Vec<u32>) {
        if needle.is_empty() {
            return;
        }
        let mut from = 0;
        while let Some(at) = self.haystack.get(from..).and_then(|rest| rest.find(needle)) {
            let row = self.ends.partition_point(|end| *end <= from + at);
            let Some(end) = self.ends.get(row) else { break };
            found.extend(u32::try_from(row));
            from = *end;
        }
    }
}
