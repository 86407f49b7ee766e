//! What is gone, and what stays.

use super::*;
use crate::{
    Error,
    leads::directory::directory,
    links::{Purpose, WayOut},
    on_both,
    privacy::{
        data_map::{Erasure, Subject, tables},
        erasure::{
            certificates, find_erased, find_named, is_erased,
            ways::{Way, way},
        },
    },
};
use sea_orm::{
    ConnectionTrait, DatabaseBackend, ExprTrait,
    sea_query::{Expr, Query},
};
use uuid::Uuid;

async fn rows(core: &TestCore, table: &'static str, column: &'static str, id: Uuid) -> i64 {
    let query = Query::select()
        .expr_as(Expr::col(column).count(), "n")
        .from(table)
        .and_where(Expr::col(column).eq(id))
        .to_owned();
    core.db.read().query_one(&query).await.unwrap().unwrap().try_get("", "n").unwrap()
}

#[test]
fn p62_every_table_about_leads_has_a_way() {
    for table in tables().filter(|table| table.subject == Subject::Lead) {
        let way = way(table);
        assert!(way.is_some(), "nobody has said how erasure finds the rows of {}", table.name);
        let kept = matches!(way, Some(Way::Stays | Way::Nobody));
        assert!(!kept || table.name == "import_mapping" || table.erasure == Erasure::KeepUntilAccountEnds);
    }
}

on_both!(p62_p19_erasing_a_lead_leaves_nothing_that_names_them, core, {
    let (scope, lead, other) = world(&core).await;
    let merged = leads::merged_into(core.db.read(), scope.account, lead).await.unwrap()[0];
    let found = |table: &crate::privacy::data_map::Table| match way(table) {
        Some(Way::Named(columns)) => columns.to_vec(),
        Some(Way::NamedButWayOut) => vec!["lead_id"],
        Some(Way::GoneThrough) if table.name == "import_row" => vec!["lead_id"],
        _ => vec![],
    };
    let mut before = 0;
    for table in tables().filter(|table| table.subject == Subject::Lead) {
        for column in found(table) {
            before += rows(&core, table.name, column, lead.0).await;
        }
    }
    assert!(before > 12, "the lead has something in most tables: {before}");
    let others = rows(&core, "message", "lead_id", other.0).await;
    let ways_out = rows(&core, "link", "lead_id", lead.0).await;

    let certificate = erase(&core, &scope, lead).await;
    for table in tables().filter(|table| table.subject == Subject::Lead) {
        for column in found(table) {
            let left = rows(&core, table.name, column, lead.0).await
                + rows(&core, table.name, column, merged.0).await;
            // One newsletter: the page and the preferences went, the way out stays.
            let kept = if table.name == "link" { ways_out / 3 } else { 0 };
            assert_eq!(left, kept, "{}.{column}", table.name);
        }
    }
    for id in [lead, merged] {
        assert_eq!(rows(&core, "data_key", "owner_id", id.0).await, 0);
        assert!(is_erased(core.db.read(), scope.account, id).await.unwrap());
        assert!(matches!(leads::get(&core, &scope, id).await, Err(Error::NotFound)));
    }
    assert_eq!(rows(&core, "message", "lead_id", other.0).await, others, "somebody else's stays");
    let names: Vec<String> =
        directory(&core, &scope).await.unwrap().rows().iter().map(|row| row.name.clone()).collect();
    assert!(!names.iter().any(|name| name.contains("Rosa")), "{names:?}");
    let counted = |title: &str| certificate.counts.iter().any(|(name, count)| name == title && *count > 0);
    for title in ["Leads", "Messages and call notes", "Consent ledger", "Rows of imports", "Encryption keys"]
    {
        assert!(counted(title), "{title} in {:?}", certificate.counts);
    }
    assert_eq!(certificate.hashes.len(), 4, "two addresses and two numbers");
    assert_eq!(certificates(&core, &scope).await.unwrap().len(), 1);
});

on_both!(p62_erasing_again_changes_nothing_and_a_foreign_lead_does_not_exist, core, {
    let (scope, lead, _) = world(&core).await;
    let stranger = fixture::account(&core, "lee@example.com").await;
    let foreign = erase_lead(&core, &stranger, lead, Reason::Request).await;
    assert!(matches!(foreign, Err(Error::NotFound)));
    let first = erase(&core, &scope, lead).await;
    core.clock.advance(chrono::TimeDelta::hours(1));
    assert_eq!(erase(&core, &scope, lead).await, first);
    assert!(matches!(erase_lead(&core, &stranger, lead, Reason::Request).await, Err(Error::NotFound)));
    assert!(certificates(&core, &stranger).await.unwrap().is_empty());
});

on_both!(p62_somebody_erased_is_found_by_the_address_that_they_had, core, {
    let (scope, lead, _) = world(&core).await;
    let missing = async |scope| find_erased(&core, scope, EMAIL).await;
    assert!(matches!(missing(&scope).await, Err(Error::NotFound)), "not erased yet");
    let made = erase(&core, &scope, lead).await;
    assert!(matches!(find_named(&core, &scope, EMAIL).await, Err(Error::NotFound)));
    // The address of the lead that was merged into this one leads to the same certificate.
    for address in [EMAIL, "Rosa@work.example.com"] {
        let found = find_erased(&core, &scope, address).await.unwrap();
        assert_eq!(erase(&core, &scope, found).await, made, "{address}");
    }
    let stranger = fixture::account(&core, "lee@example.com").await;
    assert!(matches!(missing(&stranger).await, Err(Error::NotFound)));
    assert!(matches!(find_erased(&core, &scope, "nobody@example.com").await, Err(Error::NotFound)));
});

on_both!(p62_p52_the_way_out_of_somebody_erased_still_works, core, {
    let (scope, lead, _) = world(&core).await;
    let out = link(&core, &scope, lead, Purpose::Unsubscribe).await.unwrap();
    let me = link(&core, &scope, lead, Purpose::Preferences).await.unwrap();
    erase(&core, &scope, lead).await;
    links::unsubscribe(&core, &out, WayOut::Everything).await.unwrap();
    assert!(matches!(links::preferences(&core, &me).await, Err(Error::NotFound)));
    assert!(matches!(leads::get(&core, &scope, lead).await, Err(Error::NotFound)), "nobody is made again");
});

/// The wrapped key is searched for in every byte of the database: rows, free pages and the write-ahead log.
#[tokio::test]
async fn p62_a_destroyed_key_leaves_free_pages_and_the_log() {
    let core = crate::testing::on_sqlite().await;
    let check = async {
        let (scope, lead, other) = world(&core).await;
        let wrapped = |lead: LeadId| {
            let query = Query::select()
                .column("wrapped")
                .from("data_key")
                .and_where(Expr::col("owner_id").eq(lead.0))
                .to_owned();
            let core = &core;
            async move {
                let row = core.db.read().query_one(&query).await.unwrap().unwrap();
                row.try_get::<Vec<u8>>("", "wrapped").unwrap()
            }
        };
        let (gone, kept) = (wrapped(lead).await, wrapped(other).await);
        let is_on_disk = |needle: &[u8]| {
            std::fs::read_dir(core.folder.path()).unwrap().any(|file| {
                let bytes = std::fs::read(file.unwrap().path()).unwrap();
                bytes.windows(needle.len()).any(|window| window == needle)
            })
        };
        assert!(is_on_disk(&gone));
        erase(&core, &scope, lead).await;
        assert!(!is_on_disk(&gone), "the destroyed key is still in a file of the database");
        assert!(is_on_disk(&kept), "the search finds what is there");
    };
    crate::db::across(check).await;
}

on_both!(p62_somebody_whose_key_is_damaged_can_be_erased, core, {
    let scope = fixture::account(&core, "dana@example.com").await;
    let lead = rosa(&core, &scope).await;
    text(&core, &scope, "SM1", NUMBER, "Hello").await;
    let bytes = if core.db.backend() == DatabaseBackend::Sqlite { "x'00'" } else { "'\\x00'" };
    let damage = format!("UPDATE data_key SET wrapped = {bytes} WHERE owner_kind = 'lead'");
    core.db.write().execute_unprepared(&damage).await.unwrap();
    core.vault.forget_all();
    assert!(matches!(leads::get(&core, &scope, lead).await, Err(Error::Vault(_))));
    erase_lead(&core, &scope, lead, Reason::Request).await.unwrap();
    assert!(matches!(leads::get(&core, &scope, lead).await, Err(Error::NotFound)));
});
