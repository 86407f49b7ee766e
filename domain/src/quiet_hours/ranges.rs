//! Looking a key up in a sorted text table of ranges, without parsing or copying it.
//!
//! A line is `first key|state|zones`; it holds up to the key of the next line. Comment lines begin with `#`, which
//! sorts before every digit, so that they need no special care.

/// The state and the zones of the range that `key` falls into. `table` is ASCII.
pub(super) fn lookup<'t>(table: &'t str, key: &str) -> Option<(&'t str, &'t str)> {
    // `low` is the start of a line whose key is not above `key`, `high` of one that is (or the end).
    let (mut low, mut high) = (0_usize, table.len());
    loop {
        let middle = low.midpoint(high);
        let line_start = match table[low..middle].rfind('\n') {
            Some(end) => low + end + 1,
            None => table[middle..high].find('\n').map_or(high, |end| middle + end + 1),
        };
        if line_start == high {
            break;
        }
        if columns(&table[line_start..])[0] <= key {
            low = line_start;
        } else {
            high = line_start;
        }
    }
    let [first, state, zones] = columns(&table[low..]);
    (first.starts_with(|c: char| c.is_ascii_digit()) && first <= key).then_some((state, zones))
}

fn columns(text: &str) -> [&str; 3] {
    let mut columns = text.lines().next().unwrap_or("").splitn(3, '|');
    std::array::from_fn(|_| columns.next().unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# a comment\n# b|c\n10|A|x\n20||\n2050|B|y z\n30|C|\n";

    #[test]
    fn a_key_finds_the_last_line_that_is_not_above_it() {
        for (key, expected) in [
            ("05", None),
            ("10", Some(("A", "x"))),
            ("1999", Some(("A", "x"))),
            ("20", Some(("", ""))),
            ("2049", Some(("", ""))),
            ("2050", Some(("B", "y z"))),
            ("29", Some(("B", "y z"))),
            ("30", Some(("C", ""))),
            ("99", Some(("C", ""))),
        ] {
            assert_eq!(lookup(TABLE, key), expected, "{key}");
        }
        assert_eq!(lookup("", "10"), None);
        assert_eq!(lookup("10|A|x", "10"), Some(("A", "x")), "no line end at the end");
        assert_eq!(lookup("10|A|x", "09"), None, "no comment at the start");
    }

    #[test]
    fn agrees_with_a_scan_over_every_line_of_the_real_tables() {
        for table in [include_str!("data/phone.txt"), include_str!("data/zip.txt")] {
            let rows: Vec<_> = table.lines().filter(|line| !line.starts_with('#')).map(columns).collect();
            assert!(rows.is_sorted_by(|a, b| a[0] < b[0]));
            assert!(rows.iter().all(|row| lookup(table, row[0]) == Some((row[1], row[2]))));
        }
    }
}
