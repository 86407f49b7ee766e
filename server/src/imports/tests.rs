mod discard;
mod rejected;
mod taking_back;

use super::{
    ImportState, TableChoice, cancel, choose, list, perform_commit, perform_undo, rejected_csv, start, undo,
    upload, view,
};
use crate::{
    Core, Error, Scope, consent, conversations,
    jobs::{self, Claimed, JobKind, Outcome, Work},
    leads::{self, LeadPatch, directory::directory},
    on_both,
    outbound::tests::fixture::account,
    testing::TestCore,
};
use realtoros_domain::{
    Channel,
    consent::{Level, Suppression},
    ids::{ImportId, LeadId},
    imports::{Field, RejectReason},
};

/// Does the jobs of imports.
#[derive(Clone)]
struct Worker(Core);

impl Work for Worker {
    async fn perform(&self, job: &Claimed) -> crate::Result<Outcome> {
        match job.kind {
            JobKind::ImportUndo => perform_undo(&self.0, job).await,
            _ => perform_commit(&self.0, job).await,
        }
    }
}

async fn work(core: &Core) {
    while jobs::step(core, &Worker(core.clone())).await.unwrap() {}
}

async fn take(core: &Core, scope: &Scope, name: &str, text: &str) -> ImportId {
    upload(core, scope, name, text.as_bytes().to_vec()).await.unwrap()
}

async fn run(core: &Core, scope: &Scope, text: &str) -> ImportId {
    let id = take(core, scope, "people.csv", text).await;
    start(core, scope, id).await.unwrap();
    work(core).await;
    assert_eq!(state(core, scope, id).await, ImportState::Done);
    id
}

async fn state(core: &Core, scope: &Scope, id: ImportId) -> ImportState {
    view(core, scope, id).await.unwrap().state
}

async fn count(core: &Core, scope: &Scope) -> usize {
    directory(core, scope).await.unwrap().rows().len()
}

async fn lead(core: &Core, scope: &Scope, email: &str) -> LeadId {
    let found = leads::find_by_email(core.db.read(), core, scope.account, email).await.unwrap();
    found.into_iter().next().unwrap_or_else(|| panic!("nobody has {email}"))
}

/// Numbered people, one line each.
fn people(from: usize, to: usize) -> String {
    let line = |n| format!("Person{n},Number{n},p{n}@example.com,\n");
    format!("First Name,Last Name,Email,Notes\n{}", (from..to).map(line).collect::<String>())
}

const MIXED: &str = "First Name,Last Name,Email,Phone,Notes\n\
    Mira,Okafor,mira@example.com,(212) 555-0101,Wants a garden\n\
    Mira,Okafor,mira@example.com,(212) 555-0102,\n\
    Jon,Hale,jon@example.com,,\n\
    Nobody,Reachable,,,=2+5\n\
    Lea,Brandt,,(212) 555-0104,Please stop calling me\n";

on_both!(p41_the_dry_run_counts_and_the_commit_does_what_it_said, core, {
    let scope = account(&core, "a@example.com").await;
    leads::create(
        &core,
        &scope,
        leads::NewLead {
            record: leads::LeadRecord {
                emails: vec!["jon@example.com".parse().unwrap()],
                ..Default::default()
            },
            ..Default::default()
        },
    )
    .await
    .unwrap();
    let id = take(&core, &scope, "people.csv", MIXED).await;
    let dry = view(&core, &scope, id).await.unwrap();
    assert_eq!((dry.state, dry.rows), (ImportState::Preview, 5));
    let counts = &dry.record.counts;
    assert_eq!((counts.new, counts.duplicate, dry.record.known), (2, 1, 1));
    assert_eq!(counts.rejected.get(&RejectReason::NoContactPoint), Some(&1));
    assert_eq!(count(&core, &scope).await, 1, "a dry run writes nobody");

    start(&core, &scope, id).await.unwrap();
    work(&core).await;
    let done = view(&core, &scope, id).await.unwrap();
    assert_eq!((done.state, done.written), (ImportState::Done, [2, 2, 1]));
    assert_eq!(count(&core, &scope).await, 3);
    let mira = leads::get(&core, &scope, lead(&core, &scope, "mira@example.com").await).await.unwrap();
    assert_eq!(mira.record.phones.len(), 2, "a joined row adds what it knows");
    let told = consent::state(core.db.read(), &core, scope.account, &mira).await.unwrap();
    assert!(told.channels.iter().all(|channel| channel.level == Level::None), "an import opts nobody in");
    let jon = leads::get(&core, &scope, lead(&core, &scope, "jon@example.com").await).await.unwrap();
    assert_eq!(jon.record.name.first, "Jon", "a known lead gets the name that it lacked");
});

on_both!(a_crash_or_a_second_worker_doubles_nobody, core, {
    let scope = account(&core, "a@example.com").await;
    let id = take(&core, &scope, "people.csv", &people(0, 1_200)).await;
    start(&core, &scope, id).await.unwrap();
    let job = jobs::claim(&core).await.unwrap().unwrap();
    // Two workers at once: the second has claimed the job after the lease of the first ran out.
    let both = tokio::join!(perform_commit(&core, &job), perform_commit(&core, &job));
    assert!(both.0.is_ok() && both.1.is_ok(), "{both:?}");
    assert_eq!(state(&core, &scope, id).await, ImportState::Done);
    assert_eq!(count(&core, &scope).await, 1_200);
    // The process dies before the job's end is noted, and another takes the job: it ends, and is not claimed for ever.
    assert_eq!(perform_commit(&core, &job).await.unwrap(), Outcome::Done);
    assert_eq!(count(&core, &scope).await, 1_200);
});

on_both!(a_canceled_import_goes_on_where_it_stopped, core, {
    let scope = account(&core, "a@example.com").await;
    let id = take(&core, &scope, "people.csv", &people(0, 1_100)).await;
    start(&core, &scope, id).await.unwrap();
    let job = jobs::claim(&core).await.unwrap().unwrap();
    let stop = async {
        // As soon as a batch is there.
        while view(&core, &scope, id).await.unwrap().written[0] == 0 {
            tokio::task::yield_now().await;
        }
        cancel(&core, &scope, id).await
    };
    let (outcome, canceled) = tokio::join!(perform_commit(&core, &job), stop);
    let stopped = view(&core, &scope, id).await.unwrap();
    if canceled.is_ok() {
        assert_eq!(outcome.unwrap(), Outcome::Canceled);
        assert_eq!(stopped.state, ImportState::Canceled);
        assert_eq!(
            usize::try_from(stopped.written[0]).unwrap(),
            count(&core, &scope).await,
            "whole batches only"
        );
        assert!(jobs::claim(&core).await.unwrap().is_none(), "the stopped job is over");
        start(&core, &scope, id).await.unwrap();
        work(&core).await;
    }
    let done = view(&core, &scope, id).await.unwrap();
    assert_eq!((done.state, done.written), (ImportState::Done, [1_100, 0, 0]));
    assert_eq!(count(&core, &scope).await, 1_100);
});

on_both!(undo_removes_what_nobody_edited_and_lists_the_rest, core, {
    let scope = account(&core, "a@example.com").await;
    run(&core, &scope, "Name,Email\nOld Friend,old@example.com\n").await;
    // The last row joins a lead that an earlier batch made: that is no edit.
    let text = format!(
        "{}Old,Friend,old@example.com,known\nPerson1,Number1,p1@example.com,more of one\n",
        people(0, 520)
    );
    let id = run(
        &core,
        &scope,
        &text.replace("Person1,Number1,p1@example.com,\n", "Person1,Number1,p1@example.com,first\n"),
    )
    .await;
    assert_eq!(view(&core, &scope, id).await.unwrap().written, [520, 2, 0]);
    let edited = lead(&core, &scope, "p7@example.com").await;
    let change = LeadPatch { source: Some("Open house".into()), ..LeadPatch::default() };
    leads::patch(&core, &scope, edited, change).await.unwrap();

    undo(&core, &scope, id).await.unwrap();
    work(&core).await;
    let undone = view(&core, &scope, id).await.unwrap();
    assert_eq!((undone.state, undone.kept), (ImportState::Undone, vec![edited]));
    assert_eq!(count(&core, &scope).await, 2, "the known lead and the edited one stay");
    let old = lead(&core, &scope, "old@example.com").await;
    assert!(leads::get(&core, &scope, old).await.is_ok());
    assert!(matches!(undo(&core, &scope, id).await, Err(Error::Conflict(_))));
    assert!(matches!(start(&core, &scope, id).await, Err(Error::Conflict(_))));
});

on_both!(importing_a_file_again_creates_nothing_new, core, {
    let scope = account(&core, "a@example.com").await;
    let text = format!("{MIXED},,,(212) 555-0109,only a number\n");
    run(&core, &scope, &text).await;
    let before = count(&core, &scope).await;
    let mira = lead(&core, &scope, "mira@example.com").await;
    let notes = conversations::timeline(&core, &scope, mira).await.unwrap().len();
    let id = take(&core, &scope, "people.csv", &text).await;
    let dry = view(&core, &scope, id).await.unwrap();
    assert_eq!((dry.record.counts.new, dry.record.counts.duplicate), (0, 0));
    let revision = leads::get(&core, &scope, mira).await.unwrap().revision;
    start(&core, &scope, id).await.unwrap();
    work(&core).await;
    assert_eq!(view(&core, &scope, id).await.unwrap().written[0], 0);
    assert_eq!(count(&core, &scope).await, before);
    assert_eq!(conversations::timeline(&core, &scope, mira).await.unwrap().len(), notes);
    assert_eq!(leads::get(&core, &scope, mira).await.unwrap().revision, revision, "nothing changed");
});

on_both!(p45_opt_outs_of_the_file_close_channels_for_good, core, {
    let scope = account(&core, "a@example.com").await;
    let text = "Name,Email,Phone,Do Not Call,Email Opt In\n\
        Ida Moss,ida@example.com,(212) 555-0111,Yes,Yes\n\
        Ben Tarr,ben@example.com,(212) 555-0112,No,No\n";
    let id = run(&core, &scope, text).await;
    assert_eq!(view(&core, &scope, id).await.unwrap().record.counts.opted_out, 2);
    for (email, closed) in
        [("ida@example.com", [true, true, false]), ("ben@example.com", [false, false, true])]
    {
        let lead = leads::get(&core, &scope, lead(&core, &scope, email).await).await.unwrap();
        let told = consent::state(core.db.read(), &core, scope.account, &lead).await.unwrap();
        let is_closed = |at: usize| told.channels[at].suppressed != Suppression::None;
        assert_eq!([is_closed(0), is_closed(1), is_closed(2)], closed, "{email}");
    }
    // A list of opt-outs closes numbers that no lead has; undoing an import never opens one.
    let known = leads::NewLead {
        record: leads::LeadRecord { phones: vec!["+12125550199".parse().unwrap()], ..Default::default() },
        ..Default::default()
    };
    let known = leads::create(&core, &scope, known).await.unwrap();
    directory(&core, &scope).await.unwrap();
    let stop = take(&core, &scope, "do not contact.csv", "Phone\n(212) 555-0199\n").await;
    start(&core, &scope, stop).await.unwrap();
    work(&core).await;
    let shown = directory(&core, &scope).await.unwrap();
    assert_eq!(
        shown.get(known).unwrap().reach[0],
        realtoros_domain::consent::Reach::OptedOut,
        "lists show it at once"
    );
    undo(&core, &scope, id).await.unwrap();
    work(&core).await;
    let points = [
        (Channel::Sms, "+12125550199"),
        (Channel::Voice, "+12125550111"),
        (Channel::Email, "ben@example.com"),
    ];
    let held = consent::suppressions(core.db.read(), &core, scope.account, &points).await.unwrap();
    assert_eq!(held.len(), 3);
});

const CANARIES: [&str; 3] = ["931-55-7204", "canary-ethnic-purple", "1963-02-canary"];

async fn every_byte(core: &TestCore) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut folder = tokio::fs::read_dir(core.folder.path()).await.unwrap();
    while let Some(entry) = folder.next_entry().await.unwrap() {
        if entry.file_type().await.unwrap().is_file() {
            bytes.extend(tokio::fs::read(entry.path()).await.unwrap());
        }
    }
    bytes
}

#[tokio::test]
async fn p11_sensitive_columns_leave_no_trace() {
    let core = crate::testing::on_sqlite().await;
    let scope = account(&core, "a@example.com").await;
    let [ssn, race, birth] = CANARIES;
    let text = format!(
        "Name,Email,SSN,Race,Date of Birth\nIda Moss,ida@example.com,{ssn},{race},{birth}\n\
         No Contact,,{ssn},{race},{birth}\nToo Long,long@example.com,{ssn},{race},{birth},{ssn}\n"
    );
    let id = run(&core, &scope, &text).await;
    let shown = format!("{:?}", view(&core, &scope, id).await.unwrap());
    let rejected = rejected_csv(&core, &scope, id).await.unwrap();
    let opened = leads::get(&core, &scope, lead(&core, &scope, "ida@example.com").await).await.unwrap();
    let list = format!("Phone,SSN,Reason\n(212) 555-0131,{ssn},asked\n(212) 555-0132,{ssn},asked,{ssn}\n");
    let list = take(&core, &scope, "do not call.csv", &list).await;
    let stored = super::repository::chunk(core.db.read(), &core, scope.account, list, 0).await.unwrap();
    let stored = format!("{stored:?}");
    assert!(stored.contains("555-0132"), "an opt-out in a shifted row still counts: {stored}");
    let bytes = every_byte(&core).await;
    assert!(bytes.len() > 10_000);
    for canary in CANARIES {
        for (what, text) in [("view", &shown), ("rejected", &rejected), ("chunk", &stored)] {
            assert!(!text.contains(canary), "{canary} in {what}: {text}");
        }
        assert!(!format!("{opened:?}").contains(canary));
        assert!(!bytes.windows(canary.len()).any(|window| window == canary.as_bytes()));
    }
    // Not even in what is sealed: a choice cannot lift the refusal.
    let again = take(&core, &scope, "people.csv", &text).await;
    let all = vec![Some(Field::Notes); 5];
    choose(&core, &scope, again, TableChoice { table: 0, fields: all }).await.unwrap();
    let chunk = super::repository::chunk(core.db.read(), &core, scope.account, again, 0).await.unwrap();
    assert!(!format!("{chunk:?}").contains(ssn));
}

on_both!(rejected_rows_can_be_opened_in_a_spreadsheet_without_harm, core, {
    let scope = account(&core, "a@example.com").await;
    let id = run(&core, &scope, MIXED).await;
    let text = rejected_csv(&core, &scope, id).await.unwrap();
    assert!(text.starts_with("row,reason,First Name,"), "{text}");
    assert!(text.contains("4,no valid e-mail address or telephone number"), "{text}");
    assert!(text.contains("'=2+5") && !text.contains(",=2+5"), "{text}");
});

on_both!(a_correction_is_remembered_for_the_same_columns, core, {
    let scope = account(&core, "a@example.com").await;
    let text = "Who,Reach them at,SSN\nIda Moss,ida@example.com,931-55-7204\n";
    let first = take(&core, &scope, "people.csv", text).await;
    assert!(matches!(start(&core, &scope, first).await, Err(Error::Invalid(_))), "no column is understood");
    let fields = vec![Some(Field::FullName), Some(Field::Email), Some(Field::Notes)];
    choose(&core, &scope, first, TableChoice { table: 0, fields }).await.unwrap();
    assert_eq!(view(&core, &scope, first).await.unwrap().record.counts.new, 1);

    let second = take(&core, &scope, "more.csv", &text.replace("ida@", "ivy@")).await;
    assert_eq!(view(&core, &scope, second).await.unwrap().record.counts.new, 1, "remembered");
    start(&core, &scope, second).await.unwrap();
    work(&core).await;
    assert_eq!(count(&core, &scope).await, 1);
    let other = account(&core, "b@example.com").await;
    let theirs = take(&core, &other, "people.csv", text).await;
    assert_eq!(view(&core, &other, theirs).await.unwrap().record.counts.new, 0, "by account");
});

on_both!(p35_another_account_finds_no_import, core, {
    let (mine, theirs) = (account(&core, "a@example.com").await, account(&core, "b@example.com").await);
    let id = run(&core, &mine, MIXED).await;
    for id in [id, ImportId(core.new_id())] {
        assert!(matches!(view(&core, &theirs, id).await, Err(Error::NotFound)));
        assert!(matches!(start(&core, &theirs, id).await, Err(Error::NotFound)));
        assert!(matches!(cancel(&core, &theirs, id).await, Err(Error::NotFound)));
        assert!(matches!(undo(&core, &theirs, id).await, Err(Error::NotFound)));
        assert!(matches!(rejected_csv(&core, &theirs, id).await, Err(Error::NotFound)));
        let choice = TableChoice { table: 0, fields: Vec::new() };
        assert!(matches!(choose(&core, &theirs, id, choice).await, Err(Error::NotFound)));
    }
    assert!(list(&core, &theirs).await.unwrap().is_empty());
    assert_eq!(count(&core, &theirs).await, 0);
});

on_both!(a_file_that_cannot_be_used_leaves_nothing_behind, core, {
    let scope = account(&core, "a@example.com").await;
    for (name, bytes) in [
        ("a.csv", &b""[..]),
        ("a.csv", b"Name,Email\n"),
        ("a.pdf", b"%PDF-1.7 "),
        ("a.xlsx", b"PK\x03\x04[Content_Types].xml"),
    ] {
        let refused = upload(&core, &scope, name, bytes.to_vec()).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{name}: {refused:?}");
    }
    assert!(list(&core, &scope).await.unwrap().is_empty());
});

/// A sanity check, not a measurement: twenty statements per row would take minutes.
#[tokio::test]
async fn thousands_of_rows_take_seconds() {
    let core = crate::testing::on_sqlite().await;
    let scope = account(&core, "a@example.com").await;
    let line =
        |n| format!("P{n},N{n},p{n}@example.com,Likes porch {n},{}\n", if n % 3 == 0 { "Yes" } else { "" });
    let text = format!(
        "First Name,Last Name,Email,Notes,Do Not Email\n{}",
        (0..4_000).map(line).collect::<String>()
    );
    let begun = std::time::Instant::now();
    let id = run(&core, &scope, &text).await;
    let first = begun.elapsed();
    run(&core, &scope, &text).await;
    let second = begun.elapsed().checked_sub(first).unwrap();
    assert_eq!(view(&core, &scope, id).await.unwrap().written, [4_000, 0, 0]);
    assert!(first.as_secs() < 60 && second.as_secs() < 60, "{first:?} and {second:?}");
}
