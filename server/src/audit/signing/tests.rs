use super::{Purpose, Signed, entity::Entity, prepare, public_keys, published, sign};
use crate::{on_both, vault::KeyOwner};
use sea_orm::EntityTrait;

on_both!(p66_a_signature_is_checked_with_the_published_key_alone, core, {
    prepare(&core).await.unwrap();
    let tx = core.db.begin().await.unwrap();
    let signed = sign(&tx, &core, Purpose::AuditHead, b"the end").await.unwrap();
    tx.commit().await.unwrap();
    let keys = public_keys(core.db.read(), &core).await.unwrap();
    assert_eq!(keys.len(), 1, "one key signs everything");
    assert!(signed.verify(&keys, Purpose::AuditHead, b"the end"));
    assert!(!signed.verify(&keys, Purpose::AuditHead, b"the End"), "another message");
    assert!(!signed.verify(&keys, Purpose::ConsentReceipt, b"the end"), "another purpose");
    assert!(!signed.verify(&[], Purpose::AuditHead, b"the end"), "no key");
    let other = if signed.signature.starts_with('A') { "B" } else { "A" };
    let forged = Signed { signature: format!("{other}{}", &signed.signature[1..]), ..signed };
    assert!(!forged.verify(&keys, Purpose::AuditHead, b"the end"), "another signature");
    let set = published(&keys);
    assert_eq!(set["keys"][0]["kid"], keys[0].id());
    assert_eq!(set["keys"][0]["x"], keys[0].encoded());
});

on_both!(p01_the_private_half_is_sealed, core, {
    prepare(&core).await.unwrap();
    let row = Entity::find().one(core.db.read()).await.unwrap();
    let platform = core.vault.key(core.db.read(), KeyOwner::Platform).await.unwrap();
    assert_eq!(row.unwrap().sealed[1..17], *platform.id.0.as_bytes());
});
