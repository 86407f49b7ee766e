//! The last letter to somebody who asked: stored with the erasure or not at all.

use super::*;
use crate::{
    Error, on_both,
    outbound::captured,
    privacy::erasure::{erase_who_asked, is_erased},
};
use sea_orm::{ConnectionTrait, Statement};

async fn rename(core: &Core, from: &str, to: &str) {
    let owner = core.db.as_owner().await.unwrap();
    owner.execute_unprepared(&format!("ALTER TABLE {from} RENAME TO {to}")).await.unwrap();
}

on_both!(p62_nobody_is_erased_whose_last_letter_could_not_be_stored, core, {
    let scope = fixture::account(&core, "dana@example.com").await;
    let lead = rosa(&core, &scope).await;
    // Nothing can be stored in it: what a crash at this point would do.
    rename(&core, "pending_sign_up", "elsewhere").await;
    let cut_off = erase_who_asked(&core, &scope, lead).await;
    assert!(matches!(cut_off, Err(Error::Database(_))), "{cut_off:?}");
    assert!(!is_erased(core.db.read(), scope.account, lead).await.unwrap(), "neither the one nor the other");
    leads::load(core.db.read(), &core, scope.account, lead).await.unwrap();

    rename(&core, "elsewhere", "pending_sign_up").await;
    let made = erase_who_asked(&core, &scope, lead).await.unwrap();
    let letters = captured(&core).await.unwrap();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].to == EMAIL && letters[0].text.contains(&made.id.to_string()), "{letters:?}");
    erase_who_asked(&core, &scope, lead).await.unwrap();
    assert_eq!(captured(&core).await.unwrap().len(), 1, "told once");
});

on_both!(p08_the_address_of_the_last_letter_lies_there_sealed, core, {
    let scope = fixture::account(&core, "dana@example.com").await;
    let lead = rosa(&core, &scope).await;
    erase_who_asked(&core, &scope, lead).await.unwrap();
    let sql = Statement::from_string(core.db.backend(), "SELECT sealed FROM pending_sign_up");
    let row = core.db.read().query_one_raw(sql).await.unwrap().unwrap();
    let sealed: Vec<u8> = row.try_get_by_index(0).unwrap();
    assert!(!String::from_utf8_lossy(&sealed).contains("rosa"));
});
