//! Mail of people who are no leads is not kept, and mail of erased people brings nobody back.

use super::{VOUCHED, mail, receive};
use crate::{
    audit,
    conversations::{Received, threads},
    jobs::{JobKind, statuses},
    leads::directory::directory,
    on_both,
    outbound::tests::fixture::*,
    privacy::erasure::{Reason, erase_lead},
};

on_both!(p47_p13_a_mail_of_nobody_known_is_kept_nowhere, core, {
    let scope = account(&core, "dana@example.com").await;
    lead(&core, &scope, NUMBER, EMAIL).await;
    let before = audit::history(&core, &scope, None, 100).await.unwrap().len();
    let raw = mail("1", "stranger@elsewhere.example", "Private", "Unsubscribe me. I am 16.", VOUCHED);
    assert_eq!(receive(&core, &scope, &raw).await, None);
    let many = directory(&core, &scope).await.unwrap().rows().len();
    assert_eq!(many, 1, "a stranger becomes no lead");
    assert!(threads(&core, &scope, None).await.unwrap().threads.is_empty());
    assert!(statuses(&core, &scope, JobKind::DraftReply, 9).await.unwrap().is_empty());
    assert_eq!(audit::history(&core, &scope, None, 100).await.unwrap().len(), before);
    // Of another account's lead nothing is known here either.
    let other = account(&core, "lee@example.com").await;
    assert_eq!(receive(&core, &other, &mail("2", EMAIL, "Hi", "Hi", VOUCHED)).await, None);
});

on_both!(p62_p47_a_mail_of_somebody_erased_brings_nobody_back, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let raw = mail("1", EMAIL, "Alder Lane", "Is it open?", VOUCHED);
    receive(&core, &scope, &raw).await.unwrap();
    erase_lead(&core, &scope, lead, Reason::Request).await.unwrap();
    assert_eq!(
        receive(&core, &scope, &raw).await,
        Some(Received::Repeated),
        "the same mail is told of again"
    );
    assert_eq!(receive(&core, &scope, &mail("2", EMAIL, "And?", "Hello?", VOUCHED)).await, None);
    assert!(directory(&core, &scope).await.unwrap().rows().is_empty());
});
