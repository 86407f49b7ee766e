//! People decide about what the assistant suggests.

use super::{realtor, text, work};
use crate::{
    Actor, Error, Scope,
    assistant::{accept, reject, suggestions},
    leads, on_both,
};
use realtoros_domain::ids::JobId;

const WISH: &str = "We need at least 4 bedrooms. Our budget is up to $575k.";

on_both!(p29_only_a_person_makes_a_suggestion_a_preference, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let (lead, message) = text(&core, &scope, "+15125550100", WISH).await;
    work(&core).await;
    let open = suggestions(&core, &scope, lead).await.unwrap();
    let beds = open.iter().find(|fact| fact.field == "beds_min").unwrap();
    let budget = open.iter().find(|fact| fact.field == "budget").unwrap();
    assert_eq!((beds.message, beds.quote.as_str()), (message, "We need at least 4 bedrooms."));
    let before = leads::get(&core, &scope, lead).await.unwrap().record.preferences;
    assert_eq!(before.beds_min, None, "nothing happens by itself");

    let by_job = Scope { actor: Actor::Job(JobId(core.new_id())), ..scope };
    assert!(matches!(accept(&core, &by_job, beds.id).await, Err(Error::Refused(_))));
    accept(&core, &scope, beds.id).await.unwrap();
    reject(&core, &scope, budget.id).await.unwrap();
    let after = leads::get(&core, &scope, lead).await.unwrap().record.preferences;
    assert_eq!((after.beds_min, after.budget), (Some(4), None));
    assert!(matches!(accept(&core, &scope, budget.id).await, Err(Error::Conflict(_))));
    let left = suggestions(&core, &scope, lead).await.unwrap();
    assert!(left.iter().all(|fact| fact.id != beds.id && fact.id != budget.id));
});

on_both!(p35_suggestions_of_another_account_do_not_exist, core, {
    let mine = realtor(&core, "dana@example.com").await;
    let theirs = realtor(&core, "eli@example.com").await;
    let (lead, _) = text(&core, &mine, "+15125550100", WISH).await;
    work(&core).await;
    let fact = suggestions(&core, &mine, lead).await.unwrap().remove(0);
    assert!(suggestions(&core, &theirs, lead).await.unwrap().is_empty());
    assert!(matches!(accept(&core, &theirs, fact.id).await, Err(Error::NotFound)));
    assert!(matches!(reject(&core, &theirs, fact.id).await, Err(Error::NotFound)));
});
