use super::*;
use crate::{on_both, testing::TestCore};
use chrono::TimeDelta;
use realtoros_domain::ids::{AccountId, LeadId};
use sea_orm::EntityTrait;
use uuid::Uuid;

const ACCOUNT: AccountId = AccountId(Uuid::from_u128(7));
const LEAD: LeadId = LeadId(Uuid::from_u128(8));

async fn link(core: &TestCore, purpose: Purpose) -> String {
    let new = NewLink { account: ACCOUNT, lead: LEAD, purpose, target: None, address_index: vec![1, 2] };
    issue(core.db.write(), core, new).await.unwrap()
}

on_both!(p21_a_link_has_192_bits_and_is_stored_as_a_hash, core, {
    let (one, two) = (link(&core, Purpose::Newsletter).await, link(&core, Purpose::Newsletter).await);
    assert_ne!(one, two);
    assert_eq!(one.len(), 192 / 6);
    let found = resolve(&core, &one, Purpose::Newsletter).await.unwrap().unwrap();
    let row = entity::Entity::find_by_id(found.id).one(core.db.read()).await.unwrap().unwrap();
    assert!(!String::from_utf8_lossy(&row.token_index).contains(&one));
});

on_both!(a_link_opens_one_thing_only, core, {
    let token = link(&core, Purpose::Newsletter).await;
    assert!(resolve(&core, &token, Purpose::Newsletter).await.unwrap().is_some());
    for (token, purpose) in
        [(token.as_str(), Purpose::Preferences), ("", Purpose::Newsletter), ("x", Purpose::Unsubscribe)]
    {
        assert_eq!(resolve(&core, token, purpose).await.unwrap(), None);
    }
});

on_both!(p64_a_link_to_ones_own_page_ends_after_a_year, core, {
    let page = link(&core, Purpose::Preferences).await;
    core.clock.advance(TimeDelta::days(364));
    assert!(resolve(&core, &page, Purpose::Preferences).await.unwrap().is_some());
    core.clock.advance(TimeDelta::days(1));
    assert_eq!(resolve(&core, &page, Purpose::Preferences).await.unwrap(), None);
});

on_both!(p52_the_way_out_never_ends, core, {
    let (out, page) = (link(&core, Purpose::Unsubscribe).await, link(&core, Purpose::Newsletter).await);
    core.clock.advance(TimeDelta::days(400));
    assert_eq!(revoke(core.db.write(), &core, ACCOUNT, LEAD).await.unwrap(), 1);
    assert_eq!(resolve(&core, &page, Purpose::Newsletter).await.unwrap(), None);
    let found = resolve(&core, &out, Purpose::Unsubscribe).await.unwrap().unwrap();
    assert_eq!((found.account, found.lead, found.address_index), (ACCOUNT, LEAD, vec![1, 2]));
});
