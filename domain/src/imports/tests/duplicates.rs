//! Which rows are one person, and above all which are not (import rule 12).

use super::*;
use proptest::prelude::*;

/// The groups among lines of `name|email|phone`.
fn groups(lines: &[&str]) -> Vec<(Vec<u32>, Strength)> {
    let mut index = DuplicateIndex::default();
    for lead in &read_all("Name|Email|Phone", lines) {
        index.add(lead);
    }
    index.groups().into_iter().map(|group| (group.rows, group.strength)).collect()
}

#[test]
fn one_person() {
    for (why, lines, strength) in [
        ("nickname", &["Bill Dunn|b@example.com|", "William Dunn|B@Example.com|"][..], Strength::Certain),
        ("initial", &["W. Dunn|b@example.com|", "William Dunn|b@example.com|"], Strength::Certain),
        ("name missing", &["|b@example.com|", "William Dunn|b@example.com|"], Strength::Certain),
        (
            "accents",
            &["Zoë Müller|a@example.com|617-555-0123", "ZOE MULLER|b@example.com|(617) 555-0123"],
            Strength::Certain,
        ),
        ("swapped", &["Asha Raman||617-555-0123", "Raman Asha||6175550123"], Strength::Certain),
        ("repeated", &["||617-555-0123", "||617.555.0123"], Strength::Certain),
        ("plus tag", &["Ada Voss|ada@example.com|", "Ada Voss|ada+homes@example.com|"], Strength::Likely),
        (
            "both ways",
            &[
                "Ada Voss|ada@example.com|617-555-0123",
                "Ada Voss|x@example.com|617-555-0123",
                "Ada Voss|x+1@example.com|",
            ],
            Strength::Likely,
        ),
    ] {
        let all: Vec<u32> = (1..=u32::try_from(lines.len()).unwrap()).collect();
        assert_eq!(groups(lines), [(all, strength)], "{why}");
    }
}

#[test]
fn two_people() {
    for (why, lines) in [
        ("one landline", &["Ada Voss||617-555-0123", "Ben Voss||617-555-0123"][..]),
        ("a nickname on a landline", &["Bill Dunn||617-555-0123", "William Dunn||617-555-0123"]),
        (
            "senior and junior",
            &["Ray Dunn Sr.|r@example.com|617-555-0123", "Ray Dunn Jr.|r@example.com|617-555-0123"],
        ),
        ("one mailbox", &["Ada Voss|voss@example.com|", "Ben Voss|voss@example.com|"]),
        ("the same name", &["Ada Voss|a@example.com|617-555-0123", "Ada Voss|b@example.com|617-555-0124"]),
        ("another name behind the tag", &["Ada Voss|v@example.com|", "Ben Voss|v+ben@example.com|"]),
        ("a nameless number", &["|a@example.com|617-555-0123", "Ada Voss||617-555-0123"]),
    ] {
        assert_eq!(groups(lines), [], "{why}");
    }
}

#[test]
fn a_third_row_never_makes_two_people_one() {
    // The nameless row and the initial fit both, so they are joined to neither.
    assert_eq!(groups(&["Ada Voss|v@example.com|", "|v@example.com|", "Ben Voss|v@example.com|"]), []);
    assert_eq!(
        groups(&["John Voss|v@example.com|", "J Voss|v@example.com|", "Jane Voss|v@example.com|"]),
        []
    );
    // Row 2 is Ada by number; row 3 shares its address but contradicts Ada.
    assert_eq!(
        groups(&[
            "Ada Voss|a@example.com|617-555-0123",
            "Ada Voss|v@example.com|617-555-0123",
            "Ben Voss|v@example.com|"
        ]),
        [(vec![1, 2], Strength::Certain)]
    );
}

#[test]
fn a_mailbox_shared_by_many_is_searched_for_equal_names_only() {
    let lines: Vec<String> =
        (0..200).map(|i| format!("Person{} Voss|office@example.com|", i % 100)).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let found = groups(&lines);
    assert_eq!(found.len(), 100);
    assert_eq!(found[0], (vec![1, 101], Strength::Certain));
}

proptest! {
    #[test]
    fn no_group_holds_a_contradiction(rows in proptest::collection::vec((0..6usize, 0..4usize, 0..4usize), 2..14)) {
        const NAMES: [&str; 6] = ["", "Bill Dunn", "William Dunn", "B Dunn", "Ben Dunn", "Ben Dunn Jr."];
        let lines: Vec<String> = rows.iter().map(|(n, e, p)| format!("{}|m{e}@example.com|617-555-010{p}", NAMES[*n])).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let key = |row: u32| crate::contact::NameKey::new(&NAMES[rows[row as usize - 1].0].parse().unwrap());
        let mut seen = Vec::new();
        for (group, _) in groups(&lines) {
            for a in &group {
                prop_assert!(!seen.contains(a));
                prop_assert!(group.iter().all(|b| !key(*a).contradicts(&key(*b))));
            }
            seen.extend(group);
        }
    }
}
