//! Export, new account, import: equal in meaning (P-33).

use super::{Said, bring_in, export, say, text, unzip, work};
use crate::{
    Core, Scope,
    consent::{self, ConsentEvent, Proof, Source},
    conversations::{self, TimelineItem},
    imports,
    leads::{self, Lead, LeadRecord, NewLead, Switch, directory::directory},
    listings, on_both,
    outbound::{MessageState, tests::fixture::account},
};
use realtoros_domain::{
    Channel, Stage,
    budget::{Budget, Per},
    consent::{Level, Suppression},
    contact::{Address, PersonName},
    facts::Facts,
    ids::LeadId,
    imports::{DealType, Layout},
    listing::{Listing, ListingStatus},
    timeline::Timeline,
};
use std::collections::BTreeMap;

const WORDING: &str = "I agree that Harbor Street Realty may call and text me with automated technology and an \
                       artificial voice. Consent is not a condition of purchase.";

fn awkward() -> Vec<(LeadRecord, Stage)> {
    let named = |first: &str, last: &str| PersonName { first: first.into(), last: last.into() };
    let day = |text: &str| text.parse().unwrap();
    vec![
        (
            LeadRecord {
                name: named("=cmd|' /C calc'!A0", "O’Neil, Jr."),
                emails: vec!["one@example.com".parse().unwrap(), "two+tag@example.com".parse().unwrap()],
                phones: vec!["+12125550101 x204".parse().unwrap(), "+442079460018".parse().unwrap()],
                address: Address {
                    street: "12 \"Quoted\" St, Apt 4; rear".into(),
                    city: "San José".into(),
                    state: "CA".into(),
                    zip: "02139".into(),
                },
                deal_type: Some(DealType::Buyer),
                source: "'=already escaped".into(),
                tags: vec!["cash, now".into(), "a | b".into(), "#hot; very".into(), "日本語".into()],
                preferences: Facts {
                    budget: Some(Budget { min_cents: Some(41_726_381), max_cents: None, per: Per::Purchase }),
                    timeline: Some(Timeline { from: day("2027-01-31"), to: Some(day("2027-02-28")) }),
                    areas: vec!["Ёлки, \"near\" the lake".into()],
                    beds_min: Some(0),
                    baths_min: Some(1.5),
                    pets: [("cat".to_owned(), Some(2))].into(),
                    ..Facts::default()
                },
                stated_zone: Some("America/Phoenix".into()),
                ..LeadRecord::default()
            },
            Stage::UnderContract,
        ),
        (
            LeadRecord {
                name: named("नीता", "नीम\u{200c}फल"),
                phones: vec!["+12125550102".parse().unwrap()],
                deal_type: Some(DealType::Renter),
                preferences: Facts {
                    budget: Some(Budget { min_cents: None, max_cents: Some(185_050), per: Per::Month }),
                    timeline: Some(Timeline { from: day("2028-02-29"), to: None }),
                    ..Facts::default()
                },
                ..LeadRecord::default()
            },
            Stage::Lost,
        ),
        (
            LeadRecord {
                name: named("محمد", ""),
                emails: vec!["third@example.com".parse().unwrap()],
                tags: vec!["+plus".into(), "-minus".into(), "@at".into()],
                ..LeadRecord::default()
            },
            Stage::Nurture,
        ),
        (
            LeadRecord { emails: vec!["bare@example.com".parse().unwrap()], ..LeadRecord::default() },
            Stage::New,
        ),
    ]
}

/// Everybody of an account, by their first address or number.
pub(super) async fn people(core: &Core, scope: &Scope) -> BTreeMap<String, Lead> {
    let ids: Vec<LeadId> = directory(core, scope).await.unwrap().rows().iter().map(|row| row.id).collect();
    let leads = leads::load_many(core.db.read(), core, scope.account, &ids).await.unwrap();
    let key = |lead: &Lead| {
        let email = lead.record.emails.first().map(|email| email.as_str().to_owned());
        email.unwrap_or_else(|| lead.record.phones[0].e164().to_owned())
    };
    leads.into_iter().map(|lead| (key(&lead), lead)).collect()
}

/// Everything that was said with a lead and is over, as it is read.
async fn said(core: &Core, scope: &Scope, lead: LeadId) -> Vec<Told> {
    let items = conversations::timeline(core, scope, lead).await.unwrap();
    let is_over = |item: &TimelineItem| !matches!(item.state, MessageState::Draft | MessageState::Queued);
    let told = |item: TimelineItem| {
        ((item.channel, item.direction), item.state, item.at, item.subject, item.text, item.automatic)
    };
    items.into_iter().filter(is_over).map(told).collect()
}

/// Channel and direction, state, time, subject, words, and whether a machine wrote it.
type Told = ((String, String), MessageState, i64, Option<String>, String, bool);

/// The account's listings, in an order of their own.
async fn listed(core: &Core, scope: &Scope) -> Vec<Listing> {
    let mut listed: Vec<Listing> =
        listings::list(core, scope, true).await.unwrap().into_iter().map(|stored| stored.listing).collect();
    listed.sort_by(|a, b| a.address.cmp(&b.address));
    listed
}

/// Texts, mails and calls of every kind, with words that need care; what never left is among them.
async fn talk(core: &Core, scope: &Scope, lead: LeadId) {
    let day = core.now_ms() - 40 * 86_400_000;
    let said = |n: i64, channel, direction, state, subject, text| Said {
        channel,
        direction,
        state,
        at: day + n * 60_001,
        subject,
        text,
    };
    for said in [
        said(0, "sms", "in", MessageState::Received, None, "=SUM(A1)\nIs \"12 Oak\" free? 🏡"),
        said(1, "sms", "out", MessageState::Delivered, None, "Yes: Saturday?"),
        said(
            2,
            "email",
            "out",
            MessageState::Sent,
            Some("12 Oak, “the porch”"),
            "Dear Ana,\r\n\r\nhere it is.",
        ),
        said(3, "email", "out", MessageState::Failed, Some("Again"), "Not delivered"),
        said(4, "sms", "out", MessageState::Denied, None, "Too late at night"),
        said(5, "voice", "out", MessageState::Delivered, None, ""),
        said(6, "sms", "out", MessageState::Draft, None, "a draft stays behind"),
        said(7, "sms", "out", MessageState::Queued, None, "what waits stays behind"),
    ] {
        say(core, scope, lead, said).await;
    }
}

async fn file(core: &Core, scope: &Scope, name: &str) -> Vec<u8> {
    text(&unzip(export(core, scope).await), name).into_bytes()
}

pub(super) async fn levels(core: &Core, scope: &Scope, lead: &Lead) -> Vec<(Level, Suppression)> {
    let state = consent::state(core.db.read(), core, scope.account, lead).await.unwrap();
    state.channels.iter().map(|channel| (channel.level, channel.suppressed)).collect()
}

on_both!(p33_what_is_exported_and_imported_elsewhere_means_the_same, core, {
    let old = account(&core, "old@example.com").await;
    let new = account(&core, "new@example.com").await;
    for (record, stage) in awkward() {
        leads::create(&core, &old, NewLead { record, stage, ..NewLead::default() }).await.unwrap();
    }
    let before = people(&core, &old).await;
    let first = before["one@example.com"].id;
    conversations::add_note(&core, &old, first, "=1+1 is two\nand a second line, \"quoted\"").await.unwrap();
    conversations::add_note(&core, &old, first, "Likes porches 🏡").await.unwrap();
    talk(&core, &old, first).await;
    talk(&core, &old, before["+12125550102"].id).await;
    for (n, status) in [(1, ListingStatus::Active), (2, ListingStatus::Archived)] {
        let listing = Listing {
            address: format!("{n} Mill Path, \"rear\""),
            city: "Salem".into(),
            state: "OR".into(),
            zip: "97301".into(),
            price_cents: 39_650_000,
            half_baths: 1,
            status,
            description: "=Stone, and a garden".into(),
            ..Listing::default()
        };
        listings::create(&core, &old, listing).await.unwrap();
    }
    let tx = core.db.begin().await.unwrap();
    let proof = Proof {
        given_at: core.now_ms() - 86_400_000,
        act: Some("box ticked".into()),
        wording: Some(WORDING.into()),
        address: Some("+12125550101".into()),
        ..Proof::default()
    };
    for channel in [Channel::Sms, Channel::Voice] {
        let event = ConsentEvent {
            proof: proof.clone(),
            ..ConsentEvent::given(channel, Level::ExpressWritten, Source::Form, proof.given_at)
        };
        consent::record(&tx, &core, &old, first, event).await.unwrap();
    }
    // Somebody whom the realtor trusts on a word.
    let word = ConsentEvent::given(Channel::Email, Level::Express, Source::Realtor, core.now_ms());
    consent::record(&tx, &core, &old, before["third@example.com"].id, word).await.unwrap();
    let stopped = &before["+12125550102"];
    consent::opt_out(&tx, &core, &old, stopped, realtoros_domain::ChannelSet::PHONE, None, Source::Text)
        .await
        .unwrap();
    let email = realtoros_domain::ChannelSet::EMAIL;
    consent::opt_out(&tx, &core, &old, &before["bare@example.com"], email, None, Source::Unsubscribe)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    leads::set_switch(&core, &old, before["third@example.com"].id, Switch::AiPaused, true).await.unwrap();
    leads::set_switch(&core, &old, first, Switch::OnHold, true).await.unwrap();
    leads::set_switch(&core, &old, stopped.id, Switch::Restricted, true).await.unwrap();
    leads::set_switch(&core, &old, before["bare@example.com"].id, Switch::MaybeMinor, true).await.unwrap();

    let zip = export(&core, &old).await;
    let id = imports::upload(&core, &new, "export.zip", zip.clone()).await.unwrap();
    let preview = imports::view(&core, &new, id).await.unwrap();
    let imports::reader::TablePlan::Leads(mapping) = &preview.record.tables[0].plan else {
        panic!("no leads")
    };
    assert_eq!(mapping.layout(), Layout::RealtorOs);
    assert_eq!(preview.record.tables[1].plan, imports::reader::TablePlan::History);
    assert_eq!((preview.record.counts.messages, preview.record.counts.listings), (14, 2));
    imports::start(&core, &new, id).await.unwrap();
    work(&core).await;

    let (before, after) = (people(&core, &old).await, people(&core, &new).await);
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (who, was) in &before {
        let is = &after[who];
        assert_eq!(is.record, was.record, "{who}");
        assert_eq!((is.stage, is.ai_paused), (was.stage, was.ai_paused), "{who}");
        assert_eq!((is.restricted, is.maybe_minor), (was.restricted, was.maybe_minor), "{who}");
        assert_eq!(said(&core, &new, is.id).await, said(&core, &old, was.id).await, "{who}");
        for ((level_is, closed_is), (level_was, closed_was)) in
            levels(&core, &new, is).await.into_iter().zip(levels(&core, &old, was).await)
        {
            assert_eq!(
                level_is, level_was,
                "{who}: this installation has signed the ledger, for the same seller"
            );
            assert_eq!(closed_is, closed_was, "{who}: opt-outs survive");
        }
    }
    assert_eq!(said(&core, &new, after["one@example.com"].id).await.len(), 8, "and that is everything");
    assert_eq!(listed(&core, &new).await, listed(&core, &old).await);
    assert_eq!(listed(&core, &new).await.len(), 2);
    let state = |who: &str| {
        let lead = after[who].clone();
        let core = core.core.clone();
        async move { consent::state(core.db.read(), &core, new.account, &lead).await.unwrap() }
    };
    assert!(state("one@example.com").await.review, "what somebody has to look at still is");
    assert_eq!(state("third@example.com").await.channels[2].level, Level::Express);
});

on_both!(p33_whoever_may_only_be_stored_on_either_side_may_only_be_stored, core, {
    let old = account(&core, "old@example.com").await;
    let new = account(&core, "new@example.com").await;
    let emails = ["one@example.com", "two@example.com"];
    for scope in [&old, &new] {
        for email in emails {
            let record = LeadRecord { emails: vec![email.parse().unwrap()], ..LeadRecord::default() };
            leads::create(&core, scope, NewLead { record, ..NewLead::default() }).await.unwrap();
        }
    }
    let (there, here) = (people(&core, &old).await, people(&core, &new).await);
    leads::set_switch(&core, &old, there[emails[0]].id, Switch::Restricted, true).await.unwrap();
    leads::set_switch(&core, &old, there[emails[0]].id, Switch::MaybeMinor, true).await.unwrap();
    leads::set_switch(&core, &new, here[emails[1]].id, Switch::Restricted, true).await.unwrap();
    let zip = export(&core, &old).await;
    for _ in 0..2 {
        bring_in(&core, &new, "export.zip", zip.clone()).await;
        let joined = people(&core, &new).await;
        assert_eq!(joined.len(), 2);
        assert!(joined[emails[0]].restricted && joined[emails[0]].maybe_minor);
        assert!(joined[emails[1]].restricted, "what the file does not say is not lifted");
    }
});

on_both!(p41_signed_evidence_travels_and_is_judged_anew, core, {
    let old = account(&core, "old@example.com").await;
    let new = account(&core, "new@example.com").await;
    let record = LeadRecord {
        emails: vec!["one@example.com".parse().unwrap()],
        phones: vec!["+12125550101".parse().unwrap()],
        ..LeadRecord::default()
    };
    let lead = leads::create(&core, &old, NewLead { record, ..NewLead::default() }).await.unwrap();
    let proof = Proof {
        given_at: core.now_ms() - 86_400_000,
        act: Some("box ticked".into()),
        wording: Some(WORDING.into()),
        address: Some("+12125550101".into()),
        ..Proof::default()
    };
    let event = ConsentEvent {
        proof,
        ..ConsentEvent::given(Channel::Sms, Level::ExpressWritten, Source::Form, core.now_ms())
    };
    let tx = core.db.begin().await.unwrap();
    consent::record(&tx, &core, &old, lead, event).await.unwrap();
    tx.commit().await.unwrap();
    let csv = file(&core, &old, "leads.csv").await;
    bring_in(&core, &new, "leads.csv", csv.clone()).await;
    let lead = people(&core, &new).await.remove("one@example.com").unwrap();
    assert_eq!(levels(&core, &new, &lead).await[0].0, Level::ExpressWritten, "the same seller, signed");

    let forged = String::from_utf8(csv).unwrap().replace("Harbor Street Realty", "Summit Homes");
    let third = account(&core, "third@example.com").await;
    bring_in(&core, &third, "leads.csv", forged.into_bytes()).await;
    let lead = people(&core, &third).await.remove("one@example.com").unwrap();
    assert_eq!(levels(&core, &third, &lead).await[0].0, Level::None, "another seller was named");
});

on_both!(p33_contact_cards_are_read_back_too, core, {
    let old = account(&core, "old@example.com").await;
    let new = account(&core, "new@example.com").await;
    for (record, stage) in awkward() {
        leads::create(&core, &old, NewLead { record, stage, ..NewLead::default() }).await.unwrap();
    }
    let cards = file(&core, &old, "leads.vcf").await;
    bring_in(&core, &new, "leads.vcf", cards).await;
    let (before, after) = (people(&core, &old).await, people(&core, &new).await);
    for (who, was) in &before {
        let is = &after[who];
        assert_eq!(is.record.phones, was.record.phones, "{who}");
        assert_eq!(is.record.emails, was.record.emails, "{who}");
        if !was.record.name.is_empty() {
            assert_eq!(is.record.name, was.record.name, "{who}");
        }
    }
});
