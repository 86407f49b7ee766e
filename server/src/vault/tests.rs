use super::{
    BlindIndex, DataKey, Kek, KekSource, KeyOwner, Place, Record, Vault, VaultError, entity::key, keeper,
    key_file, open_every_key, repository,
};
use crate::{
    Core, Error, exports,
    leads::{self, LeadRecord, NewLead},
    on_both,
    testing::{KEK, realtor},
};
use proptest::prelude::*;
use realtoros_domain::ids::{AccountId, KeyId, LeadId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DatabaseBackend, EntityTrait, IntoActiveModel,
};
use serde::{Deserialize, Serialize};
use std::{fs, os::unix::fs::PermissionsExt, sync::Arc};
use uuid::Uuid;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Note(String);

impl Record for Note {
    const TABLE: &'static str = "note";
}

fn account(n: u128) -> AccountId {
    AccountId(Uuid::from_u128(n))
}

fn key(n: u128) -> DataKey {
    DataKey::generate(KeyId(Uuid::from_u128(n)), 1)
}

proptest! {
    #[test]
    fn p01_what_is_sealed_opens_again(text in ".*") {
        let (key, row) = (key(1), Uuid::from_u128(5));
        let sealed = key.seal(account(1), row, &Note(text.clone())).unwrap();
        prop_assert_eq!(key.open::<Note>(account(1), row, &sealed).unwrap(), Note(text));
    }

    #[test]
    fn p01_a_changed_byte_does_not_open(at in 0_usize..70, bit in 0_u8..8) {
        let (key, row) = (key(1), Uuid::from_u128(5));
        let mut sealed = key.seal(account(1), row, &Note("a".repeat(40))).unwrap();
        let at = at % sealed.len();
        sealed[at] ^= 1 << bit;
        prop_assert!(key.open::<Note>(account(1), row, &sealed).is_err());
    }
}

#[test]
fn p01_moved_bytes_do_not_open() {
    let (one, two) = (key(1), key(2));
    let place = Place { account: account(1), table: "lead", row: Uuid::from_u128(5) };
    let sealed = one.seal_bytes(place, b"secret").unwrap();
    let elsewhere = [
        Place { account: account(2), ..place },
        Place { table: "message", ..place },
        Place { row: Uuid::from_u128(6), ..place },
    ];
    for other in elsewhere {
        assert_eq!(one.open_bytes(other, &sealed).unwrap_err(), VaultError::DoesNotOpen);
    }
    assert_eq!(two.open_bytes(place, &sealed).unwrap_err(), VaultError::DoesNotOpen);
    assert_eq!(one.open_bytes(place, b"clear text").unwrap_err(), VaultError::NotSealed);
    assert_eq!(one.open_bytes(place, &sealed).unwrap().as_slice(), b"secret");
}

#[test]
fn p01_equal_texts_are_sealed_differently() {
    let key = key(1);
    let seal = || key.seal(account(1), Uuid::nil(), &Note("same".into())).unwrap();
    assert_ne!(seal(), seal());
}

#[test]
fn p08_an_index_differs_by_key_and_by_use() {
    let (one, two) = (key(1), key(2));
    let phone = "+15125550100";
    let hash = BlindIndex::derive(&one, "lead/phone").hash(phone);
    assert_eq!(hash, BlindIndex::derive(&one, "lead/phone").hash(phone));
    assert_ne!(hash, BlindIndex::derive(&one, "suppression").hash(phone));
    assert_ne!(hash, BlindIndex::derive(&two, "lead/phone").hash(phone));
    assert_eq!(hash.len(), 32);
}

#[test]
fn the_key_file_is_made_once_and_only_for_its_owner() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys/master.key");
    let source = KekSource::File(path.clone());
    assert!(keeper(&source, false).is_err(), "a lost key is never replaced");
    assert!(keeper(&source, true).unwrap().1);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let made = key_file::read(&path).unwrap();
    assert!(!keeper(&source, true).unwrap().1);
    assert_eq!(*made[0].1.secret, *key_file::read(&path).unwrap()[0].1.secret);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(keeper(&source, true).is_err(), "a key that others can read is refused");
}

on_both!(p01_another_master_key_is_refused, core, {
    Vault::open(&core.db, Kek::parse(KEK).unwrap(), 0).await.unwrap();
    let other = Kek::parse(&KEK.replace("00", "ff")).unwrap();
    let error = Vault::open(&core.db, other, 0).await.unwrap_err();
    assert!(matches!(error, Error::Vault(VaultError::WrongMasterKey)));
});

on_both!(p62_a_destroyed_key_opens_nothing, core, {
    let (account, lead) = (account(1), LeadId(Uuid::from_u128(9)));
    let owner = KeyOwner::Lead(account, lead);
    let tx = core.db.begin().await.unwrap();
    core.vault.store(&tx, core.vault.make_account_keys(account, 0).unwrap()).await.unwrap();
    let account_key = core.vault.key(&tx, KeyOwner::Account(account)).await.unwrap();
    core.vault.store(&tx, vec![core.vault.make(&account_key, owner, 0).unwrap()]).await.unwrap();
    tx.commit().await.unwrap();
    core.vault.key(core.db.read(), owner).await.unwrap();
    assert_eq!(core.vault.lead_keys(core.db.read(), account, &[lead]).await.unwrap().len(), 1);

    core.vault.destroy(core.db.write(), owner).await.unwrap();
    let error = core.vault.key(core.db.read(), owner).await.unwrap_err();
    assert!(matches!(error, Error::Vault(VaultError::KeyDestroyed)));
    assert!(core.vault.lead_keys(core.db.read(), account, &[lead]).await.unwrap().is_empty());
});

/// What is wrong with the keys, in words.
async fn faults(core: &Core) -> String {
    open_every_key(core).await.unwrap().faults().join(" ")
}

on_both!(p01_a_key_that_does_not_open_is_named, core, {
    assert_eq!(faults(&core).await, "", "the installation's own opens");
    let scope = realtor(&core, "dana@example.com").await;
    for n in 0..3 {
        let record = LeadRecord {
            emails: vec![format!("l{n}@example.com").parse().unwrap()],
            ..LeadRecord::default()
        };
        leads::create(&core, &scope, NewLead { record, ..NewLead::default() }).await.unwrap();
    }
    assert_eq!(faults(&core).await, "");
    let owner = core.db.as_owner().await.unwrap();
    let blank = match core.db.backend() {
        DatabaseBackend::Sqlite => "zeroblob(length(wrapped))",
        _ => "decode(repeat('00', length(wrapped)), 'hex')",
    };
    let with_keys = async |sql: &str, kind: &str| {
        let before = key::Entity::find().all(&owner).await.unwrap();
        owner.execute_unprepared(sql).await.unwrap();
        let red = faults(&core).await;
        key::Entity::delete_many().exec(&owner).await.unwrap();
        let rows = before.iter().cloned().map(|row| row.into_active_model().reset_all());
        key::Entity::insert_many(rows).exec_without_returning(&owner).await.unwrap();
        assert_eq!(faults(&core).await, "", "put back: {sql}");
        let first = before.iter().filter(|row| row.owner_kind == kind).map(|row| row.id).min();
        (red, first.unwrap().to_string())
    };
    for (changed, kind, count) in [
        (format!("SET wrapped = {blank} WHERE owner_kind = 'lead'"), "lead", "3 keys"),
        (format!("SET wrapped = {blank} WHERE owner_kind = 'index'"), "index", "1 keys"),
        // Without the account's key none of its leads' and members' keys opens.
        (format!("SET wrapped = {blank} WHERE owner_kind = 'account'"), "account", "5 keys"),
        ("SET version = 2 WHERE owner_kind = 'member'".to_owned(), "member", "1 keys"),
    ] {
        let (reason, first) = with_keys(&format!("UPDATE data_key {changed}"), kind).await;
        assert!(reason.starts_with(count) && reason.contains(&format!("key {first} ({kind})")), "{reason}");
        assert!(!reason.contains(&scope.account.to_string()), "the page is public: {reason}");
    }
    for (kind, said) in [
        ("lead", "0 accounts and 3 leads"),
        ("account", "1 accounts and 0 leads"),
        ("index", "1 accounts have no key for looking up addresses and 0 members"),
        ("member", "0 accounts have no key for looking up addresses and 1 members"),
    ] {
        let (reason, _) = with_keys(&format!("DELETE FROM data_key WHERE owner_kind = '{kind}'"), kind).await;
        assert!(reason.contains(said), "{reason}");
    }
});

on_both!(p01_an_export_names_the_key_that_does_not_open, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let record = LeadRecord { emails: vec!["rosa@example.com".parse().unwrap()], ..LeadRecord::default() };
    let lead = leads::create(&core, &scope, NewLead { record, ..NewLead::default() }).await.unwrap();
    let row = repository::of(core.db.read(), KeyOwner::Lead(scope.account, lead)).await.unwrap().remove(0);
    let damaged =
        key::ActiveModel { id: Set(row.id), wrapped: Set(vec![0; row.wrapped.len()]), ..Default::default() };
    damaged.update(core.db.write()).await.unwrap();
    let vault = Vault::open(&core.db, Kek::parse(KEK).unwrap(), core.now_ms()).await.unwrap();
    let fresh = Core { vault: Arc::new(vault), ..core.core.clone() };
    let file = core.folder.path().join("export.zip");
    let why = exports::write_file(&fresh, &scope, None, &file).await.unwrap_err().to_string();
    assert!(why.contains("table data_key") && why.contains(&row.id.to_string()), "{why}");
    assert!(!file.exists());

    // A row that was damaged is named with its table.
    let whole = key::ActiveModel { id: Set(row.id), wrapped: Set(row.wrapped), ..Default::default() };
    whole.update(core.db.write()).await.unwrap();
    let owner = core.db.as_owner().await.unwrap();
    owner.execute_unprepared("UPDATE lead SET sealed = substr(sealed, 1, 60)").await.unwrap();
    let why = exports::write_file(&fresh, &scope, None, &file).await.unwrap_err().to_string();
    assert!(why.contains("table lead ") && why.contains(&row.id.to_string()), "{why}");
});
