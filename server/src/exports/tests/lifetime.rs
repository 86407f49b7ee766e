use super::{fetch, unzip, work};
use crate::{
    Actor, Core, Error, Scope,
    exports::{
        Export, ExportState, Taken, cancel, entity::chunk, find, job, list, overdue, request,
        request_for_lead, take, tidy, write_file,
    },
    jobs::{self, Claimed, JobState, Outcome, Work},
    leads, on_both,
    outbound::tests::fixture::{account, lead},
};
use chrono::TimeDelta;
use realtoros_domain::ids::{ExportId, UserId};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    sea_query::{Expr, ExprTrait, Query},
};
use std::os::unix::fs::PermissionsExt;

async fn parts(core: &Core) -> u64 {
    chunk::Entity::find().count(core.db.read()).await.unwrap()
}

async fn state(core: &Core, scope: &Scope, id: ExportId) -> ExportState {
    find(core, scope, id).await.unwrap().state
}

fn is_gone(taken: crate::Result<Taken>) -> bool {
    matches!(taken, Ok(Taken::Gone(_)))
}

on_both!(p60_an_export_is_fetched_once, core, {
    let scope = account(&core, "a@example.com").await;
    lead(&core, &scope, "+12125550142", "rosa@example.com").await;
    let id = request(&core, &scope).await.unwrap();
    assert_eq!(request(&core, &scope).await.unwrap(), id, "asking twice makes one");
    assert!(matches!(take(&core, &scope, id).await, Ok(Taken::NotYet)));
    work(&core).await;
    let files = unzip(fetch(&core, &scope, id).await);
    assert!(files.contains_key("manifest.json") && files.contains_key("data.json"));
    assert!(is_gone(take(&core, &scope, id).await), "the second time there is nothing");
    assert_eq!(state(&core, &scope, id).await, ExportState::Taken);
    assert_eq!(parts(&core).await, 0, "what was fetched is deleted");
});

on_both!(p60_an_export_runs_out_after_24_hours, core, {
    let scope = account(&core, "a@example.com").await;
    let id = request(&core, &scope).await.unwrap();
    work(&core).await;
    core.clock.advance(TimeDelta::hours(24) - TimeDelta::milliseconds(1));
    tidy(&core).await.unwrap();
    assert_eq!(state(&core, &scope, id).await, ExportState::Ready);
    core.clock.advance(TimeDelta::milliseconds(1));
    assert!(is_gone(take(&core, &scope, id).await), "also before anybody has tidied");
    assert_eq!(overdue(&core, core.now_ms()).await.unwrap(), 1, "the control sees it");
    tidy(&core).await.unwrap();
    assert_eq!(state(&core, &scope, id).await, ExportState::Expired);
    assert_eq!((parts(&core).await, overdue(&core, core.now_ms()).await.unwrap()), (0, 0));
});

on_both!(p35_an_export_of_somebody_else_is_none, core, {
    let scope = account(&core, "a@example.com").await;
    let colleague = Scope { actor: Actor::Member(UserId(core.new_id())), ..scope };
    let stranger = account(&core, "b@example.com").await;
    let id = request(&core, &scope).await.unwrap();
    work(&core).await;
    let unknown = ExportId(core.new_id());
    for (who, asked) in [(colleague, id), (stranger, id), (scope, unknown)] {
        assert!(matches!(take(&core, &who, asked).await, Err(Error::NotFound)));
        assert!(matches!(find(&core, &who, asked).await, Err(Error::NotFound)));
        assert!(matches!(cancel(&core, &who, asked).await, Err(Error::NotFound)));
    }
    assert!(list(&core, &stranger).await.unwrap().is_empty());
    assert!(!list(&core, &colleague).await.unwrap()[0].is_own);
    fetch(&core, &scope, id).await;
});

on_both!(p60_an_export_can_be_stopped, core, {
    let scope = account(&core, "a@example.com").await;
    let id = request(&core, &scope).await.unwrap();
    cancel(&core, &scope, id).await.unwrap();
    work(&core).await;
    assert_eq!(state(&core, &scope, id).await, ExportState::Canceled);
    assert!(is_gone(take(&core, &scope, id).await) && parts(&core).await == 0);
    let again = request(&core, &scope).await.unwrap();
    work(&core).await;
    cancel(&core, &scope, again).await.unwrap();
    assert_eq!((state(&core, &scope, again).await, parts(&core).await), (ExportState::Canceled, 0));
});

/// A worker that has died in the middle: its run has begun and a part is stored.
async fn half_made(core: &crate::testing::TestCore, scope: &Scope, id: ExportId) {
    let claimed = jobs::claim(core).await.unwrap().unwrap();
    job::tests::begin_and_store(core, scope, claimed.id, id, b"half a file").await;
    core.clock.advance(TimeDelta::minutes(2));
}

on_both!(p60_a_job_that_is_claimed_again_begins_the_file_anew, core, {
    let scope = account(&core, "a@example.com").await;
    lead(&core, &scope, "+12125550142", "rosa@example.com").await;
    let id = request(&core, &scope).await.unwrap();
    half_made(&core, &scope, id).await;
    assert_eq!(parts(&core).await, 1);
    work(&core).await;
    let files = unzip(fetch(&core, &scope, id).await);
    assert!(String::from_utf8_lossy(&files["leads.csv"]).contains("rosa@example.com"));
});

on_both!(p60_parts_are_sealed_and_open_only_in_their_place, core, {
    let scope = account(&core, "a@example.com").await;
    let id = request(&core, &scope).await.unwrap();
    half_made(&core, &scope, id).await;
    let row = chunk::Entity::find().one(core.db.read()).await.unwrap().unwrap();
    assert!(!row.sealed.windows(4).any(|bytes| bytes == b"half"), "no part is in the clear");
    work(&core).await;
    let row = chunk::Entity::find_by_id((id.0, 0)).one(core.db.read()).await.unwrap().unwrap();
    let mut moved = row.clone().into_active_model();
    moved.sealed = Set([&row.sealed[..60], &[row.sealed[60] ^ 1], &row.sealed[61..]].concat());
    moved.update(core.db.write()).await.unwrap();
    let Taken::Download(download) = take(&core, &scope, id).await.unwrap() else { panic!("nothing") };
    assert!(download.part(0).await.is_err(), "a part that was changed breaks the download off");
});

on_both!(p62_who_is_erased_while_an_export_is_made_is_not_in_it, core, {
    let scope = account(&core, "a@example.com").await;
    let gone = lead(&core, &scope, "+12125550142", "rosa@example.com").await;
    lead(&core, &scope, "+12125550143", "kept@example.com").await;
    let erase = async |lead| {
        let tx = core.db.begin().await.unwrap();
        leads::delete(&tx, &core, scope.account, lead).await.unwrap();
        tx.commit().await.unwrap();
    };
    let id = request(&core, &scope).await.unwrap();
    let claimed = jobs::claim(&core).await.unwrap().unwrap();
    let late = job::tests::make_and_finish(&core, &scope, claimed.id, id, async || erase(gone).await).await;
    assert!(late.is_err(), "the run that has read the lead may not finish");
    core.clock.advance(TimeDelta::minutes(2));
    work(&core).await;
    let files = unzip(fetch(&core, &scope, id).await);
    for (name, content) in &files {
        assert!(!String::from_utf8_lossy(content).contains("rosa@example.com"), "{name}");
    }
    assert!(String::from_utf8_lossy(&files["leads.csv"]).contains("kept@example.com"));
});

on_both!(p62_an_export_that_waits_is_taken_back_when_somebody_in_it_is_erased, core, {
    let scope = account(&core, "a@example.com").await;
    let gone = lead(&core, &scope, "+12125550142", "rosa@example.com").await;
    let (all, one) =
        (request(&core, &scope).await.unwrap(), request_for_lead(&core, &scope, gone).await.unwrap());
    work(&core).await;
    let tx = core.db.begin().await.unwrap();
    leads::delete(&tx, &core, scope.account, gone).await.unwrap();
    tx.commit().await.unwrap();
    for id in [all, one] {
        assert_eq!(state(&core, &scope, id).await, ExportState::Withdrawn);
        assert!(is_gone(take(&core, &scope, id).await));
    }
    assert_eq!(parts(&core).await, 0);
});

on_both!(p62_rows_that_go_without_a_word_are_found_out, core, {
    let scope = account(&core, "a@example.com").await;
    let gone = lead(&core, &scope, "+12125550142", "rosa@example.com").await;
    core.clock.advance(TimeDelta::seconds(1));
    let vanish = async || {
        let rows = Query::delete().from_table("lead").and_where(Expr::col("id").eq(gone.0)).to_owned();
        core.db.write().execute(&rows).await.unwrap();
    };
    let waiting = request(&core, &scope).await.unwrap();
    work(&core).await;
    let making = request(&core, &scope).await.unwrap();
    let claimed = jobs::claim(&core).await.unwrap().unwrap();
    let late = job::tests::make_and_finish(&core, &scope, claimed.id, making, vanish).await;
    assert!(late.is_err(), "not finished");
    assert!(is_gone(take(&core, &scope, waiting).await), "not handed over");
});

on_both!(p59_a_lead_fetches_their_own_copy_and_nobody_else_does, core, {
    let scope = account(&core, "a@example.com").await;
    let rosa = lead(&core, &scope, "+12125550142", "rosa@example.com").await;
    lead(&core, &scope, "+12125550143", "other@example.com").await;
    let own = Scope { actor: Actor::Lead(rosa), ..scope };
    let id = request_for_lead(&core, &own, rosa).await.unwrap();
    work(&core).await;
    assert!(matches!(take(&core, &scope, id).await, Err(Error::NotFound)));
    let files = unzip(fetch(&core, &own, id).await);
    for (name, content) in &files {
        assert!(!String::from_utf8_lossy(content).contains("other@example.com"), "{name}");
    }
    assert!(String::from_utf8_lossy(&files["data.json"]).contains("rosa@example.com"));
    let Export { lead, .. } = find(&core, &own, id).await.unwrap();
    assert_eq!(lead, Some(rosa));
});

on_both!(p60_an_export_of_a_lead_who_has_gone_ends, core, {
    let scope = account(&core, "a@example.com").await;
    let rosa = lead(&core, &scope, "+12125550142", "rosa@example.com").await;
    let id = request_for_lead(&core, &scope, rosa).await.unwrap();
    let tx = core.db.begin().await.unwrap();
    leads::delete(&tx, &core, scope.account, rosa).await.unwrap();
    tx.commit().await.unwrap();
    work(&core).await;
    let export = find(&core, &scope, id).await.unwrap();
    assert_eq!(export.state, ExportState::Withdrawn);
    assert_eq!(export.job.map(|job| job.state), Some(JobState::Denied));
    assert!(request_for_lead(&core, &scope, rosa).await.is_err());
});

on_both!(p33_the_operators_file_is_for_its_owner_only, core, {
    let scope = account(&core, "a@example.com").await;
    lead(&core, &scope, "+12125550142", "rosa@example.com").await;
    let path = core.folder.path().join("out.zip");
    std::fs::write(&path, "somebody else's").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o666)).unwrap();
    let packed = write_file(&core, &scope, None, &path).await.unwrap();
    assert_eq!(packed.counts["lead"], 1);
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(unzip(std::fs::read(&path).unwrap()).contains_key("leads.vcf"));
    assert_eq!(
        std::fs::read_dir(core.folder.path())
            .unwrap()
            .filter(|file| { file.as_ref().unwrap().file_name().to_string_lossy().ends_with(".part") })
            .count(),
        0
    );
});

/// Makes nothing.
#[derive(Clone)]
struct Broken;

impl Work for Broken {
    async fn perform(&self, _: &Claimed) -> crate::Result<Outcome> {
        Err(Error::Internal("broken".to_owned()))
    }
}

on_both!(p60_an_export_that_failed_for_good_can_be_asked_for_anew, core, {
    let scope = account(&core, "a@example.com").await;
    let id = request(&core, &scope).await.unwrap();
    let job = async || find(&core, &scope, id).await.unwrap().job.unwrap().state;
    while job().await == JobState::Queued {
        assert_eq!(request(&core, &scope).await.unwrap(), id, "it is tried again");
        jobs::step(&core, &Broken).await.unwrap();
        core.clock.advance(TimeDelta::minutes(10));
    }
    assert_eq!(job().await, JobState::Dead);
    let again = request(&core, &scope).await.unwrap();
    assert_ne!(again, id);
    work(&core).await;
    assert_eq!(state(&core, &scope, again).await, ExportState::Ready);
});
