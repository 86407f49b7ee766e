//! Mailboxes that do not answer, and connections that have ended.

use super::{
    connected,
    reading::{look, mail},
    stand_in::StandIn,
    work,
};
use crate::{
    accounts::ProviderName,
    connections::{Part, disconnect},
    consent,
    conversations::timeline,
    leads,
    mailbox::{Trouble, plan, repository, round::LOOKS, standing},
    on_both,
    outbound::tests::fixture::{EMAIL, NUMBER, lead},
    testing::TestCore,
    today::{Interrupted, today},
};
use chrono::TimeDelta;
use realtoros_domain::consent::Suppression;

on_both!(p47_a_mailbox_that_asks_for_a_pause_gets_one, core, {
    let (installed, server) = StandIn::start(&core).await;
    let (scope, id) = connected(&installed, &server, ProviderName::Google).await;
    let lead = lead(&installed, &scope, NUMBER, EMAIL).await;
    server.deliver(EMAIL, mail(ProviderName::Google, "1", EMAIL, "Is it open?"));
    server.inside().pause = Some(300);
    work(&installed).await;
    assert_eq!(server.asked().len(), 1, "one request, and no more");
    assert_eq!(standing(&core, &scope, id).await.unwrap().trouble, Some(Trouble::Busy));

    server.inside().pause = None;
    server.forget_requests();
    look(&installed, &core).await;
    assert!(server.inside().asked.is_empty(), "nothing is asked before the pause is over, no token either");
    core.clock.advance(TimeDelta::minutes(4));
    look(&installed, &core).await;
    let said = timeline(&core, &scope, lead).await.unwrap();
    assert_eq!(said.iter().filter(|item| item.direction == "in").count(), 1);
    assert_eq!(standing(&core, &scope, id).await.unwrap().trouble, None);
});

async fn stuck(core: TestCore, provider: ProviderName) {
    let (installed, server) = StandIn::start(&core).await;
    let (scope, id) = connected(&installed, &server, provider).await;
    let lead = lead(&installed, &scope, NUMBER, EMAIL).await;
    server.deliver(EMAIL, mail(provider, "0", EMAIL, "This one cannot be fetched."));
    server.deliver(EMAIL, mail(provider, "1", EMAIL, "Is it open?"));
    server.deliver(EMAIL, mail(provider, "2", EMAIL, "Please stop texting me."));
    server.inside().broken = vec![0];
    let said = async || {
        let all = timeline(&core, &scope, lead).await.unwrap();
        all.iter().filter(|item| item.direction == "in").count()
    };
    work(&installed).await;
    assert_eq!(said().await, 1, "the other mail of the page is read at once");
    let stands = async || standing(&core, &scope, id).await.unwrap();
    assert_eq!((stands().await.trouble, stands().await.lost_at), (Some(Trouble::Failed), None));
    for _ in 1..LOOKS {
        look(&installed, &core).await;
    }
    assert_eq!(said().await, 2, "what comes after it is read, an opt-out above all");
    let known = leads::load(core.db.read(), &core, scope.account, lead).await.unwrap();
    let state = consent::state(core.db.read(), &core, scope.account, &known).await.unwrap();
    assert_eq!(state.channels[0].suppressed, Suppression::Everything);
    assert_eq!(stands().await.trouble, None);
    assert!(stands().await.lost_at.is_some(), "its owner is told");
    let told = today(&core, &scope).await.unwrap().interruptions;
    assert_eq!(told.iter().map(|it| it.what).collect::<Vec<_>>(), [Interrupted::Lost]);
    let asked = server.read_whole().iter().filter(|number| **number == 0).count();
    assert_eq!(asked, LOOKS as usize);
    core.clock.advance(TimeDelta::days(7));
    assert_eq!(stands().await.lost_at, None, "after a week no more");
}

on_both!(p47_a_mail_at_google_that_cannot_be_fetched_holds_up_no_opt_out, core, {
    Box::pin(stuck(core, ProviderName::Google)).await;
});

on_both!(p47_a_mail_at_microsoft_that_cannot_be_fetched_holds_up_no_opt_out, core, {
    Box::pin(stuck(core, ProviderName::Microsoft)).await;
});

on_both!(p47_a_mail_of_which_nobody_knows_who_wrote_it_holds_up_no_opt_out, core, {
    let (installed, server) = StandIn::start(&core).await;
    let (scope, id) = connected(&installed, &server, ProviderName::Google).await;
    let lead = lead(&installed, &scope, NUMBER, EMAIL).await;
    server.deliver(EMAIL, mail(ProviderName::Google, "0", EMAIL, "Whose is it?"));
    server.deliver(EMAIL, mail(ProviderName::Google, "1", EMAIL, "Is it open?"));
    server.inside().nameless = vec![0];
    work(&installed).await;
    let said = timeline(&core, &scope, lead).await.unwrap();
    assert_eq!(said.iter().filter(|item| item.direction == "in").count(), 1);
    for _ in 1..LOOKS {
        look(&installed, &core).await;
    }
    let found = standing(&core, &scope, id).await.unwrap();
    assert!(found.lost_at.is_some() && found.trouble.is_none(), "{found:?}");
});

async fn misunderstood(core: TestCore, provider: ProviderName) {
    let (installed, server) = StandIn::start(&core).await;
    let (scope, id) = connected(&installed, &server, provider).await;
    let lead = lead(&installed, &scope, NUMBER, EMAIL).await;
    for n in 0..3 {
        server.deliver(EMAIL, mail(provider, &n.to_string(), EMAIL, "Is it open?"));
    }
    server.inside().misunderstands = true;
    work(&installed).await;
    let said = timeline(&core, &scope, lead).await.unwrap();
    assert_eq!(said.iter().filter(|item| item.direction == "in").count(), 3, "the recent days once more");
    assert!(!server.inside().misunderstands, "it was asked about the place");
    assert_eq!(standing(&core, &scope, id).await.unwrap().trouble, None);
}

on_both!(p47_a_place_that_google_does_not_know_any_more_is_looked_for_anew, core, {
    misunderstood(core, ProviderName::Google).await;
});

on_both!(p47_a_place_that_microsoft_does_not_know_any_more_is_looked_for_anew, core, {
    misunderstood(core, ProviderName::Microsoft).await;
});

on_both!(p47_looks_that_had_to_wait_do_not_follow_each_other, core, {
    let (installed, server) = StandIn::start(&core).await;
    connected(&installed, &server, ProviderName::Google).await;
    for _ in 0..3 {
        core.clock.advance(TimeDelta::minutes(2));
        plan(&installed).await.unwrap();
    }
    work(&installed).await;
    let profiles = server.asked().iter().filter(|path| path.ends_with("/profile")).count();
    assert_eq!((profiles, server.asked().len()), (1, 2), "one look: {:?}", server.asked());
});

on_both!(p47_the_owner_of_a_mailbox_that_is_not_read_is_told, core, {
    let (installed, server) = StandIn::start(&core).await;
    let (scope, _) = connected(&installed, &server, ProviderName::Google).await;
    server.inside().pause = Some(60);
    work(&installed).await;
    let told = async || today(&core, &scope).await.unwrap().interruptions;
    assert!(told().await.is_empty(), "not at once");
    core.clock.advance(TimeDelta::minutes(61));
    assert_eq!(told().await[0].what, Interrupted::Unread);
    server.inside().pause = None;
    look(&installed, &core).await;
    assert!(told().await.is_empty());
    server.inside().refuses = true;
    look(&installed, &core).await;
    assert_eq!(told().await[0].what, Interrupted::Ended(Part::Mail));
});

on_both!(p24_a_link_of_a_mailbox_to_another_host_is_not_followed, core, {
    let (installed, server) = StandIn::start(&core).await;
    let (_, other) = StandIn::start(&core).await;
    let (scope, id) = connected(&installed, &server, ProviderName::Microsoft).await;
    for n in 0..4 {
        server.deliver(
            "a@elsewhere.example",
            mail(ProviderName::Microsoft, &n.to_string(), "a@elsewhere.example", "Hi"),
        );
    }
    let port = other.address();
    for elsewhere in [port, "http://evil.example".to_owned(), "http://127.0.0.1.evil.example".to_owned()] {
        server.inside().elsewhere = Some(elsewhere);
        look(&installed, &core).await;
        assert_eq!(standing(&core, &scope, id).await.unwrap().trouble, Some(Trouble::Failed));
    }
    assert!(other.inside().asked.is_empty(), "the token stays where it belongs");
});

on_both!(p10_p56_nothing_is_asked_of_a_mailbox_that_is_connected_no_more, core, {
    let (installed, server) = StandIn::start(&core).await;
    let (scope, id) = connected(&installed, &server, ProviderName::Google).await;
    let lead = lead(&installed, &scope, NUMBER, EMAIL).await;
    work(&installed).await;
    assert!(repository::row(core.db.read(), scope.account, id).await.unwrap().is_some());
    core.clock.advance(TimeDelta::minutes(2));
    assert_eq!(plan(&installed).await.unwrap(), 1);
    disconnect(&installed, &scope, id).await.unwrap();
    assert!(
        repository::row(core.db.read(), scope.account, id).await.unwrap().is_none(),
        "its place goes with it"
    );
    server.forget_requests();
    server.deliver(EMAIL, mail(ProviderName::Google, "1", EMAIL, "Is it open?"));
    work(&installed).await;
    core.clock.advance(TimeDelta::minutes(2));
    assert_eq!(plan(&installed).await.unwrap(), 0);
    let asked = server.inside().asked.clone();
    assert!(asked.iter().all(|path| path == "/revoke"), "{asked:?}");
    assert!(timeline(&core, &scope, lead).await.unwrap().is_empty());
});

on_both!(p47_one_look_is_planned_for_two_minutes_however_many_nodes_there_are, core, {
    let (installed, server) = StandIn::start(&core).await;
    connected(&installed, &server, ProviderName::Google).await;
    assert_eq!(plan(&installed).await.unwrap(), 1);
    assert_eq!(plan(&installed).await.unwrap(), 0);
});
