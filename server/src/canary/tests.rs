use super::{enter::enter, log, places::findings};
use crate::{controls::search::Searcher, on_both};
use sea_orm::ConnectionTrait;

/// The word in every field that takes letters, and what fields of digits are filled with.
pub const WORD: &str = "qxkvzjwpq";
const WORDS: [&str; 9] = [
    WORD,
    // Numbers of leads and of the realtor, and the beginnings under which people write them.
    "5125550187",
    "512-555-0187",
    "(512) 555-0187",
    "5125550188",
    "5125550189",
    // A budget in cents, an internet address, a sensitive cell.
    "41726381",
    "198.51.100.77",
    "078-05-1120",
];

on_both!(p01_p08_p11_p13_no_canary_reaches_disk_or_log, core, {
    log::start();
    let searcher = Searcher::new(&WORDS);
    enter(&core).await;
    core.reads.flush(&core).await.unwrap();
    assert_eq!(findings(&core, &searcher).await, Vec::<String>::new());

    // The same search finds what is left lying about, so the result above means something.
    let note = format!("note of a {WORD}");
    let plant = format!(
        "CREATE TABLE planted (id INTEGER PRIMARY KEY, note TEXT); INSERT INTO planted VALUES (1, '{note}')"
    );
    core.db.as_owner().await.unwrap().execute_unprepared(&plant).await.unwrap();
    tracing::info!(note, "planted");
    std::fs::write(core.folder.path().join("planted.txt"), "+15125550187").unwrap();
    let found = findings(&core, &searcher).await.join("\n");
    for place in ["log: qxkvzjwpq", "planted.txt: 5125550187"] {
        assert!(found.contains(place), "{place} in {found}");
    }
    assert!(found.contains("planted: qxkvzjwpq") || found.contains("test.db"), "the database in {found}");
});
