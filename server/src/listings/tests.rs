use super::*;
use crate::{Actor, Error, Scope, on_both, testing::TestCore};
use realtoros_domain::{
    ids::{AccountId, UserId},
    listing::{Listing, ListingStatus},
};
use uuid::Uuid;

async fn member(core: &TestCore) -> Scope {
    let account = AccountId(core.new_id());
    let tx = core.db.begin().await.unwrap();
    let keys = core.vault.make_account_keys(account, core.now_ms()).unwrap();
    core.vault.store(&tx, keys).await.unwrap();
    tx.commit().await.unwrap();
    Scope { account, actor: Actor::Member(UserId(Uuid::from_u128(1))) }
}

fn cottage() -> Listing {
    Listing { address: "4 Mill Path".into(), price_cents: 39_650_000, ..Listing::default() }
}

on_both!(listings_are_added_changed_and_archived, core, {
    let scope = member(&core).await;
    let id = create(&core, &scope, cottage()).await.unwrap();
    update(&core, &scope, id, Listing { beds: 2, ..cottage() }).await.unwrap();
    assert_eq!(get(&core, &scope, id).await.unwrap().listing.beds, 2);
    set_status(&core, &scope, id, ListingStatus::Archived).await.unwrap();
    assert!(list(&core, &scope, false).await.unwrap().is_empty());
    assert_eq!(list(&core, &scope, true).await.unwrap().len(), 1);
    assert!(matches!(create(&core, &scope, Listing::default()).await, Err(Error::Invalid(_))));
});

on_both!(p35_another_account_sees_no_listing, core, {
    let (mine, other) = (member(&core).await, member(&core).await);
    let id = create(&core, &mine, cottage()).await.unwrap();
    assert!(list(&core, &other, true).await.unwrap().is_empty());
    assert!(matches!(get(&core, &other, id).await, Err(Error::NotFound)));
    assert!(matches!(update(&core, &other, id, cottage()).await, Err(Error::NotFound)));
    assert!(load_many(core.db.read(), &core, other.account, &[id]).await.unwrap().is_empty());
});

on_both!(a_file_of_listings_is_imported, core, {
    let scope = member(&core).await;
    let file = b"UnparsedAddress,ListPrice\n4 Mill Path,396500\n,1\n";
    let outcome = import_csv(&core, &scope, file).await.unwrap();
    assert_eq!((outcome.added, outcome.left_out.len()), (1, 1));
    assert_eq!(list(&core, &scope, false).await.unwrap()[0].listing.price_cents, 39_650_000);
});
