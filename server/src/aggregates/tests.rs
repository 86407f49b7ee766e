use super::{cut_if_due, is_left_out, latest, leave_out};
use crate::{
    Core, Scope,
    accounts::{self, Credential, SignUp},
    leads::{self, LeadRecord, NewLead},
    on_both,
    testing::TestCore,
};
use chrono::TimeDelta;
use realtoros_domain::ids::LeadId;

async fn realtor(core: &Core, n: usize, state: &str) -> Scope {
    let form = SignUp {
        name: "Dana Whitfield".into(),
        email: format!("r{n}{state}@example.com"),
        credential: Credential::Password("three quiet porches".into()),
        brokerage: "Harbor Street Realty".into(),
        licence_state: state.into(),
        postal_address: "200 Harbor Street, New York, NY 10004".into(),
        phone: "+12125550100".into(),
        time_zone: "America/New_York".into(),
        adult: true,
        policy_accepted: true,
        ip: format!("192.0.2.{n}"),
    };
    accounts::sign_up(core, form).await.unwrap()
}

async fn add(core: &Core, scope: &Scope, count: usize) -> Vec<LeadId> {
    let mut ids = Vec::new();
    for n in 0..count {
        let email = format!("l{n}-{}@example.com", core.new_id().simple()).parse().unwrap();
        let record = LeadRecord { emails: vec![email], ..LeadRecord::default() };
        let lead = NewLead { record, ..NewLead::default() };
        ids.push(leads::create(core, scope, lead).await.unwrap());
    }
    ids
}

/// What is shown of a state in the stage "new".
async fn shown(core: &Core, state: &str) -> Option<u64> {
    let cut = latest(core).await.unwrap().unwrap();
    cut.cells.iter().find(|cell| cell.row == state && cell.column == "new").map(|cell| cell.leads)
}

/// Five accounts in each of two states, with as many leads each; and one alone in a third.
async fn places(core: &TestCore, texas: usize) -> Vec<Scope> {
    let mut scopes = Vec::new();
    for n in 0..5 {
        let scope = realtor(core, n, "TX").await;
        add(core, &scope, texas).await;
        scopes.push(scope);
        let scope = realtor(core, n + 10, "CA").await;
        add(core, &scope, 4).await;
    }
    let alone = realtor(core, 99, "WY").await;
    add(core, &alone, 20).await;
    core.clock.advance(TimeDelta::days(7));
    scopes
}

on_both!(p37_the_table_is_cut_once_a_week_and_one_lead_more_changes_nothing, core, {
    let scopes = places(&core, 3).await;
    assert!(cut_if_due(&core).await.unwrap());
    let before = latest(&core).await.unwrap().unwrap();
    assert_eq!(before.week, "2026-11-30", "a Monday");
    assert_eq!(shown(&core, "TX").await, Some(15));
    assert!(before.cells.iter().all(|cell| cell.row != "WY"), "one account alone: {before:?}");
    add(&core, &scopes[0], 1).await;
    core.clock.advance(TimeDelta::days(5));
    assert!(!cut_if_due(&core).await.unwrap(), "within the week");
    assert_eq!(latest(&core).await.unwrap().unwrap(), before);
    core.clock.advance(TimeDelta::days(2));
    assert!(cut_if_due(&core).await.unwrap());
});

on_both!(p37_a_cell_that_falls_under_eleven_is_hidden, core, {
    places(&core, 2).await;
    assert!(cut_if_due(&core).await.unwrap());
    assert_eq!(shown(&core, "TX").await, None, "ten leads");
    assert_eq!(shown(&core, "CA").await, None, "else the total would give Texas away");
});

on_both!(p37_an_account_that_opts_out_is_not_in_the_next_table, core, {
    let scopes = places(&core, 3).await;
    assert!(cut_if_due(&core).await.unwrap());
    assert_eq!(shown(&core, "TX").await, Some(15));
    leave_out(&core, &scopes[0], true).await.unwrap();
    leave_out(&core, &scopes[0], true).await.unwrap();
    assert!(is_left_out(&core, &scopes[0]).await.unwrap());
    assert!(!is_left_out(&core, &scopes[1]).await.unwrap());
    core.clock.advance(TimeDelta::days(7));
    assert!(cut_if_due(&core).await.unwrap());
    assert_eq!(shown(&core, "TX").await, None, "four accounts are left");
    leave_out(&core, &scopes[0], false).await.unwrap();
    core.clock.advance(TimeDelta::days(7));
    assert!(cut_if_due(&core).await.unwrap());
    assert_eq!(shown(&core, "TX").await, Some(15));
});
