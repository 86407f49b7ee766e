use super::{Counts, LEAST_ACCOUNTS, LEAST_LEADS, ROUND_TO, SafeAggregate, TOTAL, suppress::Grid};
use proptest::prelude::*;

/// `cells` are row, column and the leads of each account.
fn counts(cells: &[(&str, &str, &[u64])]) -> Counts {
    let mut counts = Counts::default();
    for (row, column, accounts) in cells {
        counts.add(row, column, 0, 0);
        for (account, leads) in (0..).zip(*accounts) {
            counts.add(row, column, account, *leads);
        }
    }
    counts
}

fn shown(counts: &Counts, row: &str, column: &str) -> Option<u64> {
    let safe = SafeAggregate::of(counts);
    safe.cells().iter().find(|cell| cell.row == row && cell.column == column).map(|cell| cell.leads)
}

const MANY: &[u64] = &[10, 10, 10, 10, 10, 10];

#[test]
fn p37_a_cell_under_a_threshold_is_absent_and_not_zero() {
    let cases: [(&[u64], Option<u64>); 6] = [
        (&[3, 2, 2, 2, 2], Some(10)),
        (&[2, 2, 2, 2, 2], None),
        (&[30, 30, 30, 30], None),
        (&[12, 3, 3, 3, 3], Some(25)),
        (&[13, 3, 3, 3, 3], None),
        (&[], Some(0)),
    ];
    for (accounts, expected) in cases {
        // Two full neighbours in every direction, so that nothing is left out beside the cell itself.
        let mut cells = vec![("TX", "new", accounts)];
        for row in ["TX", "CA", "NY", "WA"] {
            for column in ["new", "active", "closed", "lost"] {
                if (row, column) != ("TX", "new") {
                    cells.push((row, column, MANY));
                }
            }
        }
        assert_eq!(shown(&counts(&cells), "TX", "new"), expected, "{accounts:?}");
    }
}

#[test]
fn p37_what_is_left_out_cannot_be_computed_from_the_totals() {
    let small: &[u64] = &[1, 1];
    let counts = counts(&[
        ("CA", "active", MANY),
        ("CA", "closed", &[20, 20, 20, 20, 20]),
        ("CA", "new", MANY),
        ("TX", "active", MANY),
        ("TX", "closed", &[20, 20, 20, 20, 20]),
        ("TX", "new", small),
    ]);
    assert_eq!(shown(&counts, "TX", "new"), None);
    assert_eq!(shown(&counts, "TX", "active"), None, "else the row's total would give it away");
    assert_eq!(shown(&counts, "CA", "new"), None, "else the column's total would");
    assert_eq!(shown(&counts, "TX", "closed"), Some(100));
    assert_eq!(shown(&counts, TOTAL, TOTAL), Some(380));
}

#[test]
fn p37_a_place_where_one_account_works_does_not_show_at_all() {
    let counts = counts(&[
        ("CA", "active", MANY),
        ("CA", "new", MANY),
        ("NY", "active", MANY),
        ("NY", "new", MANY),
        ("WY", "active", &[500]),
        ("WY", "new", &[]),
    ]);
    let safe = SafeAggregate::of(&counts);
    assert!(safe.cells().iter().all(|cell| cell.row != "WY"), "{:?}", safe.cells());
}

#[test]
fn nothing_counted_is_nothing_shown() {
    assert_eq!(SafeAggregate::of(&Counts::default()).cells().len(), 1, "the total, a true zero");
}

/// Tables of every shape: rows, columns, and up to eight accounts with a few leads each.
fn tables() -> impl Strategy<Value = Counts> {
    let cell = prop::collection::vec(0_u64..25, 0..8);
    prop::collection::vec(prop::collection::vec(cell, 1..5), 0..6).prop_map(|rows| {
        let mut counts = Counts::default();
        for (r, row) in rows.iter().enumerate() {
            for (c, accounts) in row.iter().enumerate() {
                for (account, leads) in (0..).zip(accounts) {
                    counts.add(&format!("r{r}"), &format!("c{c}"), account, *leads);
                }
            }
        }
        counts
    })
}

proptest! {
    #[test]
    fn p37_whatever_is_counted_what_is_shown_is_over_every_threshold(counts in tables()) {
        let safe = SafeAggregate::of(&counts);
        for cell in safe.cells() {
            prop_assert_eq!(cell.leads % ROUND_TO, 0);
            let row = |name: &String| cell.row == TOTAL || *name == cell.row;
            let column = |name: &String| cell.column == TOTAL || *name == cell.column;
            let mut whole = super::cell::Cell::default();
            for (_, columns) in counts.0.iter().filter(|(name, _)| row(name)) {
                for (_, cell) in columns.iter().filter(|(name, _)| column(name)) {
                    whole.absorb(cell);
                }
            }
            prop_assert!(whole.leads() == 0 || whole.is_safe());
            prop_assert!(whole.leads() == 0 || whole.leads() >= LEAST_LEADS);
            prop_assert!(cell.leads.abs_diff(whole.leads()) <= ROUND_TO / 2);
        }
        prop_assert!(LEAST_ACCOUNTS == 5 && LEAST_LEADS == 11);
    }

    #[test]
    fn p37_no_line_gives_away_what_it_hides(counts in tables()) {
        let safe = SafeAggregate::of(&counts);
        let mut grid = Grid::of(&counts);
        let is_shown = |row: Option<&String>, column: Option<&String>| {
            let label = |name: Option<&String>| name.map_or(TOTAL, String::as_str).to_owned();
            safe.cells().iter().any(|cell| cell.row == label(row) && cell.column == label(column))
        };
        let rows: Vec<_> = counts.0.keys().collect();
        let mut columns: Vec<_> = counts.0.values().flat_map(|row| row.keys()).collect();
        columns.sort();
        columns.dedup();
        for r in 0..=rows.len() {
            for c in 0..=columns.len() {
                grid.hidden[r][c] = !is_shown(rows.get(r).copied(), columns.get(c).copied());
            }
        }
        for line in grid.lines() {
            prop_assert!(!grid.is_exposed(&line), "{:?}", line);
        }
    }
}
