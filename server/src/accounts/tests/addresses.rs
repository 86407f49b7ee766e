//! Network addresses: counted as keyed hashes for minutes, and then gone (P-15).

use super::{PASSWORD, form};
use crate::{
    Core,
    accounts::{overdue, sign_in, sign_up, tidy},
    links::{self, NewLink, Purpose},
    on_both,
    outbound::tests::fixture::{self, EMAIL, NUMBER},
    privacy::{data_map::tables, own},
};
use chrono::TimeDelta;
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};

/// One that occurs nowhere else.
const IP: &str = "203.0.113.187";

/// Where in the whole database these bytes are, as they are or in hexadecimal.
async fn places(core: &Core, bytes: &[u8]) -> Vec<String> {
    let conn = core.db.read();
    let mut found = Vec::new();
    for table in tables() {
        for column in table.columns {
            let (table, column) = (table.name, column.name);
            let is_there = if core.db.backend() == DatabaseBackend::Sqlite {
                format!("instr(CAST(\"{column}\" AS BLOB), $1) + instr(CAST(\"{column}\" AS BLOB), $2) > 0")
            } else {
                let text = format!("convert_to(\"{column}\"::text, 'UTF8')");
                format!("position($1 in {text}) + position($2 in {text}) > 0")
            };
            let sql = format!("SELECT count(*) FROM \"{table}\" WHERE {is_there}");
            let values = [bytes.to_vec().into(), hex::encode(bytes).into_bytes().into()];
            let statement = Statement::from_sql_and_values(core.db.backend(), sql, values);
            let rows: i64 =
                conn.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap();
            if rows > 0 {
                found.push(format!("{table}.{column}"));
            }
        }
    }
    found
}

/// Comes from [`IP`] in every way in which an address is counted.
async fn come_by(core: &Core) {
    let mut form = form("ada@vale.example");
    form.ip = IP.to_owned();
    sign_up(core, form).await.unwrap();
    sign_in(core, "ada@vale.example", PASSWORD, IP).await.unwrap();
    assert!(sign_in(core, "ada@vale.example", "wrong", IP).await.is_err());
    let scope = fixture::account(core, "dana@example.com").await;
    let lead = fixture::lead(core, &scope, NUMBER, EMAIL).await;
    let purpose = Purpose::Preferences;
    let new = NewLink { account: scope.account, lead, purpose, target: None, address_index: vec![] };
    let token = links::issue(core.db.write(), core, new).await.unwrap();
    own::ask_code(core, &token, Some(0), IP).await.unwrap();
    assert!(own::enter_code(core, &token, "000", IP).await.is_err());
}

on_both!(p15_a_network_address_is_never_stored_and_its_hash_is_gone_within_the_day, core, {
    come_by(&core).await;
    assert!(places(&core, IP.as_bytes()).await.is_empty(), "it is nowhere to be read");
    let mut hashes = Vec::new();
    for usage in ["attempt/address", "attempt/code-address", "attempt/guess-address"] {
        let index = core.vault.platform_index(core.db.read(), usage).await.unwrap();
        hashes.push(index.hash(IP));
    }
    for hash in &hashes {
        assert_eq!(places(&core, hash).await, ["sign_in_attempt.subject_index"], "counted for the moment");
    }
    core.clock.advance(TimeDelta::minutes(15) - TimeDelta::milliseconds(1));
    tidy(&core).await.unwrap();
    for hash in &hashes {
        assert_eq!(places(&core, hash).await.len(), 1, "as long as it is needed against guessing");
    }
    core.clock.advance(TimeDelta::days(1));
    assert!(overdue(&core, core.now_ms()).await.unwrap() >= 3, "the control would see it");
    tidy(&core).await.unwrap();
    for hash in &hashes {
        assert!(places(&core, hash).await.is_empty());
    }
    assert!(places(&core, IP.as_bytes()).await.is_empty());
    // The account itself is as it was.
    sign_in(&core, "ada@vale.example", PASSWORD, IP).await.unwrap();
    assert!(places(&core, &hashes[0]).await.is_empty(), "who signs in leaves no count behind");
});
