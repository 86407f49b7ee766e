//! From counts to what may be shown.

use super::{Counts, cell::Cell};
use std::collections::BTreeSet;

/// The label of a margin.
pub const TOTAL: &str = "total";

/// A count that may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The row, or [`TOTAL`].
    pub row: String,
    /// The column, or [`TOTAL`].
    pub column: String,
    /// About how many leads; 0 is a true zero.
    pub leads: u64,
}

/// Counts that may be shown. What is missing is left out on purpose; it is not zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeAggregate(Vec<Shown>);

impl SafeAggregate {
    /// Judges counts.
    pub fn of(counts: &Counts) -> Self {
        let mut table = Grid::of(counts);
        table.hide_what_is_small();
        while table.hide_what_can_be_computed() {}
        Self(table.shown())
    }

    /// What may be shown, row by row.
    pub fn cells(&self) -> &[Shown] {
        &self.0
    }
}

/// The counts with a margin on the right and one at the bottom, and what is hidden of them.
pub(super) struct Grid {
    rows: Vec<String>,
    columns: Vec<String>,
    cells: Vec<Vec<Cell>>,
    pub hidden: Vec<Vec<bool>>,
}

/// A row or a column with its total: places in the grid; the total comes last.
type Line = Vec<(usize, usize)>;

impl Grid {
    pub fn of(counts: &Counts) -> Self {
        let rows: Vec<String> = counts.0.keys().cloned().collect();
        let columns: BTreeSet<&String> = counts.0.values().flat_map(|row| row.keys()).collect();
        let columns: Vec<String> = columns.into_iter().cloned().collect();
        let mut cells = vec![vec![Cell::default(); columns.len() + 1]; rows.len() + 1];
        for (r, row) in rows.iter().enumerate() {
            for (c, column) in columns.iter().enumerate() {
                let Some(cell) = counts.0[row].get(column) else { continue };
                for (r, c) in [(r, c), (r, columns.len()), (rows.len(), c), (rows.len(), columns.len())] {
                    cells[r][c].absorb(cell);
                }
            }
        }
        let hidden = vec![vec![false; columns.len() + 1]; rows.len() + 1];
        Self { rows, columns, cells, hidden }
    }

    pub fn cell(&self, (r, c): (usize, usize)) -> &Cell {
        &self.cells[r][c]
    }

    /// Every row and every column, margins included.
    pub fn lines(&self) -> Vec<Line> {
        let (rows, columns) = (0..=self.rows.len(), 0..=self.columns.len());
        let across = rows.clone().map(|r| columns.clone().map(|c| (r, c)).collect());
        let down = columns.clone().map(|c| rows.clone().map(|r| (r, c)).collect());
        across.chain(down).collect()
    }

    /// What is under a threshold; and with an unsafe total its whole row or column, zeros included, so that a place in which
    /// one account works does not show at all.
    fn hide_what_is_small(&mut self) {
        let is_small = |cell: &Cell| cell.leads() > 0 && !cell.is_safe();
        for line in self.lines() {
            let total = line.last().copied().unwrap_or_default();
            let whole = is_small(self.cell(total));
            for place in line {
                if whole && place != total || is_small(self.cell(place)) {
                    self.hidden[place.0][place.1] = true;
                }
            }
        }
    }

    /// Hides one more place where what is hidden could be computed from what is shown; whether there was one.
    fn hide_what_can_be_computed(&mut self) -> bool {
        let exposed = self.lines().into_iter().find_map(|line| self.next_to_hide(&line));
        if let Some((r, c)) = exposed {
            self.hidden[r][c] = true;
        }
        exposed.is_some()
    }

    fn next_to_hide(&self, line: &Line) -> Option<(usize, usize)> {
        let is_hidden = |place: &(usize, usize)| self.hidden[place.0][place.1];
        let (total, inner) = line.split_last()?;
        if !self.is_exposed(line) {
            return None;
        }
        // The smallest that is still shown; zeros protect nothing.
        let shown = inner.iter().filter(|place| !is_hidden(place) && self.cell(**place).leads() > 0);
        let smallest = shown.min_by_key(|place| self.cell(**place).leads()).copied();
        smallest.or_else(|| (!is_hidden(total)).then_some(*total))
    }

    /// Whether what a line hides can be computed: with the total shown, the hidden places together are known, so together
    /// they must be over every threshold and be at least two; a hidden total needs a hidden place beside it.
    pub fn is_exposed(&self, line: &Line) -> bool {
        let is_hidden = |place: &&(usize, usize)| self.hidden[place.0][place.1];
        let Some((total, inner)) = line.split_last() else { return false };
        let full: Vec<_> = inner.iter().filter(|place| self.cell(**place).leads() > 0).collect();
        let hidden: Vec<_> = full.iter().copied().filter(is_hidden).collect();
        if is_hidden(&total) {
            return hidden.is_empty() && !full.is_empty();
        }
        if hidden.is_empty() {
            return false;
        }
        let mut together = Cell::default();
        for place in &hidden {
            together.absorb(self.cell(**place));
        }
        hidden.len() < 2 || !together.is_safe()
    }

    fn shown(&self) -> Vec<Shown> {
        let label = |names: &[String], at: usize| names.get(at).map_or(TOTAL, String::as_str).to_owned();
        let places = (0..=self.rows.len()).flat_map(|r| (0..=self.columns.len()).map(move |c| (r, c)));
        places
            .filter(|(r, c)| !self.hidden[*r][*c])
            .map(|(r, c)| Shown {
                row: label(&self.rows, r),
                column: label(&self.columns, c),
                leads: self.cells[r][c].rounded(),
            })
            .collect()
    }
}
