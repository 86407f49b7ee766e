//! Kill -9 in the middle of a rotation: a process that rotates again and again is killed at random moments.

use super::fixture::*;
use crate::{
    Core,
    clock::SystemClock,
    db,
    db::Db,
    on_both,
    settings::Settings,
    vault::{
        KeyOwner, repository,
        rotation::{rotate_account, rotate_master},
        status,
    },
};
use chrono::TimeDelta;
use std::{
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

const KILLS: usize = 8;
const LEADS: usize = 150;

/// Not a test: the process that is killed. It rotates the master key and the key of every account, without an end.
#[tokio::test]
#[ignore = "started and killed by the tests below"]
async fn worker() {
    if std::env::var_os("REALTOROS_TEST_WORKER").is_none() {
        return;
    }
    db::across(async {
        crate::tls::install();
        let settings = Settings::from_env().unwrap();
        let db = Db::open(&settings.database_url).await.unwrap();
        let clock = Arc::new(SystemClock { offset: TimeDelta::zero() });
        let core = opened(db, settings, clock, ALONE).await.unwrap();
        loop {
            rotate_master(&core, &mut |_| Ok(())).await.unwrap();
            for row in repository::account_keys_due(core.db.read(), i64::MAX, 0).await.unwrap() {
                let account = realtoros_domain::ids::AccountId(row.account_id);
                rotate_account(&core, account, row.version, &mut DieAfter(usize::MAX)).await.unwrap();
            }
        }
    })
    .await;
}

fn start(core: &Core) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["vault::rotation::tests::kill::worker", "--exact", "--ignored"])
        .env("REALTOROS_DATABASE_URL", &core.settings.database_url)
        .env("REALTOROS_DATA_DIR", &core.settings.data_dir)
        .env("REALTOROS_TEST_WORKER", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

on_both!(p01_kill_9_in_the_middle_of_a_rotation_leaves_every_record_readable, core, {
    let core = from_file(&core).await;
    let one = full(&core, "a@example.com", LEADS).await;
    let owner = KeyOwner::Account(one.scope.account);
    let mut random = [0_u8; KILLS];
    crate::vault::fill_random(&mut random);
    for random in random {
        let before = versions(&core, owner).await;
        let mut child = start(&core);
        for _ in 0..1_000 {
            if versions(&core, owner).await != before {
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        tokio::time::sleep(Duration::from_millis(u64::from(random))).await;
        child.kill().unwrap();
        child.wait().unwrap();
        assert_ne!(versions(&core, owner).await, before, "it was killed at work");
        // A new process, and a server that has been there all the time.
        read_all(&restarted(&core, ALONE).await.unwrap(), &one).await.unwrap();
        read_all(&core, &one).await.unwrap();
    }
    let last = restarted(&core, ALONE).await.unwrap();
    rotate_master(&last, &mut |_| Ok(())).await.unwrap();
    let newest = repository::of(last.db.read(), owner).await.unwrap().pop().unwrap().version;
    rotate_account(&last, one.scope.account, newest - 1, &mut DieAfter(usize::MAX)).await.unwrap();
    let status = status(&last).await.unwrap();
    assert!(status.masters.iter().all(|master| (master.keys > 0) == (master.version == status.current)));
    read_all(&restarted(&core, ALONE).await.unwrap(), &one).await.unwrap();
});

/// The newest version of the account's key, and that of the master key.
async fn versions(core: &Core, owner: KeyOwner) -> (i32, i32) {
    let account = repository::of(core.db.read(), owner).await.unwrap().pop().unwrap().version;
    let master = repository::masters(core.db.read()).await.unwrap().pop().unwrap().version;
    (account, master)
}
