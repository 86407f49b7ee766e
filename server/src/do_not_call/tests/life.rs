//! From an upload to the day on which a mark goes.

use super::{sales, scrub, upload, work};
use crate::{
    Core, Error, Scope,
    do_not_call::{
        Incoming, ListForm, ScrubState,
        apply::{Step, step},
        discard, is_due_again,
        repository::{counts, marks},
        standing, start, tidy, view,
    },
    jobs, on_both,
    outbound::tests::fixture::{EMAIL, NUMBER, account, give, lead},
    privacy::erasure::{Reason, erase_lead},
};
use chrono::TimeDelta;
use realtoros_domain::{
    Channel,
    consent::{Decision, Level, Reason as Why},
};

/// The marks of an account, without their numbers: which list, when, and whether it is listed.
async fn all_marks(core: &Core, scope: &Scope) -> Vec<(Vec<u8>, String, i64, bool)> {
    let rows = marks(core.db.read(), scope.account, None).await.unwrap();
    let mut all: Vec<_> =
        rows.into_iter().map(|row| (row.address_index, row.list, row.scrubbed_at, row.listed)).collect();
    all.sort();
    all
}

on_both!(p48_nothing_counts_before_the_realtor_says_that_it_is_the_full_list, core, {
    let scope = account(&core, "dana@example.com").await;
    let rosa = lead(&core, &scope, NUMBER, EMAIL).await;
    let ben = lead(&core, &scope, "+16465550177", "ben@example.com").await;
    for lead in [rosa, ben] {
        give(&core, &scope, lead, Channel::Sms, Level::Express).await;
    }
    let id = upload(&core, &scope, "federal", "", b"212,5550100\n646,5550177\n").await.unwrap();
    assert!(all_marks(&core, &scope).await.is_empty());
    for (areas, full) in [(&[][..], true), (&[212][..], false), (&[212, 917][..], true)] {
        let refused = start(&core, &scope, id, areas, full).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{areas:?} {full}");
    }
    start(&core, &scope, id, &[212], true).await.unwrap();
    assert!(matches!(start(&core, &scope, id, &[212], true).await, Err(Error::Conflict(_))));
    work(&core).await;
    let done = view(&core, &scope, id).await.unwrap();
    assert_eq!((done.state, done.checked, done.listed), (ScrubState::Done, 1, 0));
    assert_eq!(sales(&core, &scope, rosa, Channel::Sms).await, Decision::Allow);
    let unchecked = sales(&core, &scope, ben, Channel::Sms).await;
    assert_eq!(unchecked, Decision::Deny(Why::DncUnchecked), "its area code was not chosen");
    assert_eq!(counts(core.db.read(), scope.account).await.unwrap(), (2, 1));
});

on_both!(p48_killed_half_way_and_run_again_it_gives_the_same, core, {
    let file = "212,5550140\n212,5550143\n212,5550146\n";
    let mut ended = Vec::new();
    for (email, is_killed) in [("dana@example.com", false), ("lee@example.com", true)] {
        let scope = account(&core, email).await;
        for n in 0..8 {
            lead(&core, &scope, &format!("+1212555014{n}"), &format!("l{n}@example.com")).await;
        }
        let id = upload(&core, &scope, "federal", "", file.as_bytes()).await.unwrap();
        let job = start(&core, &scope, id, &[212], true).await.unwrap();
        if is_killed {
            // A worker takes the job, does two batches, and is never heard of again.
            let claimed = jobs::claim(&core).await.unwrap().unwrap();
            assert_eq!(claimed.id, job);
            for _ in 0..2 {
                assert_eq!(step(&core, &scope, id, job, 3).await.unwrap(), Step::Took(3));
            }
            core.clock.advance(TimeDelta::minutes(2));
        }
        work(&core).await;
        assert_eq!(step(&core, &scope, id, job, 3).await.unwrap(), Step::NotIts, "it is over");
        let done = view(&core, &scope, id).await.unwrap();
        let marks = all_marks(&core, &scope).await;
        let listed = marks.iter().filter(|mark| mark.3).count();
        ended.push((done.state, done.checked, done.listed, marks.len(), listed));
    }
    assert_eq!(ended, [(ScrubState::Done, 8, 3, 8, 3); 2]);
});

on_both!(p48_p62_somebody_erased_leaves_no_mark_and_a_shared_number_keeps_its_own, core, {
    let scope = account(&core, "dana@example.com").await;
    let rosa = lead(&core, &scope, NUMBER, EMAIL).await;
    let tom = lead(&core, &scope, NUMBER, "tom@example.com").await;
    let ben = lead(&core, &scope, "+12125550177", "ben@example.com").await;
    scrub(&core, &scope, "federal", "", "212,5550142\n", &[212]).await;
    let waiting = upload(&core, &scope, "NY", "", b"212,5550142\n").await.unwrap();
    let leads = async || view(&core, &scope, waiting).await.unwrap().areas[0].leads;
    assert_eq!((all_marks(&core, &scope).await.len(), leads().await), (2, 2));
    erase_lead(&core, &scope, rosa, Reason::Request).await.unwrap();
    assert_eq!((all_marks(&core, &scope).await.len(), leads().await), (2, 2), "Tom has the number too");
    erase_lead(&core, &scope, tom, Reason::Request).await.unwrap();
    assert_eq!((all_marks(&core, &scope).await.len(), leads().await), (1, 1));
    erase_lead(&core, &scope, ben, Reason::Request).await.unwrap();
    start(&core, &scope, waiting, &[212], true).await.unwrap();
    work(&core).await;
    assert!(all_marks(&core, &scope).await.is_empty(), "nor does a file that waited bring one");
});

on_both!(p48_p59_the_report_on_a_lead_says_what_lists_said_of_their_number, core, {
    let scope = account(&core, "dana@example.com").await;
    let rosa = lead(&core, &scope, NUMBER, EMAIL).await;
    let ben = lead(&core, &scope, "+16465550177", "ben@example.com").await;
    scrub(&core, &scope, "federal", "", "212,5550142\n", &[212]).await;
    let said = async |lead| {
        let report = crate::exports::report(&core, &scope, lead).await.unwrap();
        let of_lists = |section: &crate::exports::Section| section.title.contains("do-not-call");
        report.sections.into_iter().find(of_lists).map(|section| section.records)
    };
    let records = said(rosa).await.unwrap();
    assert_eq!(records.len(), 1);
    for (what, value) in [("With which list", "federal"), ("Whether the number is on the list", "yes")] {
        assert!(records[0].contains(&(what.to_owned(), value.to_owned())), "{records:?}");
    }
    assert!(said(ben).await.is_none(), "nothing was found about him");
});

on_both!(p48_marks_of_numbers_that_nobody_has_go_with_the_next_check, core, {
    let scope = account(&core, "dana@example.com").await;
    let rosa = lead(&core, &scope, NUMBER, EMAIL).await;
    scrub(&core, &scope, "federal", "2026-11-20", "212,5550142\n", &[212]).await;
    let phones = Some(vec!["+12125550177".into()]);
    let patch = crate::leads::LeadPatch { phones, ..Default::default() };
    crate::leads::patch(&core, &scope, rosa, patch).await.unwrap();
    let before = all_marks(&core, &scope).await;
    scrub(&core, &scope, "federal", "", "212,5550142\n", &[212]).await;
    let after = all_marks(&core, &scope).await;
    assert_eq!((before.len(), after.len()), (1, 1));
    assert!(before[0].0 != after[0].0 && !after[0].3);
});

on_both!(p48_the_page_says_until_when_each_copy_is_good_and_today_reminds, core, {
    let scope = account(&core, "dana@example.com").await;
    lead(&core, &scope, NUMBER, EMAIL).await;
    assert_eq!(is_due_again(&core, &scope).await.unwrap(), None, "nobody who never used a list is reminded");
    scrub(&core, &scope, "federal", "2026-11-10", "212,5550142\n646,5550100\n", &[212, 646]).await;
    scrub(&core, &scope, "federal", "2026-11-24", "212,5550142\n", &[212]).await;
    scrub(&core, &scope, "NY", "2026-11-01", "212,5550142\n", &[212]).await;
    let shown = standing(&core, &scope).await.unwrap();
    let copies: Vec<_> = shown
        .copies
        .iter()
        .map(|copy| (copy.list.as_str(), copy.areas.clone(), copy.good_until.to_string(), copy.is_stale))
        .collect();
    let expected = [
        ("federal", vec![212], "2026-12-25".to_owned(), false),
        ("federal", vec![646], "2026-12-11".to_owned(), false),
        ("NY", vec![212], "2026-12-02".to_owned(), false),
    ];
    assert_eq!(copies, expected);
    core.clock.advance(TimeDelta::days(10));
    assert_eq!(is_due_again(&core, &scope).await.unwrap(), None, "24 days");
    core.clock.advance(TimeDelta::days(1));
    assert_eq!(is_due_again(&core, &scope).await.unwrap(), None, "no lead has a number in 646");
    lead(&core, &scope, "+16465550177", "ben@example.com").await;
    assert_eq!(is_due_again(&core, &scope).await.unwrap(), Some("2026-12-11".parse().unwrap()));
    let stale = standing(&core, &scope).await.unwrap().copies;
    assert!(stale.iter().any(|copy| copy.is_stale && copy.list.as_str() == "NY"));
});

on_both!(p48_a_file_that_nobody_looks_at_is_forgotten, core, {
    let scope = account(&core, "dana@example.com").await;
    lead(&core, &scope, NUMBER, EMAIL).await;
    let thrown = upload(&core, &scope, "federal", "", b"212,5550142\n").await.unwrap();
    discard(&core, &scope, thrown).await.unwrap();
    assert!(matches!(view(&core, &scope, thrown).await, Err(Error::NotFound)));
    let left = upload(&core, &scope, "federal", "", b"212,5550142\n").await.unwrap();
    core.clock.advance(TimeDelta::days(6));
    tidy(&core).await.unwrap();
    assert!(view(&core, &scope, left).await.is_ok());
    core.clock.advance(TimeDelta::days(2));
    tidy(&core).await.unwrap();
    assert!(matches!(view(&core, &scope, left).await, Err(Error::NotFound)));
});

on_both!(p48_a_comparison_that_has_stopped_can_be_ended_when_its_list_is_too_old, core, {
    let scope = account(&core, "dana@example.com").await;
    let rosa = lead(&core, &scope, NUMBER, EMAIL).await;
    lead(&core, &scope, "+12125550177", "ben@example.com").await;
    give(&core, &scope, rosa, Channel::Sms, Level::Express).await;
    let id = upload(&core, &scope, "federal", "", b"212,5550142\n").await.unwrap();
    let job = start(&core, &scope, id, &[212], true).await.unwrap();
    assert!(matches!(discard(&core, &scope, id).await, Err(Error::Conflict(_))), "it is at work");
    assert_eq!(step(&core, &scope, id, job, 1).await.unwrap(), Step::Took(1));
    jobs::cancel(&core, &scope, job).await.unwrap();
    core.clock.advance(TimeDelta::days(32));
    assert!(start(&core, &scope, id, &[], true).await.is_err(), "the list is too old to go on");
    discard(&core, &scope, id).await.unwrap();
    let standing = standing(&core, &scope).await.unwrap();
    assert!(standing.open.is_empty() && standing.copies.is_empty());
    assert_eq!(all_marks(&core, &scope).await.len(), 1, "what was compared stays as of its day");
});

on_both!(p48_p62_whoever_is_erased_while_a_file_comes_in_is_not_among_what_was_found, core, {
    let scope = account(&core, "dana@example.com").await;
    let rosa = lead(&core, &scope, NUMBER, EMAIL).await;
    lead(&core, &scope, "+12125550177", "ben@example.com").await;
    let mut incoming = Incoming::begin(&core, &scope).await.unwrap();
    incoming.add(b"212,5550142\n".to_vec()).await;
    erase_lead(&core, &scope, rosa, Reason::Request).await.unwrap();
    let id = incoming.finish(&ListForm::default()).await.unwrap();
    let area = &view(&core, &scope, id).await.unwrap().areas[0];
    assert_eq!((area.leads, area.listed), (1, 0));
});
