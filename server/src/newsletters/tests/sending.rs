use super::*;
use crate::{
    Actor, Error, consent,
    consent::Source,
    leads::Switch,
    live::Event,
    on_both,
    outbound::{
        MessageState,
        tests::fixture::{drain, recording},
    },
    testing,
};
use realtoros_domain::{
    Channel,
    newsletter::{Audience, State},
};

on_both!(p51_only_a_person_approves_and_only_what_is_fit_to_send, core, {
    let scope = realtor(&core).await;
    let unfit = create(&core, &scope, Content { subject: "Re: hello".into(), ..content() }).await.unwrap();
    assert!(
        matches!(approve(&core, &scope, unfit).await, Err(Error::Invalid(why)) if why.contains("answer"))
    );
    let id = create(&core, &scope, content()).await.unwrap();
    let system = Scope { actor: Actor::System, ..scope };
    assert!(matches!(approve(&core, &system, id).await, Err(Error::Refused(_))));
    assert!(matches!(send(&core, &scope, id).await, Err(Error::Conflict(_))), "a draft is not sent");
    approve(&core, &scope, id).await.unwrap();
    let found = get(&core, &scope, id).await.unwrap();
    assert_eq!((found.state, found.approved_by), (State::Approved, scope.actor.member()));
    assert!(found.approved_at.is_some());
    assert!(
        matches!(save(&core, &scope, id, &content()).await, Err(Error::Conflict(_))),
        "what is approved stays"
    );
    reopen(&core, &scope, id).await.unwrap();
    save(&core, &scope, id, &content()).await.unwrap();
});

on_both!(p04_each_lead_gets_one_mail_and_who_must_not_be_written_to_gets_none, core, {
    let scope = realtor(&core).await;
    let rosa = lead(&core, &scope, "Rosa", Some("rosa@example.com")).await;
    lead(&core, &scope, "Tom", None).await;
    lead(&core, &scope, "Una", Some("una@example.com")).await;
    let held = lead(&core, &scope, "Vic", Some("vic@example.com")).await;
    leads::set_switch(&core, &scope, held, Switch::OnHold, true).await.unwrap();
    let tx = core.db.begin().await.unwrap();
    consent::suppress(&tx, &core, &scope, Channel::Email, "una@example.com", Source::Unsubscribe)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let id = create(&core, &scope, content()).await.unwrap();
    let expected = recipients(&core, &scope, id).await.unwrap();
    assert_eq!(expected.will_receive, 1);
    let mut reasons: Vec<_> =
        expected.skipped.iter().map(|skip| (skip.reason.as_str(), skip.count)).collect();
    reasons.sort_unstable();
    assert_eq!(reasons, [("no_recipient", 1), ("pending_review", 1), ("suppressed", 1)]);
    assert!(expected.skipped.iter().any(|skip| skip.names == ["Una Canarylast"]));

    approve(&core, &scope, id).await.unwrap();
    send(&core, &scope, id).await.unwrap();
    work(&core).await;
    let mails = mails(&core, &scope, id).await;
    assert_eq!(mails.len(), 1);
    let (row, mail) = &mails[0];
    assert_eq!((row.lead_id, row.state.as_str(), mail.to.as_str()), (rosa.0, "queued", "rosa@example.com"));
    assert_eq!(get(&core, &scope, id).await.unwrap().state, State::Sent);
    let counts = counts(&core, &scope, &[id]).await.unwrap().remove(&id).unwrap();
    assert_eq!((counts.made, counts.skipped.len()), (1, 3));
    assert_eq!(counts.messages, [(MessageState::Queued.as_str().to_owned(), 1)]);
});

on_both!(what_has_left_cannot_be_stopped_and_does_not_move, core, {
    let scope = realtor(&core).await;
    let rosa = lead(&core, &scope, "Rosa", Some("rosa@example.com")).await;
    let id = sent(&core, &scope, content()).await;
    let counted = async || counts(&core, &scope, &[id]).await.unwrap().remove(&id).unwrap();
    let before = counted().await;
    assert_eq!((before.made, before.stoppable(), before.is_moving()), (1, 1, true));
    assert!(!preview(&core, &scope, id, Some(rosa), None).await.unwrap().received);
    let (_, providers) = recording();
    drain(&core, &providers).await;
    let after = counted().await;
    assert_eq!((after.made, after.stoppable(), after.is_moving()), (1, 0, false));
    assert!(preview(&core, &scope, id, Some(rosa), None).await.unwrap().received);
});

on_both!(a_job_tells_how_many_leads_there_are_before_it_makes_a_mail, core, {
    let scope = realtor(&core).await;
    lead(&core, &scope, "Rosa", Some("rosa@example.com")).await;
    let id = create(&core, &scope, content()).await.unwrap();
    approve(&core, &scope, id).await.unwrap();
    send(&core, &scope, id).await.unwrap();
    let job = jobs::claim(&core).await.unwrap().unwrap();
    let mut news = core.live.subscribe();
    perform(&core, &job).await.unwrap();
    let told = std::iter::from_fn(|| news.try_recv().ok()).filter(|(_, event)| *event == Event::Jobs).count();
    assert_eq!(told, 2, "at the beginning, and after the only batch");
    let status = jobs::status(&core, &scope, job.id).await.unwrap().unwrap();
    assert_eq!((status.progress, status.total), (1, 1));
});

on_both!(p53_the_mail_has_the_headers_of_one_click, core, {
    let scope = realtor(&core).await;
    lead(&core, &scope, "Rosa", Some("rosa@example.com")).await;
    let id = sent(&core, &scope, content()).await;
    let (_, mail) = mails(&core, &scope, id).await.remove(0);
    let site = &core.settings.public_url;
    let out = token(&mail, "u");
    assert_eq!(
        mail.headers,
        [
            ("List-Unsubscribe".to_owned(), format!("<{site}/u/{out}>")),
            ("List-Unsubscribe-Post".to_owned(), "List-Unsubscribe=One-Click".to_owned()),
        ]
    );
    assert_eq!(mail.subject.as_deref(), Some("Porches for Rosa"));
    let html = mail.html.unwrap();
    for part in ["200 Harbor Street", &format!("{site}/u/{out}"), "Hello Rosa"] {
        assert!(html.contains(part) && mail.text.contains(part), "{part}");
    }
});

on_both!(a_job_that_was_cut_off_goes_on_and_nobody_gets_a_second_mail, core, {
    let scope = realtor(&core).await;
    lead(&core, &scope, "Rosa", Some("rosa@example.com")).await;
    let id = create(&core, &scope, content()).await.unwrap();
    approve(&core, &scope, id).await.unwrap();
    send(&core, &scope, id).await.unwrap();
    // The first worker does everything, and dies before it can say so.
    let job = jobs::claim(&core).await.unwrap().unwrap();
    perform(&core, &job).await.unwrap();
    let tx = core.db.begin().await.unwrap();
    repository::change(&tx, &core, scope.account, id, &[State::Sent], repository::in_state(State::Sending))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    lead(&core, &scope, "Tom", Some("tom@example.com")).await;
    core.clock.advance(chrono::TimeDelta::minutes(5));
    work(&core).await;
    assert_eq!(mails(&core, &scope, id).await.len(), 2);
    assert_eq!(get(&core, &scope, id).await.unwrap().state, State::Sent);
    assert!(matches!(send(&core, &scope, id).await, Err(Error::Conflict(_))), "and it is sent once");
});

on_both!(what_cannot_be_approved_is_not_sent_either, core, {
    let scope = realtor(&core).await;
    lead(&core, &scope, "Rosa", Some("rosa@example.com")).await;
    let bad = Content { blocks: vec![Block::Heading { text: " ".into() }], ..content() };
    let id = create(&core, &scope, bad).await.unwrap();
    // Whoever changed the state.
    let tx = core.db.begin().await.unwrap();
    repository::change(&tx, &core, scope.account, id, &[State::Draft], repository::in_state(State::Approved))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let job = send(&core, &scope, id).await.unwrap();
    work(&core).await;
    let status = jobs::status(&core, &scope, job).await.unwrap().unwrap();
    assert_eq!((status.state, status.error.as_deref()), (jobs::JobState::Denied, Some("content_finding")));
    assert!(mails(&core, &scope, id).await.is_empty());
});

on_both!(a_stopped_newsletter_leaves_nothing_waiting, core, {
    let scope = realtor(&core).await;
    lead(&core, &scope, "Rosa", Some("rosa@example.com")).await;
    let id = sent(&core, &scope, content()).await;
    assert_eq!(cancel(&core, &scope, id).await.unwrap(), 1);
    assert_eq!(mails(&core, &scope, id).await[0].0.state, "canceled");
    assert_eq!(get(&core, &scope, id).await.unwrap().state, State::Canceled);
});

on_both!(an_audience_is_everybody_a_tag_or_a_stage, core, {
    let scope = realtor(&core).await;
    lead(&core, &scope, "Rosa", Some("rosa@example.com")).await;
    for (audience, expected) in [
        (Audience::Everybody, 1),
        (Audience::Tag("Porch".into()), 1),
        (Audience::Tag("pool".into()), 0),
        (Audience::Stage("new".into()), 1),
        (Audience::Stage("closed".into()), 0),
    ] {
        let id = create(&core, &scope, Content { audience: audience.clone(), ..content() }).await.unwrap();
        assert_eq!(recipients(&core, &scope, id).await.unwrap().will_receive, expected, "{audience:?}");
    }
});

on_both!(a_preview_shows_what_a_lead_would_get, core, {
    let scope = realtor(&core).await;
    let tom = lead(&core, &scope, "Tom", None).await;
    let id = create(&core, &scope, content()).await.unwrap();
    let found = preview(&core, &scope, id, Some(tom), None).await.unwrap();
    assert_eq!(found.subject, "Porches for Tom");
    assert!(found.skipped.is_some() && found.html.contains("Hello Tom") && found.text.contains("Hello Tom"));
    let typing = Content { subject: "Decks for {{first_name}}".into(), ..content() };
    let typed = preview(&core, &scope, id, Some(tom), Some(typing)).await.unwrap();
    assert_eq!(typed.subject, "Decks for Tom", "it need not be stored");
    assert_eq!(get(&core, &scope, id).await.unwrap().content, content());
    let nobody = preview(&core, &scope, id, None, None).await.unwrap();
    assert_eq!((nobody.subject.as_str(), nobody.skipped), ("Porches for there", None));
});

on_both!(p35_another_account_sees_no_newsletter, core, {
    let (mine, other) = (realtor(&core).await, testing::account(&core).await);
    let id = create(&core, &mine, content()).await.unwrap();
    assert!(matches!(get(&core, &other, id).await, Err(Error::NotFound)));
    assert!(matches!(save(&core, &other, id, &content()).await, Err(Error::NotFound)));
    assert!(matches!(preview(&core, &other, id, None, Some(content())).await, Err(Error::NotFound)));
    assert!(matches!(send(&core, &other, id).await, Err(Error::NotFound)));
    assert!(list(&core, &other).await.unwrap().is_empty());
});
