//! Pages of a directory.

use super::{Directory, Row, Sort};
use crate::leads::is_same_tag;
use realtoros_domain::{Stage, consent::Reach, ids::LeadId};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// How many leads a page may hold at most.
const MOST: usize = 200;

/// Which leads are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Part of a name or e-mail address, or digits of a number.
    pub text: String,
    /// In this stage only.
    pub stage: Option<Stage>,
    /// With this tag only.
    pub tag: String,
    /// From this source only.
    pub source: String,
    /// With this reach on some channel only, by the word that people read.
    pub reach: String,
}

impl Filter {
    fn admits(&self, row: &Row) -> bool {
        self.stage.is_none_or(|stage| row.stage == stage)
            && (self.tag.is_empty() || row.tags.iter().any(|tag| is_same_tag(tag, &self.tag)))
            && (self.source.is_empty() || row.source.eq_ignore_ascii_case(&self.source))
            && (self.reach.is_empty() || row.reach.iter().any(|reach| self.names(*reach)))
    }

    fn names(&self, reach: Reach) -> bool {
        reach.label() == self.reach
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Where a page ended: the lead after which the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor(pub LeadId);

/// A page that is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Which leads.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
    /// The other way round.
    pub descending: bool,
    /// After this lead.
    pub after: Option<Cursor>,
    /// At most so many.
    pub limit: usize,
}

/// A page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<'a> {
    /// The leads, in order.
    pub rows: Vec<&'a Row>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
    /// How many leads the filter admits in all.
    pub total: usize,
}

impl Directory {
    /// A page of the leads that the query asks for.
    pub fn find(&self, query: &Query) -> Page<'_> {
        let limit = query.limit.clamp(1, MOST);
        if query.filter.is_empty() {
            return self.page_of(query, self.order(query.sort), self.len(), limit);
        }
        let mut order: Vec<u32> = if query.filter.text.trim().is_empty() {
            self.order(query.sort).iter().copied().filter(|at| self.admits(query, *at)).collect()
        } else {
            let mut found = self.search(&query.filter.text);
            found.retain(|at| self.admits(query, *at));
            found.sort_unstable_by(|a, b| self.compare(query.sort, *a, *b));
            found
        };
        order.shrink_to_fit();
        let total = order.len();
        self.page_of(query, &order, total, limit)
    }

    fn page_of(&self, query: &Query, order: &[u32], total: usize, limit: usize) -> Page<'_> {
        let at = |index: usize| order.get(if query.descending { order.len() - 1 - index } else { index });
        let start = query.after.and_then(|after| self.get(after.0)).map_or(0, |after| {
            // The first place that comes after the cursor's lead, found by halving.
            let before = |at: &u32| query.sort.compare(&self.rows()[*at as usize], after);
            if query.descending {
                order.len() - order.partition_point(|at| before(at) == Ordering::Less)
            } else {
                order.partition_point(|at| before(at) != Ordering::Greater)
            }
        });
        let rows: Vec<&Row> = (start..order.len())
            .take(limit)
            .filter_map(|index| at(index).and_then(|at| self.rows().get(*at as usize)))
            .map(AsRef::as_ref)
            .collect();
        let more = start + rows.len() < order.len();
        let next = rows.last().filter(|_| more).map(|row| Cursor(row.id));
        Page { rows, next, total }
    }

    fn admits(&self, query: &Query, at: u32) -> bool {
        self.rows().get(at as usize).is_some_and(|row| query.filter.admits(row))
    }

    fn compare(&self, sort: Sort, a: u32, b: u32) -> Ordering {
        sort.compare(&self.rows()[a as usize], &self.rows()[b as usize])
    }
}
