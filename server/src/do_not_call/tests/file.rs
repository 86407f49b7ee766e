//! Files as registries give them out, and as people spoil them.

use super::upload;
use crate::{
    Error,
    do_not_call::{
        FileProblem, Incoming, ListForm,
        file::{Found, read, read_within},
        view,
    },
    on_both,
    outbound::tests::fixture::{EMAIL, account, lead},
};
use realtoros_domain::do_not_call::Number;
use std::{
    collections::HashSet,
    io::{Cursor, Write},
};
use zip::{ZipWriter, write::SimpleFileOptions};

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn find(file: &[u8]) -> Result<Found, FileProblem> {
    let numbers = ["+15125550123", "+15125550199", "+12125550142"];
    let numbers: HashSet<Number> = numbers.into_iter().filter_map(Number::from_e164).collect();
    read(file, &numbers)
}

#[test]
fn p48_every_shape_of_a_list_says_the_same() {
    let shapes: &[&[u8]] = &[
        b"512,5550123\n512,5550124\n",
        b"5125550123\r\n5125550124",
        b"\xef\xbb\xbf(512) 555-0123\r\n(512) 555-0124\r\n\r\n",
        b"Area Code,Number\n512,5550123\n512,5550124\n",
        b"\"AreaCode\";\"PhoneNumber\"\n\"512\";\"5550123\"\n\"512\";\"5550124\"\n",
        b"Do not call list\n\nAs of today\n5125550123,2026-11-20\n5125550124,2026-11-20\n",
        &zipped(&[("2026-11-20_512.txt", "512,5550123\n512,5550124\n")]),
        &zipped(&[
            ("lists/512a.csv", "512,5550123\n"),
            ("lists/512b.csv", "512,5550124\n"),
            ("readme.pdf", "x"),
        ]),
    ];
    for shape in shapes {
        let found = find(shape).unwrap();
        assert_eq!(found.areas.into_iter().collect::<Vec<_>>(), [(512, 2)]);
        assert_eq!(found.listed, HashSet::from([Number::from_e164("+15125550123").unwrap()]));
    }
}

#[test]
fn p48_a_file_that_is_no_whole_list_is_refused() {
    let mut half = zipped(&[("512.txt", &"512,5550123\n".repeat(500))]);
    half.truncate(half.len() - 30);
    let cases: &[(&[u8], FileProblem)] = &[
        (b"", FileProblem::Empty),
        (b"Area Code,Number\n", FileProblem::Empty),
        (b"512,5550123\n512,555", FileProblem::Line(2)),
        (b"512,5550123\nTotal: 1\n", FileProblem::Line(2)),
        (b"512,5550123,2026-11-20,A\n", FileProblem::Changes),
        (b"512,5550123\n512,5550124,2026-11-20,D\n", FileProblem::Changes),
        (b"<?xml version=\"1.0\"?><list/>", FileProblem::WrongFormat("a web page or XML file")),
        (b"%PDF-1.7", FileProblem::WrongFormat("a PDF")),
        (b"5\x001\x002\x00", FileProblem::WrongFormat("not a text file")),
        (&half, FileProblem::Damaged),
        (&zipped(&[("list.xml", "<x/>")]), FileProblem::WrongFormat("an XML file")),
    ];
    for (file, problem) in cases {
        assert_eq!(find(file).unwrap_err(), *problem, "{:?}", String::from_utf8_lossy(file));
    }
    let long = [b"512,5550123\n".as_slice(), &[b'5'; 5_000]].concat();
    assert_eq!(find(&long).unwrap_err(), FileProblem::Line(2));
    let words = "words\n".repeat(30);
    assert_eq!(find(words.as_bytes()).unwrap_err(), FileProblem::Line(21));
}

#[test]
fn p48_the_lists_of_one_archive_share_what_a_file_may_hold() {
    let list = "512,5550123\n".repeat(10);
    let size = u64::try_from(list.len()).unwrap();
    let two = zipped(&[("a.txt", &list), ("b.txt", &list)]);
    let none = HashSet::new();
    assert!(read_within(list.as_bytes(), &none, size).is_ok());
    assert_eq!(read_within(list.as_bytes(), &none, size - 1), Err(FileProblem::TooLarge));
    assert!(read_within(two.as_slice(), &none, 2 * size).is_ok());
    assert_eq!(read_within(two.as_slice(), &none, 2 * size - 1), Err(FileProblem::TooLarge));
}

on_both!(p48_a_million_lines_pass_through_and_only_the_accounts_own_numbers_stay, core, {
    let scope = account(&core, "dana@example.com").await;
    lead(&core, &scope, "+15122000042", EMAIL).await;
    lead(&core, &scope, "+15129999999", "ben@example.com").await;
    let mut incoming = Incoming::begin(&core, &scope).await.unwrap();
    for thousand in 0..1_000 {
        let lines = (0..1_000).map(|n| format!("512,{}\n", 2_000_000 + thousand * 1_000 + n));
        incoming.add(lines.collect::<String>().into_bytes()).await;
    }
    let id = incoming.finish(&ListForm::default()).await.unwrap();
    let found = view(&core, &scope, id).await.unwrap();
    let area = &found.areas[0];
    assert_eq!((area.area, area.in_file, area.leads, area.listed), (512, 1_000_000, 2, 1));
});

on_both!(p48_what_is_refused_leaves_nothing_and_says_why, core, {
    let scope = account(&core, "dana@example.com").await;
    lead(&core, &scope, "+15125550123", EMAIL).await;
    // The clock stands on November 24.
    let cases = [
        ("federal", "2026-11-25", "512,5550123\n", "in the future"),
        ("federal", "2026-10-23", "512,5550123\n", "more than 31 days ago"),
        ("federal", "tomorrow", "512,5550123\n", "2026-11-20"),
        ("ZZ", "", "512,5550123\n", "which list"),
        ("federal", "", "512,5550123\nnonsense\n", "Line 2"),
    ];
    for (list, day, file, why) in cases {
        match upload(&core, &scope, list, day, file.as_bytes()).await {
            Err(Error::Invalid(said)) => assert!(said.contains(why), "{said}"),
            other => panic!("{list} {day}: {other:?}"),
        }
    }
    let mut broken = Incoming::begin(&core, &scope).await.unwrap();
    broken.add(b"512,5550123\n512,5550124\n".to_vec()).await;
    drop(broken);
    let standing = crate::do_not_call::standing(&core, &scope).await.unwrap();
    assert!(standing.open.is_empty() && standing.copies.is_empty());
    assert!(upload(&core, &scope, "federal", "2026-10-24", b"512,5550123\n").await.is_ok(), "day 31");
});
