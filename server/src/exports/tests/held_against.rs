//! What is on file here stands against what a file brings: other addresses, other people, and what was taken back (P-41, P-45).

use super::{
    bring_in,
    consent::{EMAIL, PHONE, agreed, events, levels_of_rosa, record, rosa},
    export,
    round_trip::people,
    text, unzip, work,
};
use crate::{
    Core, Scope, audit,
    consent::{self, Act, ConsentEvent, Source},
    imports::{self, Standing},
    leads::{self, LeadRecord, NewLead},
    on_both,
    outbound::tests::fixture::account,
};
use chrono::TimeDelta;
use realtoros_domain::{
    Channel,
    consent::{Level, Suppression},
    ids::LeadId,
};
use sea_orm::ConnectionTrait;

async fn add(core: &Core, scope: &Scope, email: &str, phone: &str) -> LeadId {
    let record = LeadRecord {
        emails: email.parse().into_iter().collect(),
        phones: phone.parse().into_iter().collect(),
        ..LeadRecord::default()
    };
    leads::create(core, scope, NewLead { record, ..NewLead::default() }).await.unwrap()
}

/// Whether something was given on a channel.
async fn is_given(core: &Core, scope: &Scope, channel: Channel) -> bool {
    events(core, scope).await.iter().any(|event| event.channel == channel && event.act == Act::Given)
}

on_both!(p41_what_was_agreed_for_one_number_does_not_reach_another, core, {
    let old = agreed(&core).await;
    let new = account(&core, "new@example.com").await;
    add(&core, &new, EMAIL, "+12125550199").await;
    bring_in(&core, &new, "export.zip", export(&core, &old).await).await;
    let rosa = people(&core, &new).await.remove(EMAIL).unwrap();
    assert_eq!(rosa.record.phones.len(), 2, "the number of the file is the second");
    let levels = levels_of_rosa(&core, &new).await;
    assert_eq!((levels[1].0, levels[2].0), (Level::None, Level::Express), "only the address is the same");

    // The evidence names a number that is not the one of the lead.
    let lead = add(&core, &old, "two@example.com", "+12125550143").await;
    let mut event = ConsentEvent::given(Channel::Voice, Level::Express, Source::Form, core.now_ms());
    event.proof.address = Some("(212) 555-0142".into());
    record(&core, &old, lead, event).await;
    let third = account(&core, "third@example.com").await;
    bring_in(&core, &third, "export.zip", export(&core, &old).await).await;
    let two = people(&core, &third).await.remove("two@example.com").unwrap();
    let all = consent::events(core.db.read(), &core, third.account, &[two.id]).await.unwrap();
    assert!(all.is_empty(), "{all:?}");
});

on_both!(p41_a_signed_agreement_of_another_tool_does_not_reach_another_number, core, {
    let wording = "I agree that Harbor Street Realty may call and text me with automated technology and an artificial \
                   voice. Consent is not a condition of purchase.";
    let file = format!(
        "Email,Phone,Consent text,Consent act,Consent time (UTC),Consent phone\n\
         {EMAIL},{PHONE},\"{wording}\",box ticked,2026-11-20T10:00:00Z,{PHONE}\n"
    );
    let (same, other) = (account(&core, "a@example.com").await, account(&core, "b@example.com").await);
    rosa(&core, &same).await;
    add(&core, &other, EMAIL, "+12125550199").await;
    for (scope, level) in [(&same, Level::ExpressWritten), (&other, Level::None)] {
        bring_in(&core, scope, "people.csv", file.clone().into_bytes()).await;
        assert_eq!(levels_of_rosa(&core, scope).await[1].0, level);
    }
});

on_both!(p41_of_leads_that_become_one_only_the_first_gives_and_all_take_away, core, {
    let old = account(&core, "old@example.com").await;
    add(&core, &old, EMAIL, "").await;
    let second = add(&core, &old, EMAIL, "").await;
    let given = ConsentEvent::given(Channel::Email, Level::Express, Source::Realtor, core.now_ms());
    record(&core, &old, second, given).await;
    let taken = ConsentEvent::withdrawn(Channel::Voice, Source::Realtor, core.now_ms());
    record(&core, &old, second, taken).await;
    let new = account(&core, "new@example.com").await;
    bring_in(&core, &new, "export.zip", export(&core, &old).await).await;
    assert_eq!(people(&core, &new).await.len(), 1);
    let acts: Vec<_> = events(&core, &new).await.iter().map(|event| (event.channel, event.act)).collect();
    assert_eq!(acts, [(Channel::Voice, Act::Withdrawn)]);
});

on_both!(p45_an_import_does_not_revive_what_was_taken_back_here_before_something_new_was_given, core, {
    let old = agreed(&core).await;
    let new = account(&core, "new@example.com").await;
    let lead = rosa(&core, &new).await;
    let taken = ConsentEvent::withdrawn(Channel::Voice, Source::Call, core.now_ms());
    record(&core, &new, lead, taken).await;
    core.clock.advance(TimeDelta::days(1));
    let given = ConsentEvent::given(Channel::Voice, Level::Express, Source::Call, core.now_ms());
    record(&core, &new, lead, given).await;
    let there = people(&core, &old).await[EMAIL].id;
    let restored = ConsentEvent::act(Channel::Voice, Act::Restored, Source::Call, core.now_ms());
    record(&core, &old, there, restored).await;
    bring_in(&core, &new, "export.zip", export(&core, &old).await).await;
    assert_eq!(
        levels_of_rosa(&core, &new).await[1].0,
        Level::Express,
        "not what was signed before she said no"
    );
    assert!(!events(&core, &new).await.iter().any(|event| event.act == Act::Restored));

    core.clock.advance(TimeDelta::days(1));
    let signed = ConsentEvent::given(Channel::Voice, Level::ExpressWritten, Source::Form, core.now_ms());
    record(&core, &old, there, signed).await;
    bring_in(&core, &new, "export.zip", export(&core, &old).await).await;
    assert_eq!(
        levels_of_rosa(&core, &new).await[1].0,
        Level::ExpressWritten,
        "what she signed after it counts"
    );
});

on_both!(p45_an_address_that_was_closed_here_without_an_entry_is_closed, core, {
    let old = agreed(&core).await;
    let new = account(&core, "new@example.com").await;
    rosa(&core, &new).await;
    let tx = core.db.begin().await.unwrap();
    consent::suppress(&tx, &core, &new, Channel::Email, EMAIL, Source::Unsubscribe).await.unwrap();
    tx.commit().await.unwrap();
    core.clock.advance(TimeDelta::hours(1));
    bring_in(&core, &new, "export.zip", export(&core, &old).await).await;
    assert!(!is_given(&core, &new, Channel::Email).await && is_given(&core, &new, Channel::Voice).await);
    assert_eq!(levels_of_rosa(&core, &new).await[2], (Level::None, Suppression::Marketing));
});

on_both!(p33_a_ledger_that_came_or_went_is_a_change_of_its_lead_and_no_edit, core, {
    let old = agreed(&core).await;
    let zip = export(&core, &old).await;
    let new = account(&core, "new@example.com").await;
    let lead = rosa(&core, &new).await;
    let revision = async || leads::load(core.db.read(), &core, new.account, lead).await.unwrap().revision;
    let before = revision().await;
    let id = bring_in(&core, &new, "export.zip", zip.clone()).await;
    let during = revision().await;
    imports::undo(&core, &new, id).await.unwrap();
    work(&core).await;
    assert!(before < during && during < revision().await, "lists show what changed");
    let history = audit::history(&core, &new, None, 50).await.unwrap();
    let undone = history.iter().find(|entry| entry.action == "import.undone").unwrap();
    assert_eq!(undone.detail, "consent_entries=2", "mail and calls; the opt-out stays");

    let fresh = account(&core, "fresh@example.com").await;
    let id = bring_in(&core, &fresh, "export.zip", zip).await;
    imports::undo(&core, &fresh, id).await.unwrap();
    work(&core).await;
    assert!(people(&core, &fresh).await.is_empty(), "nobody has edited whom the import made");
});

on_both!(p41_an_export_is_believed_for_thirty_days, core, {
    let old = agreed(&core).await;
    let zip = export(&core, &old).await;
    core.clock.advance(TimeDelta::days(30));
    let new = account(&core, "new@example.com").await;
    let id = bring_in(&core, &new, "export.zip", zip.clone()).await;
    let standing = imports::view(&core, &new, id).await.unwrap().standing;
    assert!(matches!(standing, Standing::Trusted { .. }), "{standing:?}");
    assert_eq!(levels_of_rosa(&core, &new).await[1].0, Level::ExpressWritten);

    core.clock.advance(TimeDelta::milliseconds(1));
    let late = account(&core, "late@example.com").await;
    let id = bring_in(&core, &late, "export.zip", zip).await;
    let standing = imports::view(&core, &late, id).await.unwrap().standing;
    assert!(matches!(standing, Standing::TooOld { .. }), "{standing:?}");
    let levels = levels_of_rosa(&core, &late).await;
    assert_eq!((levels[1].0, levels[2].0), (Level::None, Level::None));
    assert_eq!(levels[0].1, Suppression::Everything, "opt-outs come whenever");
});

on_both!(p41_the_files_for_people_say_what_came_along_and_what_was_changed, core, {
    let old = agreed(&core).await;
    let new = account(&core, "new@example.com").await;
    bring_in(&core, &new, "export.zip", export(&core, &old).await).await;
    let column = |files: &std::collections::BTreeMap<String, Vec<u8>>, name: &str| {
        let mut lines = csv::Reader::from_reader(&files["consents.csv"][..]);
        let at = lines.headers().unwrap().iter().position(|header| header == name).unwrap();
        lines.records().map(|line| line.unwrap()[at].to_owned()).collect::<Vec<_>>()
    };
    let files = unzip(export(&core, &new).await);
    assert!(column(&files, "Came with").iter().all(|with| with.contains("signed here")));
    assert!(column(&files, "Changed in the database").iter().all(String::is_empty));

    assert!(text(&unzip(export(&core, &old).await), "leads.csv").contains("may call and text me"));
    let owner = core.db.as_owner().await.unwrap();
    let edit = "UPDATE consent_event SET source = 'call' WHERE level = 'express_written'";
    owner.execute_unprepared(edit).await.unwrap();
    let files = unzip(export(&core, &old).await);
    let changed = column(&files, "Changed in the database");
    assert_eq!(changed.iter().filter(|cell| *cell == "Yes").count(), 2);
    assert!(
        !text(&files, "leads.csv").contains("may call and text me"),
        "it proves nothing elsewhere either"
    );
});
