use super::{
    BlindIndex, DataKey, Kek, KekSource, KeyOwner, Place, Record, Vault, VaultError, keeper, key_file,
};
use crate::{Error, on_both, testing::KEK};
use proptest::prelude::*;
use realtoros_domain::ids::{AccountId, KeyId, LeadId};
use serde::{Deserialize, Serialize};
use std::{fs, os::unix::fs::PermissionsExt};
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
