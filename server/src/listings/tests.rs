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
    let outcome = import_file(&core, &scope, file).await.unwrap();
    assert_eq!((outcome.added, outcome.left_out.len()), (1, 1));
    assert_eq!(list(&core, &scope, false).await.unwrap()[0].listing.price_cents, 39_650_000);
});

/// A file with these rows.
fn file(rows: &[&str]) -> Vec<u8> {
    let head = "ListingKey,UnparsedAddress,City,ListPrice,StandardStatus\n".to_owned();
    rows.iter().fold(head, |file, row| file + row + "\n").into_bytes()
}

on_both!(a_second_import_of_a_file_changes_what_is_known_and_doubles_nothing, core, {
    let scope = member(&core).await;
    let rows = [
        "a1,4 Mill Path,Salem,396500,Active",
        ",5 Mill Path,Salem,1000,Active",
        "b1,6 Mill Path,Salem,2,Active",
    ];
    assert_eq!(import_file(&core, &scope, &file(&rows)).await.unwrap().added, 3);
    let again = import_file(&core, &scope, &file(&rows)).await.unwrap();
    assert_eq!((again.added, again.updated, again.unchanged), (0, 0, 3));
    for stored in list(&core, &scope, true).await.unwrap() {
        let with_picture = Listing { picture: "/house-1.svg".into(), ..stored.listing };
        update(&core, &scope, stored.id, with_picture).await.unwrap();
    }
    let news = [
        "a1,4 Mill Path,Salem,390000,Closed",
        "c9,5 MILL PATH,Salem,1000,Active",
        "b2,6 Mill Path,Salem,3,Active",
    ];
    let changed = import_file(&core, &scope, &file(&news)).await.unwrap();
    assert_eq!((changed.added, changed.updated, changed.unchanged), (0, 3, 0));
    let found = list(&core, &scope, true).await.unwrap();
    assert_eq!(found.len(), 3);
    let sold = found.iter().find(|stored| stored.listing.key == "a1").unwrap();
    assert_eq!((sold.listing.status, sold.listing.price_cents), (ListingStatus::Sold, 39_000_000));
    assert!(found.iter().all(|stored| stored.listing.picture == "/house-1.svg"), "the file knows no picture");
});

on_both!(rows_with_one_address_and_two_numbers_are_two_listings, core, {
    let scope = member(&core).await;
    let rows = [
        "a1,4 Mill Path,Salem,1000,Active",
        "a2,4 Mill Path,Salem,2000,Active",
        "a2,4 Mill Path,Salem,3000,Active",
    ];
    for added in [2, 0] {
        assert_eq!(import_file(&core, &scope, &file(&rows)).await.unwrap().added, added);
    }
    let mut prices: Vec<_> =
        list(&core, &scope, true).await.unwrap().iter().map(|stored| stored.listing.price_cents).collect();
    prices.sort_unstable();
    assert_eq!(prices, [100_000, 300_000]);
});

on_both!(p35_an_import_changes_no_listing_of_another_account, core, {
    let (mine, other) = (member(&core).await, member(&core).await);
    let rows = file(&["a1,4 Mill Path,Salem,1000,Active"]);
    import_file(&core, &mine, &rows).await.unwrap();
    assert_eq!(import_file(&core, &other, &rows).await.unwrap().added, 1);
});
