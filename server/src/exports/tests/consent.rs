//! The consent ledger goes out and comes back: as it was where it is provably ours, and never as more (P-33, P-41).

use super::{
    bring_in, export,
    round_trip::{levels, people},
    text, unzip, work,
};
use crate::{
    Core, Result, Scope, accounts, assistant,
    consent::{self, Act, ConsentEvent, Proof, Source},
    demo, imports,
    jobs::{Claimed, JobKind, Outcome, Work},
    leads::{self, Lead, LeadRecord, NewLead},
    newsletters, on_both,
    outbound::tests::fixture::account,
    privacy::erasure::{Reason, erase_lead},
};
use realtoros_domain::{
    Channel, ChannelSet,
    consent::{Level, Suppression},
    ids::LeadId,
};
use sea_orm::ConnectionTrait;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    io::{Cursor, Write},
};
use zip::{ZipWriter, write::SimpleFileOptions};

pub(super) const EMAIL: &str = "rosa@example.com";
pub(super) const PHONE: &str = "+12125550101";

/// Does what the demo asks for.
#[derive(Clone)]
struct Demo(Core);

impl Work for Demo {
    async fn perform(&self, job: &Claimed) -> Result<Outcome> {
        match job.kind {
            JobKind::NewsletterSend => newsletters::perform(&self.0, job).await,
            JobKind::DraftReply => assistant::perform_draft(&self.0, job).await,
            JobKind::ExtractFacts => assistant::perform_extract(&self.0, job).await,
            _ => Ok(Outcome::Canceled),
        }
    }
}

/// A new account of this brokerage.
async fn at(core: &Core, email: &str, brokerage: &str) -> Scope {
    let scope = account(core, email).await;
    let profile = accounts::profile(core, &scope).await.unwrap();
    let change = accounts::ProfileChange {
        member_name: profile.member_name,
        account: accounts::AccountProfile {
            brokerage: brokerage.to_owned(),
            licence_state: profile.licence_state,
            postal_address: profile.postal_address,
            phone: profile.phone,
            time_zone: profile.time_zone,
        },
    };
    accounts::update_profile(core, &scope, change).await.unwrap();
    scope
}

pub(super) async fn rosa(core: &Core, scope: &Scope) -> LeadId {
    let record = LeadRecord {
        emails: vec![EMAIL.parse().unwrap()],
        phones: vec![PHONE.parse().unwrap()],
        ..LeadRecord::default()
    };
    leads::create(core, scope, NewLead { record, ..NewLead::default() }).await.unwrap()
}

pub(super) async fn record(core: &Core, scope: &Scope, lead: LeadId, event: ConsentEvent) {
    let tx = core.db.begin().await.unwrap();
    consent::record(&tx, core, scope, lead, event).await.unwrap();
    tx.commit().await.unwrap();
}

async fn stop(core: &Core, scope: &Scope, lead: &Lead, channels: ChannelSet, source: Source) {
    let tx = core.db.begin().await.unwrap();
    consent::opt_out(&tx, core, scope, lead, channels, None, source).await.unwrap();
    tx.commit().await.unwrap();
}

/// An account whose lead agreed to mail on a word, to calls in writing, and to texts until she wrote STOP.
pub(super) async fn agreed(core: &Core) -> Scope {
    let old = account(core, "old@example.com").await;
    let lead = rosa(core, &old).await;
    let day = core.now_ms() - 5 * 86_400_000;
    record(core, &old, lead, ConsentEvent::given(Channel::Email, Level::Express, Source::Realtor, day)).await;
    for channel in [Channel::Sms, Channel::Voice] {
        let mut event = ConsentEvent::given(channel, Level::ExpressWritten, Source::Form, day);
        event.proof = Proof {
            wording: Some("Yes, Harbor Street Realty may call and text me.".into()),
            version: Some("7".into()),
            seller: Some("Harbor Street Realty".into()),
            ..event.proof
        };
        record(core, &old, lead, event).await;
    }
    let lead = people(core, &old).await.remove(EMAIL).unwrap();
    stop(core, &old, &lead, ChannelSet::NONE.with(Channel::Sms), Source::Text).await;
    old
}

pub(super) async fn events(core: &Core, scope: &Scope) -> Vec<consent::Recorded> {
    let leads: Vec<LeadId> = people(core, scope).await.values().map(|lead| lead.id).collect();
    consent::events(core.db.read(), core, scope.account, &leads).await.unwrap()
}

pub(super) async fn levels_of_rosa(core: &Core, scope: &Scope) -> Vec<(Level, Suppression)> {
    levels(core, scope, &people(core, scope).await[EMAIL]).await
}

/// The archive with some of its files changed, or left out.
fn repacked(zip: &[u8], change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in unzip(zip.to_vec()) {
        if let Some(content) = change(&name, content) {
            out.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            out.write_all(&content).unwrap();
        }
    }
    out.finish().unwrap().into_inner()
}

/// The archive with more consent in it than there was, and a list of files that agrees.
fn forged(zip: &[u8]) -> Vec<u8> {
    let data = text(&unzip(zip.to_vec()), "data.json").replace("\"express\"", "\"express_written\"");
    repacked(zip, |name, content| {
        Some(match name {
            "data.json" => data.clone().into_bytes(),
            "manifest.json" => {
                let mut manifest: Value = serde_json::from_slice(&content).unwrap();
                for file in manifest["files"].as_array_mut().unwrap() {
                    if file["name"] == "data.json" {
                        file["sha256"] = hex::encode(Sha256::digest(data.as_bytes())).into();
                    }
                }
                serde_json::to_vec_pretty(&manifest).unwrap()
            }
            _ => content,
        })
    })
}

on_both!(p33_the_consent_ledger_of_the_demo_comes_back_as_it_was, core, {
    demo::make(&core, Demo).await.unwrap();
    let old = accounts::scope_of_email(&core, demo::EMAIL).await.unwrap().unwrap();
    let new = at(&core, "new@example.com", "Pecan Street  Realty").await;
    let zip = export(&core, &old).await;
    bring_in(&core, &new, "export.zip", zip.clone()).await;

    let (before, after) = (people(&core, &old).await, people(&core, &new).await);
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let mut by_level = BTreeMap::new();
    for (who, was) in &before {
        let [was, is] = [(&old, was), (&new, &after[who])].map(|(scope, lead)| {
            let core = core.core.clone();
            async move { consent::state(core.db.read(), &core, scope.account, lead).await.unwrap() }
        });
        let (was, is) = (was.await, is.await);
        assert!(is.review || !was.review, "{who}: no doubt is lost");
        for (is, was) in is.channels.iter().zip(&was.channels) {
            assert_eq!(is.level, was.level, "{who} {}", was.channel);
            assert_eq!(is.evidence, was.evidence, "{who} {}", was.channel);
            assert_eq!(is.suppressed, was.suppressed, "{who} {}", was.channel);
            *by_level.entry(was.level.as_str()).or_insert(0) += 1;
        }
    }
    assert!(by_level["express_written"] > 50 && by_level["inquiry"] > 10, "{by_level:?}");
    // A doubt may stand with the lead alone; the file tells of it, and the ledger then too.
    let count = async |scope: &Scope| {
        events(&core, scope).await.iter().filter(|event| event.act != Act::InDoubt).count()
    };
    for scope in [&new, &old] {
        let before = count(scope).await;
        assert!(before > 200, "{before}");
        bring_in(&core, scope, "export.zip", zip.clone()).await;
        assert_eq!(count(scope).await, before, "nothing comes twice");
    }
});

on_both!(p33_entries_come_back_with_their_times_words_and_sources, core, {
    let old = agreed(&core).await;
    let new = account(&core, "new@example.com").await;
    core.clock.advance(chrono::TimeDelta::days(1));
    bring_in(&core, &new, "export.zip", export(&core, &old).await).await;
    let says = |event: &consent::Recorded| {
        let proof = Proof { came_with: None, ..event.proof.clone() };
        (event.channel, event.act.as_str(), event.level, event.source, event.recorded_at, proof)
    };
    let (was, is) = (events(&core, &old).await, events(&core, &new).await);
    assert_eq!(is.iter().map(says).collect::<Vec<_>>(), was.iter().map(says).collect::<Vec<_>>());
    assert!(is.iter().all(|event| event.is_sound));
    assert!(is.iter().all(|event| {
        event.proof.came_with.as_ref().is_some_and(|with| with.contains("2026-11-25T17:00:00"))
    }));
    assert_eq!(levels_of_rosa(&core, &new).await, levels_of_rosa(&core, &old).await);
    assert_eq!(levels_of_rosa(&core, &new).await[1].0, Level::ExpressWritten);
});

on_both!(p41_a_file_that_is_not_provably_ours_gives_nobody_consent, core, {
    let old = agreed(&core).await;
    let zip = export(&core, &old).await;
    let unsigned = repacked(&zip, |name, content| (name != "manifest.sig").then_some(content));
    let other = at(&core, "other@example.com", "Summit Homes").await;
    let mut cases = vec![(other, zip.clone())];
    for (email, zip) in [("a@example.com", unsigned), ("b@example.com", forged(&zip))] {
        cases.push((account(&core, email).await, zip));
    }
    for (scope, zip) in &cases {
        bring_in(&core, scope, "export.zip", zip.clone()).await;
        let levels = levels_of_rosa(&core, scope).await;
        assert_eq!(levels.iter().map(|(level, _)| *level).collect::<Vec<_>>(), [Level::None; 3]);
        assert_eq!(levels[0].1, Suppression::Everything, "an opt-out counts whoever says so");
        let events = events(&core, scope).await;
        assert!(events.iter().any(|event| event.act == Act::Withdrawn && event.channel == Channel::Sms));
        assert!(events.iter().all(|event| event.act == Act::Withdrawn));
    }
    let elsewhere = crate::testing::on_sqlite().await;
    let scope = account(&elsewhere, "new@example.com").await;
    bring_in(&elsewhere, &scope, "export.zip", zip).await;
    assert_eq!(levels_of_rosa(&elsewhere, &scope).await[2].0, Level::None, "another installation's word");
});

on_both!(p41_a_written_agreement_with_another_seller_does_not_come_back, core, {
    let old = account(&core, "old@example.com").await;
    let lead = rosa(&core, &old).await;
    for (channel, seller) in [(Channel::Sms, "Summit Homes"), (Channel::Voice, "harbor street realty")] {
        let mut event = ConsentEvent::given(channel, Level::ExpressWritten, Source::Form, core.now_ms());
        event.proof.seller = Some(seller.to_owned());
        record(&core, &old, lead, event).await;
    }
    let new = account(&core, "new@example.com").await;
    bring_in(&core, &new, "export.zip", export(&core, &old).await).await;
    let levels = levels_of_rosa(&core, &new).await;
    assert_eq!((levels[0].0, levels[1].0), (Level::None, Level::ExpressWritten));
});

on_both!(p45_what_was_taken_back_here_stays_taken_back, core, {
    let old = agreed(&core).await;
    let zip = export(&core, &old).await;
    let new = account(&core, "new@example.com").await;
    let lead = rosa(&core, &new).await;
    let lead = leads::load(core.db.read(), &core, new.account, lead).await.unwrap();
    stop(&core, &new, &lead, ChannelSet::EMAIL, Source::Unsubscribe).await;
    bring_in(&core, &new, "export.zip", zip.clone()).await;
    let levels = levels_of_rosa(&core, &new).await;
    assert_eq!(levels[2], (Level::None, Suppression::Marketing), "the opt-out here beats the ledger there");
    assert_eq!(levels[1].0, Level::ExpressWritten, "of the other channels it says nothing");
    assert_eq!(levels[0].1, Suppression::Everything);

    erase_lead(&core, &new, lead.id, Reason::Request).await.unwrap();
    bring_in(&core, &new, "export.zip", zip).await;
    assert!(people(&core, &new).await.is_empty(), "and who was erased does not come back");
});

on_both!(p33_an_undo_takes_the_ledger_back_and_no_opt_out, core, {
    let old = agreed(&core).await;
    let new = account(&core, "new@example.com").await;
    rosa(&core, &new).await;
    let id = bring_in(&core, &new, "export.zip", export(&core, &old).await).await;
    let levels = levels_of_rosa(&core, &new).await;
    assert_eq!((levels[1].0, levels[2].0), (Level::ExpressWritten, Level::Express));
    imports::undo(&core, &new, id).await.unwrap();
    work(&core).await;
    let levels = levels_of_rosa(&core, &new).await;
    assert_eq!(levels.iter().map(|(level, _)| *level).collect::<Vec<_>>(), [Level::None; 3]);
    assert_eq!(levels[0].1, Suppression::Everything, "what is forbidden stays forbidden");
    assert!(events(&core, &new).await.iter().all(|event| event.act == Act::Withdrawn));
});

on_both!(p41_a_level_that_was_edited_before_the_export_is_not_carried_away, core, {
    let old = agreed(&core).await;
    let owner = core.db.as_owner().await.unwrap();
    let edit = "UPDATE consent_event SET level = 'express_written' WHERE level = 'express'";
    owner.execute_unprepared(edit).await.unwrap();
    let new = account(&core, "new@example.com").await;
    bring_in(&core, &new, "export.zip", export(&core, &old).await).await;
    let levels = levels_of_rosa(&core, &new).await;
    assert_eq!((levels[1].0, levels[2].0), (Level::ExpressWritten, Level::None));
});
