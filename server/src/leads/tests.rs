use super::{
    Lead, LeadPatch, LeadRecord, NewLead, Switch, add_tags, create, create_batch,
    directory::{Filter, Query, Sort, directory},
    find_by_email, find_by_phone, get, load, patch, set_stage, set_switch,
};
use crate::{Actor, Core, Error, Scope, on_both, testing::account};
use realtoros_domain::{Stage, contact::PersonName, ids::LeadId};
use sea_orm::ConnectionTrait;

fn person(first: &str, last: &str, email: &str, phone: &str) -> NewLead {
    NewLead {
        record: LeadRecord {
            name: PersonName::new(first, last),
            emails: email.parse().into_iter().collect(),
            phones: phone.parse().into_iter().collect(),
            ..LeadRecord::default()
        },
        ..NewLead::default()
    }
}

async fn add(core: &Core, scope: &Scope, new: NewLead) -> LeadId {
    create(core, scope, new).await.unwrap()
}

async fn names(core: &Core, scope: &Scope, query: Query) -> Vec<String> {
    let directory = directory(core, scope).await.unwrap();
    directory.find(&query).rows.iter().map(|row| row.name.clone()).collect()
}

fn text(text: &str) -> Query {
    Query { filter: Filter { text: text.to_owned(), ..Filter::default() }, limit: 50, ..Query::default() }
}

on_both!(p08_a_lead_is_found_by_its_address_and_number, core, {
    let scope = account(&core).await;
    let id = add(&core, &scope, person("Ana", "Ruiz", "Ana.Ruiz@Example.com", "(512) 555-0100 x7")).await;
    let conn = core.db.read();
    assert_eq!(find_by_email(conn, &core, scope.account, "ana.ruiz@example.com").await.unwrap(), [id]);
    assert_eq!(find_by_phone(conn, &core, scope.account, "+15125550100").await.unwrap(), [id]);
    assert!(find_by_phone(conn, &core, scope.account, "+15125550101").await.unwrap().is_empty());
    assert_eq!(get(&core, &scope, id).await.unwrap().record.name.first, "Ana");
});

on_both!(p35_another_account_sees_nothing, core, {
    let (mine, theirs) = (account(&core).await, account(&core).await);
    let id = add(&core, &mine, person("Ana", "Ruiz", "ana@example.com", "")).await;
    let unknown = LeadId(core.new_id());
    for id in [id, unknown] {
        assert!(matches!(get(&core, &theirs, id).await, Err(Error::NotFound)));
        assert!(matches!(set_stage(&core, &theirs, &[id], Stage::Lost).await, Err(Error::NotFound)));
        let change = LeadPatch { source: Some("x".into()), ..LeadPatch::default() };
        assert!(matches!(patch(&core, &theirs, id, change).await, Err(Error::NotFound)));
        assert!(matches!(add_tags(&core, &theirs, &[id], vec!["x".into()]).await, Err(Error::NotFound)));
        let switched = set_switch(&core, &theirs, id, Switch::AiPaused, true).await;
        assert!(matches!(switched, Err(Error::NotFound)));
    }
    assert!(
        find_by_email(core.db.read(), &core, theirs.account, "ana@example.com").await.unwrap().is_empty()
    );
    assert!(directory(&core, &theirs).await.unwrap().is_empty());
    assert_eq!(get(&core, &mine, id).await.unwrap().stage, Stage::New);
});

on_both!(a_change_is_seen_in_the_directory_and_in_look_ups, core, {
    let scope = account(&core).await;
    let id = add(&core, &scope, person("Ana", "Ruiz", "ana@example.com", "")).await;
    assert_eq!(names(&core, &scope, text("ruiz")).await, ["Ana Ruiz"]);
    let change = LeadPatch {
        name: Some(PersonName::new("Anna", "Soto")),
        phones: Some(vec!["512 555 0142".into()]),
        tags: Some(vec!["Hot".into(), " hot ".into(), "VIP".into()]),
        ..LeadPatch::default()
    };
    patch(&core, &scope, id, change).await.unwrap();
    set_stage(&core, &scope, &[id], Stage::Active).await.unwrap();
    assert!(names(&core, &scope, text("ruiz")).await.is_empty());
    assert_eq!(names(&core, &scope, text("550142")).await, ["Anna Soto"]);
    let directory = directory(&core, &scope).await.unwrap();
    let row = directory.get(id).unwrap();
    assert_eq!((row.stage, row.tags.as_slice()), (Stage::Active, &["Hot".to_owned(), "VIP".to_owned()][..]));
    assert_eq!(find_by_phone(core.db.read(), &core, scope.account, "+15125550142").await.unwrap(), [id]);
});

on_both!(a_lead_keeps_a_way_to_be_reached, core, {
    let scope = account(&core).await;
    let id = add(&core, &scope, person("Ana", "Ruiz", "ana@example.com", "")).await;
    let empty = LeadPatch { emails: Some(vec![]), ..LeadPatch::default() };
    assert!(matches!(patch(&core, &scope, id, empty).await, Err(Error::Invalid(_))));
    let wrong = LeadPatch { phones: Some(vec!["call me".into()]), ..LeadPatch::default() };
    let Err(Error::Invalid(sentence)) = patch(&core, &scope, id, wrong).await else { panic!("accepted") };
    assert!(sentence.contains("call me"), "{sentence}");
    assert!(matches!(create(&core, &scope, NewLead::default()).await, Err(Error::Invalid(_))));
});

on_both!(pages_neither_skip_nor_repeat, core, {
    let scope = account(&core).await;
    let tx = core.db.begin().await.unwrap();
    let many = (0..57)
        .map(|n| person(["Bo", "Al", "Cy"][n % 3], &format!("N{n:02}"), &format!("p{n}@example.com"), ""));
    create_batch(&tx, &core, &scope, many.collect()).await.unwrap();
    tx.commit().await.unwrap();
    let directory = directory(&core, &scope).await.unwrap();
    for sort in Sort::ALL {
        for descending in [false, true] {
            for text in ["", "example", "cy"] {
                let filter = Filter { text: text.to_owned(), ..Filter::default() };
                let whole = Query { filter, sort, descending, after: None, limit: 200 };
                let expected: Vec<_> = directory.find(&whole).rows.iter().map(|row| row.id).collect();
                let mut seen = Vec::new();
                let mut query = Query { limit: 7, ..whole };
                loop {
                    let page = directory.find(&query);
                    assert_eq!(page.total, expected.len());
                    seen.extend(page.rows.iter().map(|row| row.id));
                    let Some(next) = page.next else { break };
                    query.after = Some(next);
                }
                assert_eq!(seen, expected, "{sort:?} {descending} {text}");
            }
        }
    }
});

on_both!(p01_nothing_of_a_lead_is_stored_in_clear, core, {
    let scope = account(&core).await;
    let mut new = person("Canaryfirst", "Canarylast", "canary@example.com", "512-555-0177");
    new.record.tags = vec!["Canarytag".into()];
    new.record.source = "Canarysource".into();
    add(&core, &scope, new).await;
    let row = core
        .db
        .read()
        .query_one_raw(sea_orm::Statement::from_string(core.db.backend(), "SELECT sealed FROM lead"))
        .await
        .unwrap()
        .unwrap();
    let sealed: Vec<u8> = row.try_get("", "sealed").unwrap();
    let clear = String::from_utf8_lossy(&sealed).to_lowercase();
    assert!(!clear.contains("canary") && !clear.contains("5550177"));
});

on_both!(p25_p47_what_a_person_switched_off_only_they_switch_on_again, core, {
    let scope = account(&core).await;
    let id = add(&core, &scope, person("Ana", "Ruiz", "ana@example.com", "+15125550100")).await;
    let ana = Scope { actor: Actor::Lead(id), ..scope };
    for (switch, is_on) in
        [(Switch::AiPaused, is_paused as fn(&Lead) -> bool), (Switch::Restricted, is_restricted)]
    {
        let state = async || is_on(&load(core.db.read(), &core, scope.account, id).await.unwrap());
        set_switch(&core, &ana, id, switch, true).await.unwrap();
        let refused = set_switch(&core, &scope, id, switch, false).await.unwrap_err();
        assert!(matches!(refused, Error::Refused(_)), "{refused:?}");
        assert!(state().await);
        set_switch(&core, &ana, id, switch, false).await.unwrap();
        assert!(!state().await);

        set_switch(&core, &scope, id, switch, true).await.unwrap();
        set_switch(&core, &ana, id, switch, false).await.unwrap();
        assert!(state().await, "what the realtor has set, the holder of a link does not lift");
        set_switch(&core, &scope, id, switch, false).await.unwrap();
        assert!(!state().await);
    }
});

fn is_paused(lead: &Lead) -> bool {
    lead.ai_paused
}

fn is_restricted(lead: &Lead) -> bool {
    lead.restricted
}
