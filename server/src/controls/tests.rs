use super::{ALL, Outcome, checks, last, nightly::run_if_due, run::run_and_tell, run_all};
use crate::{
    Core,
    audit::{self, Entry, Subject},
    on_both,
    providers::{MailOut, Mailer, SendError},
    settings::Settings,
    testing::{TestCore, on_postgres, on_postgres_of_a_plain_owner, on_sqlite, realtor},
    tls,
};
use chrono::TimeDelta;
use futures::future::{BoxFuture, FutureExt, ready};
use realtoros_domain::policy;
use sea_orm::{ConnectionTrait, DatabaseBackend};
use std::{
    collections::{BTreeSet, HashMap},
    os::unix::fs::{MetadataExt, PermissionsExt},
    sync::{Arc, Mutex},
};

async fn outcome(core: &Core, name: &str) -> Outcome {
    let control = ALL.iter().find(|control| control.name == name).unwrap();
    crate::db::across((control.check)(core)).await.unwrap()
}

fn is_fail(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Fail(_))
}

/// Puts a master key where the settings look for it.
fn key_file(core: &TestCore, mode: u32) {
    let file = core.folder.path().join("master.key");
    std::fs::write(&file, "k").unwrap();
    std::fs::set_permissions(&file, PermissionsExt::from_mode(mode)).unwrap();
}

/// The same installation with other settings.
fn with_settings(core: &TestCore, vars: &[(&str, &str)]) -> Core {
    let mut all = HashMap::from([
        ("REALTOROS_DATABASE_URL".to_owned(), core.settings.database_url.clone()),
        ("REALTOROS_DATA_DIR".to_owned(), core.settings.data_dir.display().to_string()),
    ]);
    all.extend(vars.iter().map(|(name, value)| (format!("REALTOROS_{name}"), (*value).to_owned())));
    Core { settings: Arc::new(Settings::read(&all).unwrap()), ..core.core.clone() }
}

#[test]
fn p05_every_control_speaks_for_a_clause_of_the_policy_under_a_name_of_its_own() {
    let names: BTreeSet<_> = ALL.iter().map(|control| control.name).collect();
    assert_eq!(names.len(), ALL.len());
    for control in ALL {
        assert!(policy::CLAUSES.iter().any(|clause| clause.id == control.clause), "{}", control.clause);
        assert!(control.about.ends_with('.'));
    }
    assert!(ALL.is_sorted_by_key(|control| control.clause));
}

/// How many locks this process has on a file, as the kernel sees it.
fn locks_on(file: &std::path::Path) -> usize {
    let number = format!(":{}", std::fs::metadata(file).unwrap().ino());
    let own = std::process::id().to_string();
    let all = std::fs::read_to_string("/proc/locks").unwrap();
    let is_own = |line: &&str| {
        let mut words = line.split_whitespace().skip(4);
        words.next() == Some(own.as_str()) && words.next().is_some_and(|file| file.ends_with(&number))
    };
    all.lines().filter(is_own).count()
}

#[tokio::test]
async fn p01_looking_at_every_byte_leaves_the_database_its_locks() {
    let core = on_sqlite().await;
    realtor(&core, "dana@example.com").await;
    let shared = core.folder.path().join("test.db-shm");
    let before = locks_on(&shared);
    assert!(before > 0, "a database that is open is locked against being taken for abandoned");
    assert_eq!(outcome(&core, "canary-at-rest").await, Outcome::Pass);
    assert_eq!(locks_on(&shared), before);
}

on_both!(p05_a_control_that_never_ran_has_no_result_and_then_its_last, core, {
    assert!(last(&core).await.unwrap().iter().all(|(_, last)| last.is_none()));
    key_file(&core, 0o600);
    let reports = run_all(&core).await.unwrap();
    assert_eq!(reports.len(), ALL.len());
    assert!(reports.iter().all(|report| !is_fail(&report.outcome)), "{reports:?}");
    let passed = |name| reports.iter().any(|r| r.control.name == name && r.outcome == Outcome::Pass);
    assert!(passed("data-map") && passed("audit-chain") && passed("egress-list"), "{reports:?}");
    assert!(!passed("tls-suites") && !passed("oldest-backup"), "what cannot be looked at does not pass");
    for ((control, last), report) in last(&core).await.unwrap().into_iter().zip(&reports) {
        let last = last.unwrap();
        assert_eq!((control.name, &last.outcome), (report.control.name, &report.outcome));
        assert_eq!(last.ran_at, core.now_ms());
    }
});

on_both!(p05_controls_run_once_each_night, core, {
    assert!(run_if_due(&core).await.unwrap(), "the first start");
    assert!(!run_if_due(&core).await.unwrap());
    core.clock.advance(TimeDelta::hours(15));
    assert!(!run_if_due(&core).await.unwrap(), "08:00 UTC of the next day");
    core.clock.advance(TimeDelta::hours(2));
    assert!(run_if_due(&core).await.unwrap());
    assert!(!run_if_due(&core).await.unwrap());
    core.clock.advance(TimeDelta::days(200));
    run_all(&core).await.unwrap();
    core.clock.advance(TimeDelta::days(-200));
    assert!(
        last(&core).await.unwrap().iter().all(|(_, last)| last.is_none()),
        "nothing is green that is to come"
    );
    assert!(run_if_due(&core).await.unwrap());
});

#[tokio::test]
async fn p01_a_canary_that_lies_open_turns_the_control_red() {
    let core = on_sqlite().await;
    assert_eq!(outcome(&core, "canary-at-rest").await, Outcome::Pass);
    // Somebody stores what the vault should have sealed.
    let words = super::repository::plant(&core, "qwjzkxvbnm".to_owned()).await.unwrap();
    assert_eq!(words.len(), 2, "the words of earlier nights stay planted");
    let file = core.folder.path().join("export.csv");
    std::fs::write(&file, "name\nqwjzkxvbnm\n").unwrap();
    let red = outcome(&core, "canary-at-rest").await;
    assert!(red.reason().contains("export.csv as UTF-8"), "{red:?}");
    assert!(!red.reason().contains("qwjzkxvbnm"), "the reason is stored and shown");
    std::fs::remove_file(file).unwrap();
    assert_eq!(outcome(&core, "canary-at-rest").await, Outcome::Pass);
    core.db.write().execute_unprepared("CREATE TABLE open (note TEXT)").await.unwrap();
    core.db.write().execute_unprepared("INSERT INTO open VALUES ('qwjzkxvbnm')").await.unwrap();
    assert!(is_fail(&outcome(&core, "canary-at-rest").await), "a table");
}

#[tokio::test]
async fn p01_on_postgresql_the_files_of_the_server_are_searched_where_they_can_be_read() {
    let core = on_postgres().await;
    super::repository::plant(&core, "qwjzkxvbnm".to_owned()).await.unwrap();
    let owner = core.db.as_owner().await.unwrap();
    owner.execute_unprepared("CREATE TABLE open AS SELECT 'qwjzkxvbnm'::text AS note").await.unwrap();
    match outcome(&core, "canary-at-rest").await {
        Outcome::NotRun(reason) => assert!(reason.contains("PostgreSQL"), "{reason}"),
        red => assert!(is_fail(&red), "{red:?}"),
    }
}

#[tokio::test]
async fn p01_a_key_file_that_others_can_read_or_that_is_old_turns_red() {
    let core = on_sqlite().await;
    assert!(is_fail(&outcome(&core, "key-file").await), "there is none");
    key_file(&core, 0o600);
    assert_eq!(outcome(&core, "key-file").await, Outcome::Pass);
    key_file(&core, 0o640);
    assert!(outcome(&core, "key-file").await.reason().contains("mode 640"));
    key_file(&core, 0o600);
    core.clock.advance(TimeDelta::days(1_100));
    assert!(outcome(&core, "key-file").await.reason().contains("years old"));
    let from_environment = with_settings(&core, &[("MASTER_KEY", crate::testing::KEK)]);
    assert!(matches!(outcome(&from_environment, "key-file").await, Outcome::NotRun(_)));
}

on_both!(p01_a_key_that_does_not_open_turns_red, core, {
    realtor(&core, "dana@example.com").await;
    assert_eq!(outcome(&core, "keys-open").await, Outcome::Pass);
    let owner = core.db.as_owner().await.unwrap();
    let sql = "UPDATE data_key SET kek_version = 9 WHERE owner_kind = 'index'";
    owner.execute_unprepared(sql).await.unwrap();
    let red = outcome(&core, "keys-open").await;
    assert!(is_fail(&red) && red.reason().starts_with("1 keys do not open"), "{red:?}");
});

#[tokio::test]
async fn p02_a_listener_with_other_suites_turns_red() {
    let probe = checks::tls::probe;
    assert_eq!(probe(tls::tests::serve().await).await.unwrap(), Outcome::Pass);
    assert!(is_fail(&probe(tls::tests::lax().await).await.unwrap()));
    let plain = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = plain.local_addr().unwrap();
    drop(plain);
    assert!(matches!(probe(address).await.unwrap(), Outcome::NotRun(_)));
}

on_both!(p03_a_column_outside_the_map_turns_red, core, {
    let owner = core.db.as_owner().await.unwrap();
    owner.execute_unprepared("ALTER TABLE lead ADD COLUMN birthday TEXT").await.unwrap();
    assert!(outcome(&core, "data-map").await.reason().contains("lead.birthday"));
});

on_both!(p15_a_session_that_nobody_tidied_turns_red, core, {
    assert_eq!(outcome(&core, "technical-data-expires").await, Outcome::Pass);
    let _ = crate::accounts::sign_in(&core, "nobody@example.com", "wrong", "192.0.2.1").await;
    core.clock.advance(TimeDelta::hours(1));
    assert_eq!(outcome(&core, "technical-data-expires").await, Outcome::Pass);
    core.clock.advance(TimeDelta::days(1));
    assert!(is_fail(&outcome(&core, "technical-data-expires").await));
    crate::accounts::tidy(&core).await.unwrap();
    assert_eq!(outcome(&core, "technical-data-expires").await, Outcome::Pass);
});

#[tokio::test]
async fn p24_every_host_in_the_settings_is_on_the_list() {
    let core = on_sqlite().await;
    let all = with_settings(
        &core,
        &[
            ("OPENAI_BASE_URL", "https://models.example/v1"),
            ("OPENAI_MODEL", "m"),
            ("SMTP_URL", "smtps://user:secret@mail.example:465"),
            ("GOOGLE_AUTH_URL", "https://accounts.google.com/o"),
            ("GOOGLE_TOKEN_URL", "https://tokens.example/t"),
            ("GOOGLE_API_URL", "https://www.googleapis.com"),
            ("GOOGLE_CLIENT_ID", "id"),
            ("GOOGLE_CLIENT_SECRET", "secret"),
        ],
    );
    assert_eq!(outcome(&all, "egress-list").await, Outcome::Pass);
    let listed = crate::privacy::sub_processors(&all.settings, None);
    assert_eq!(listed[2].hosts, ["tokens.example"], "what is not Google's own is shown");
}

on_both!(p66_an_edited_entry_turns_the_chain_red, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let tx = core.db.begin().await.unwrap();
    audit::record(&tx, &core, &scope, Entry::new("lead.created", Subject::many("lead"))).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(outcome(&core, "audit-chain").await, Outcome::Pass);
    let owner = core.db.as_owner().await.unwrap();
    owner.execute_unprepared("UPDATE audit_entry SET detail = 'x' WHERE seq = 2").await.unwrap();
    let red = outcome(&core, "audit-chain").await;
    assert!(red.reason().contains("entry 2"), "{red:?}");
    assert!(!red.reason().contains(&scope.account.to_string()), "the page is public");
});

#[tokio::test]
async fn p35_p66_walls_that_are_down_turn_red() {
    let core = on_postgres().await;
    assert!(matches!(outcome(&core, "row-security").await, Outcome::NotRun(_)), "nobody to be asked for yet");
    crate::db::across(realtor(&core, "dana@example.com")).await;
    assert_eq!(outcome(&core, "row-security").await, Outcome::Pass);
    assert_eq!(outcome(&core, "audit-locked").await, Outcome::Pass);
    let (owner, role) = (core.db.as_owner().await.unwrap(), core.db.serving_role().unwrap());
    for (down, control) in [
        ("ALTER TABLE lead NO FORCE ROW LEVEL SECURITY".to_owned(), "row-security"),
        (format!("GRANT UPDATE ON audit_entry TO \"{role}\""), "audit-locked"),
        (format!("GRANT DELETE ON audit_entry TO \"{role}\""), "audit-locked"),
    ] {
        owner.execute_unprepared(&down).await.unwrap();
        assert!(is_fail(&outcome(&core, control).await), "{down}");
        core.db.migrate().await.unwrap();
        assert_eq!(outcome(&core, control).await, Outcome::Pass, "`migrate` puts it up again");
    }
    let open = "DROP POLICY account_wall ON account; CREATE POLICY account_wall ON account USING (true)";
    owner.execute_unprepared(open).await.unwrap();
    assert!(is_fail(&outcome(&core, "row-security").await), "a wall with a hole");
}

#[tokio::test]
async fn p35_p66_an_owner_who_may_not_make_the_role_is_told_until_somebody_has() {
    let (core, admin) = on_postgres_of_a_plain_owner().await;
    crate::db::across(realtor(&core, "dana@example.com")).await;
    assert_eq!(core.db.serving_role(), None);
    assert!(is_fail(&outcome(&core, "audit-locked").await));
    // Forced, so that the owner of the tables stands behind the wall as well.
    assert_eq!(outcome(&core, "row-security").await, Outcome::Pass);
    let url = reqwest::Url::parse(&core.settings.database_url).unwrap();
    let owner = url.path().trim_start_matches('/');
    let role = format!("realtoros_serving_{owner}");
    admin.execute_unprepared(&format!("CREATE ROLE {role}; GRANT {role} TO {owner}")).await.unwrap();
    core.db.migrate().await.unwrap();
    assert_eq!(core.db.serving_role(), Some(role.as_str()));
    assert_eq!(outcome(&core, "audit-locked").await, Outcome::Pass);
    assert_eq!(outcome(&core, "row-security").await, Outcome::Pass);
}

#[tokio::test]
async fn p35_p66_on_sqlite_the_walls_are_not_claimed() {
    let core = on_sqlite().await;
    assert_eq!(core.db.backend(), DatabaseBackend::Sqlite);
    for name in ["row-security", "audit-locked"] {
        assert!(matches!(outcome(&core, name).await, Outcome::NotRun(_)), "{name}");
    }
}

#[derive(Default)]
struct Letters(Mutex<Vec<MailOut>>);

impl Mailer for Letters {
    fn send<'a>(&'a self, mail: &'a MailOut) -> BoxFuture<'a, Result<String, SendError>> {
        self.0.lock().unwrap().push(mail.clone());
        ready(Ok(String::new())).boxed()
    }
}

#[tokio::test]
async fn p66_the_operator_is_told_once_when_a_control_turns_red() {
    let core = on_sqlite().await;
    let letters = Letters::default();
    let run = async |core: &Core| {
        run_and_tell(core, Some(&letters)).await.unwrap();
        letters.0.lock().unwrap().len()
    };
    assert_eq!(run(&core).await, 0, "nobody is named");
    key_file(&core, 0o600);
    let core_with_operator = with_settings(&core, &[("OPERATOR_EMAIL", "ops@example.com")]);
    assert_eq!(run(&core_with_operator).await, 0, "nothing is red");
    key_file(&core, 0o644);
    assert_eq!(run(&core_with_operator).await, 1);
    assert_eq!(run(&core_with_operator).await, 1, "it is known");
    key_file(&core, 0o600);
    run(&core_with_operator).await;
    key_file(&core, 0o644);
    assert_eq!(run(&core_with_operator).await, 2, "it has turned red anew");
    let letter = letters.0.lock().unwrap()[0].clone();
    assert_eq!(letter.to, "ops@example.com");
    assert!(letter.text.contains("P-01 key-file: ") && letter.text.contains("mode 644"), "{}", letter.text);
}

on_both!(p66_a_history_that_was_cut_off_turns_the_signed_heads_red, core, {
    assert!(matches!(outcome(&core, "signed-heads").await, Outcome::NotRun(_)), "nothing was signed");
    let scope = realtor(&core, "dana@example.com").await;
    audit::heads::write_all(&core).await.unwrap();
    assert_eq!(outcome(&core, "signed-heads").await, Outcome::Pass);
    let tx = core.db.begin().await.unwrap();
    audit::record(&tx, &core, &scope, Entry::new("lead.created", Subject::many("lead"))).await.unwrap();
    tx.commit().await.unwrap();
    core.clock.advance(TimeDelta::hours(3));
    assert!(outcome(&core, "signed-heads").await.reason().contains("not been signed for two hours"));
    audit::heads::write_all(&core).await.unwrap();
    assert_eq!(outcome(&core, "signed-heads").await, Outcome::Pass);

    let owner = core.db.as_owner().await.unwrap();
    owner.execute_unprepared("DELETE FROM audit_entry WHERE seq > 1").await.unwrap();
    let end = "UPDATE audit_head SET seq = 1, hash = (SELECT hash FROM audit_entry WHERE seq = 1)";
    owner.execute_unprepared(end).await.unwrap();
    assert_eq!(outcome(&core, "audit-chain").await, Outcome::Pass, "the chain alone cannot tell");
    let red = outcome(&core, "signed-heads").await;
    assert!(red.reason().contains("entry 2"), "{red:?}");
    assert!(!red.reason().contains(&scope.account.to_string()), "the page is public");
});

on_both!(p58_a_backup_that_lacks_its_keys_turns_red, core, {
    realtor(&core, "dana@example.com").await;
    let id = crate::backups::create(&core).await.unwrap().id;
    assert_eq!(outcome(&core, "oldest-backup").await, Outcome::Pass);
    let keys = core.settings.key_backup_dir.join(id.to_string());
    std::fs::rename(&keys, keys.with_extension("part")).unwrap();
    let red = outcome(&core, "oldest-backup").await;
    assert!(is_fail(&red) && red.reason().contains("lack their keys"), "{red:?}");
});
