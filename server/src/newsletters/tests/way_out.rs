use super::*;
use crate::{
    Error, consent,
    leads::Switch,
    links::{self, Decided, WayOut},
    on_both,
};
use chrono::TimeDelta;
use realtoros_domain::{
    Channel, ChannelSet,
    consent::{Level, Suppression},
};
use sea_orm::{
    ConnectionTrait, ExprTrait,
    sea_query::{Expr, Query},
};

async fn email_state(core: &TestCore, scope: &Scope, lead: LeadId) -> Suppression {
    let lead = leads::load(core.db.read(), core, scope.account, lead).await.unwrap();
    consent::state(core.db.read(), core, scope.account, &lead).await.unwrap().channels[2].suppressed
}

/// Removes a lead the way erasure does: the row and the key.
async fn erase(core: &TestCore, scope: &Scope, lead: LeadId) {
    let tx = core.db.begin().await.unwrap();
    core.vault.destroy(&tx, KeyOwner::Lead(scope.account, lead)).await.unwrap();
    let statement =
        Query::delete().from_table("lead").and_where(ExprTrait::eq(Expr::col("id"), lead.0)).to_owned();
    tx.execute(&statement).await.unwrap();
    links::revoke(&tx, core, scope.account, lead).await.unwrap();
    tx.commit().await.unwrap();
}

on_both!(p21_the_page_is_the_leads_own_and_holds_no_contact_data, core, {
    let scope = realtor(&core).await;
    let rosa = lead(&core, &scope, "Rosa", Some("canary@example.com")).await;
    let id = sent(&core, &scope, content()).await;
    let (_, mail) = mails(&core, &scope, id).await.remove(0);
    let shown = page(&core, &token(&mail, "n")).await.unwrap().unwrap();
    assert_eq!(shown.subject, "Porches for Rosa");
    for canary in ["canary", "Canarylast", "5550177", "555-0177"] {
        assert!(!shown.html.contains(canary), "{canary}");
    }
    for wrong in [token(&mail, "u"), token(&mail, "me"), "x".to_owned()] {
        assert_eq!(page(&core, &wrong).await.unwrap(), None);
    }
    erase(&core, &scope, rosa).await;
    assert_eq!(page(&core, &token(&mail, "n")).await.unwrap(), None);
});

on_both!(p52_the_way_out_works_400_days_later_and_after_erasure, core, {
    let scope = realtor(&core).await;
    let rosa = lead(&core, &scope, "Rosa", Some("rosa@example.com")).await;
    let id = sent(&core, &scope, content()).await;
    let (_, mail) = mails(&core, &scope, id).await.remove(0);
    core.clock.advance(TimeDelta::days(400));
    erase(&core, &scope, rosa).await;
    for _ in 0..2 {
        links::unsubscribe(&core, &token(&mail, "u"), WayOut::Newsletters).await.unwrap();
    }
    // Nothing of the lead is made again, and somebody who comes back with the address gets no newsletter.
    assert!(matches!(leads::load(core.db.read(), &core, scope.account, rosa).await, Err(Error::NotFound)));
    lead(&core, &scope, "Rosa", Some("rosa@example.com")).await;
    let again = create(&core, &scope, content()).await.unwrap();
    let expected = recipients(&core, &scope, again).await.unwrap();
    assert_eq!((expected.will_receive, expected.skipped[0].reason.as_str()), (0, "suppressed"));
});

on_both!(p52_unsubscribing_ends_newsletters_at_once_and_answers_stay_possible, core, {
    let scope = realtor(&core).await;
    let rosa = lead(&core, &scope, "Rosa", Some("rosa@example.com")).await;
    let id = sent(&core, &scope, content()).await;
    let (_, mail) = mails(&core, &scope, id).await.remove(0);
    links::unsubscribe(&core, &token(&mail, "u"), WayOut::Newsletters).await.unwrap();
    assert_eq!(email_state(&core, &scope, rosa).await, Suppression::Marketing);
    assert_eq!(mails(&core, &scope, id).await[0].0.state, "denied", "what waits does not leave");
    links::unsubscribe(&core, &token(&mail, "u"), WayOut::Everything).await.unwrap();
    let found = leads::load(core.db.read(), &core, scope.account, rosa).await.unwrap();
    let state = consent::state(core.db.read(), &core, scope.account, &found).await.unwrap();
    assert_eq!(state.channels[0].suppressed, Suppression::Everything, "texts end too");
    assert!(matches!(links::unsubscribe(&core, "x", WayOut::Newsletters).await, Err(Error::NotFound)));
});

on_both!(p45_a_lead_opts_out_and_in_again_on_their_own_page, core, {
    let scope = realtor(&core).await;
    let rosa = lead(&core, &scope, "Rosa", Some("rosa@example.com")).await;
    let id = sent(&core, &scope, content()).await;
    let (_, mail) = mails(&core, &scope, id).await.remove(0);
    let me = token(&mail, "me");
    let before = links::preferences(&core, &me).await.unwrap();
    let allowed: Vec<_> = before.choices.iter().map(|choice| (choice.channel, choice.allowed)).collect();
    assert_eq!(allowed, [(Channel::Sms, false), (Channel::Voice, false), (Channel::Email, true)]);
    assert!(before.ai);

    let nothing = Decided::default();
    let after = links::decide(&core, &me, &nothing).await.unwrap();
    assert!(after.choices.iter().all(|choice| !choice.allowed && choice.changeable) && !after.ai);
    assert_eq!(email_state(&core, &scope, rosa).await, Suppression::Marketing);
    assert!(leads::load(core.db.read(), &core, scope.account, rosa).await.unwrap().ai_paused);

    let channels = ChannelSet { sms: true, voice: false, email: true };
    let decided = Decided { channels, ai: true, ip: "192.0.2.9".into(), ..Decided::default() };
    let unproven = links::decide(&core, &me, &decided).await.unwrap();
    assert!(
        !unproven.choices[0].allowed && unproven.choices[2].allowed,
        "the link alone agrees to mail only"
    );
    assert!(unproven.needs_code);
    let decided = Decided { proven: true, ..decided };
    let again = links::decide(&core, &me, &decided).await.unwrap();
    assert!(again.choices[0].allowed && !again.choices[1].allowed && again.choices[2].allowed && again.ai);
    let found = leads::load(core.db.read(), &core, scope.account, rosa).await.unwrap();
    let state = consent::state(core.db.read(), &core, scope.account, &found).await.unwrap();
    assert_eq!((state.channels[0].level, state.channels[2].suppressed), (Level::Express, Suppression::None));
});

on_both!(p45_a_stop_by_text_is_not_lifted_on_the_page, core, {
    let scope = realtor(&core).await;
    let rosa = lead(&core, &scope, "Rosa", Some("rosa@example.com")).await;
    let id = sent(&core, &scope, content()).await;
    let (_, mail) = mails(&core, &scope, id).await.remove(0);
    let tx = core.db.begin().await.unwrap();
    let found = leads::load(&tx, &core, scope.account, rosa).await.unwrap();
    let source = consent::Source::Text;
    consent::opt_out(&tx, &core, &scope, &found, ChannelSet::PHONE, None, source).await.unwrap();
    tx.commit().await.unwrap();
    let decided = Decided { channels: ChannelSet::ALL, ai: true, ..Decided::default() };
    let after = links::decide(&core, &token(&mail, "me"), &decided).await.unwrap();
    assert!(!after.choices[0].allowed && !after.choices[0].changeable);
    assert!(after.choices[0].evidence.contains("START"));
});

on_both!(p25_whoever_wants_no_ai_gets_no_drafted_opening, core, {
    let scope = realtor(&core).await;
    let house = realtoros_domain::listing::Listing {
        address: "4 Mill Path".into(),
        price_cents: 1_000,
        ..Default::default()
    };
    let house = crate::listings::create(&core, &scope, house).await.unwrap();
    lead(&core, &scope, "Rosa", Some("rosa@example.com")).await;
    let tom = lead(&core, &scope, "Tom", Some("tom@example.com")).await;
    leads::set_switch(&core, &scope, tom, Switch::AiPaused, true).await.unwrap();
    let mut with_intro = Content { intro: true, ..content() };
    with_intro.blocks.push(Block::Listing { listing: Some(house) });
    let id = sent(&core, &scope, with_intro).await;
    for (_, mail) in mails(&core, &scope, id).await {
        let drafted = mail.headers.iter().any(|(name, value)| name == "X-RealtorOS-AI" && value == "drafted");
        assert_eq!(drafted, mail.to == "rosa@example.com");
        assert_eq!(mail.text.contains("assistant drafted"), drafted);
    }
});
