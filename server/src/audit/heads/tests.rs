use super::{
    Head, Mark, Unproven, can_prove, check as agrees, check_all, check_file, mark, prove, read, unsigned,
    unsigned_since, verify_proof, write_all,
};
use crate::{
    Actor, Scope,
    audit::{
        self, Entry, Fault, Subject,
        entity::{entry, head},
        merkle::{Growing, leaf_hash},
        signing::{self, Purpose, public_keys},
    },
    on_both,
    testing::TestCore,
};
use chrono::TimeDelta;
use realtoros_domain::ids::AccountId;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use std::{fs, os::unix::fs::PermissionsExt};
use uuid::Uuid;

const ACCOUNT: AccountId = AccountId(Uuid::from_u128(7));

async fn entries(core: &TestCore, what: &str, n: usize) {
    let scope = Scope { account: ACCOUNT, actor: Actor::System };
    for n in 0..n {
        let tx = core.db.begin().await.unwrap();
        let entry = Entry::new("lead.created", Subject::many("lead")).with(format!("{what}={n}"));
        audit::record(&tx, core, &scope, entry).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// Three entries, signed; two more, signed; one more.
async fn six_entries(core: &TestCore) {
    for n in [3, 2, 1] {
        entries(core, "count", n).await;
        if n > 1 {
            assert_eq!(write_all(core).await.unwrap(), 1);
        }
        core.clock.advance(TimeDelta::hours(1));
    }
    assert_eq!(faults(core).await, None);
}

/// The fault of the one account.
async fn faults(core: &TestCore) -> Option<Fault> {
    let mut checked = check_all(core).await.unwrap();
    assert_eq!(checked.len(), 1);
    checked.remove(0).1.err()
}

/// Makes the database an older copy: the chain is whole, but short.
async fn cut_off_after(core: &TestCore, seq: i64) {
    let owner = core.db.as_owner().await.unwrap();
    entry::Entity::delete_many()
        .filter(entry::Column::AccountId.eq(ACCOUNT.0))
        .filter(entry::Column::Seq.gt(seq))
        .exec(&owner)
        .await
        .unwrap();
    let last = entry::Entity::find_by_id((ACCOUNT.0, seq)).one(&owner).await.unwrap().unwrap();
    let end = head::ActiveModel { account_id: Set(ACCOUNT.0), seq: Set(seq), hash: Set(last.hash) };
    end.update(&owner).await.unwrap();
}

on_both!(p66_a_head_is_signed_when_the_history_has_grown, core, {
    six_entries(&core).await;
    assert_eq!(write_all(&core).await.unwrap(), 1);
    assert_eq!(write_all(&core).await.unwrap(), 0, "nothing has happened since");
    let heads = read(&core, ACCOUNT).unwrap();
    assert_eq!(heads.iter().map(|head| head.seq).collect::<Vec<_>>(), [3, 5, 6]);
    let file = core.folder.path().join(format!("heads/{ACCOUNT}.jsonl"));
    assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
});

on_both!(p66_an_older_copy_of_the_database_is_named, core, {
    six_entries(&core).await;
    cut_off_after(&core, 4).await;
    assert_eq!(audit::verify(&core, ACCOUNT).await.unwrap(), Ok(4), "the chain alone cannot tell");
    let fault = faults(&core).await.unwrap();
    assert_eq!(fault.seq, 5, "{fault}");
});

on_both!(p66_a_history_that_grew_again_after_it_was_cut_off_is_named, core, {
    six_entries(&core).await;
    cut_off_after(&core, 3).await;
    entries(&core, "other", 4).await;
    assert_eq!(audit::verify(&core, ACCOUNT).await.unwrap(), Ok(7), "the chain alone cannot tell");
    let fault = faults(&core).await.unwrap();
    assert_eq!(fault.seq, 4, "{fault}");
});

on_both!(p66_a_history_that_is_gone_is_named, core, {
    six_entries(&core).await;
    let owner = core.db.as_owner().await.unwrap();
    entry::Entity::delete_many().exec(&owner).await.unwrap();
    head::Entity::delete_many().exec(&owner).await.unwrap();
    assert_eq!(audit::verify_all(&core).await.unwrap(), []);
    assert_eq!(faults(&core).await.unwrap().seq, 1);
});

on_both!(p66_a_whole_history_written_anew_is_named, core, {
    six_entries(&core).await;
    let rows = entry::Entity::find().order_by_asc(entry::Column::Seq).all(core.db.read()).await.unwrap();
    let owner = core.db.as_owner().await.unwrap();
    let mut previous = audit::chain::GENESIS.to_vec();
    for row in rows {
        let mut changed = row.clone().into_active_model();
        let detail = row.detail.replace("count=1", "count=9");
        let link = audit::chain::Link { detail: &detail, ..audit::chain::Link::of_row(&row) };
        let hash = link.hash(&previous).to_vec();
        (changed.detail, changed.hash) = (Set(detail.clone()), Set(hash.clone()));
        changed.previous = Set(std::mem::replace(&mut previous, hash));
        changed.update(&owner).await.unwrap();
    }
    let end = head::ActiveModel { account_id: Set(ACCOUNT.0), hash: Set(previous), ..Default::default() };
    end.update(&owner).await.unwrap();
    assert_eq!(audit::verify(&core, ACCOUNT).await.unwrap(), Ok(6), "the chain alone cannot tell");
    let fault = faults(&core).await.unwrap();
    assert_eq!(fault.seq, 1, "{fault}");
});

on_both!(p66_a_forged_head_is_named_and_a_line_that_was_cut_off_is_none, core, {
    six_entries(&core).await;
    let file = core.folder.path().join(format!("heads/{ACCOUNT}.jsonl"));
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{text}{{\"account\":\"cut o")).unwrap();
    assert_eq!(faults(&core).await, None);
    fs::write(&file, text.replace("\"seq\":5", "\"seq\":4")).unwrap();
    assert_eq!(faults(&core).await.unwrap().seq, 4);
});

on_both!(p66_a_file_that_a_member_kept_finds_what_ours_no_longer_shows, core, {
    six_entries(&core).await;
    let file = core.folder.path().join(format!("heads/{ACCOUNT}.jsonl"));
    let kept = fs::read_to_string(&file).unwrap();
    assert!(check_file(&core, &kept).await.unwrap().iter().all(|(_, checked)| checked.is_ok()));
    cut_off_after(&core, 4).await;
    fs::remove_file(&file).unwrap();
    write_all(&core).await.unwrap();
    assert_eq!(faults(&core).await, None, "who can write our file can hide it");
    let checked = check_file(&core, &kept).await.unwrap().remove(0).1;
    assert_eq!(checked.unwrap_err().seq, 5);
});

on_both!(p66_a_restored_backup_and_an_ended_account_are_told_from_fraud, core, {
    six_entries(&core).await;
    cut_off_after(&core, 4).await;
    mark(&core, ACCOUNT, Mark::Restored).await.unwrap();
    assert_eq!(faults(&core).await, None);
    entries(&core, "after", 3).await;
    write_all(&core).await.unwrap();
    assert_eq!(faults(&core).await, None);
    cut_off_after(&core, 3).await;
    assert_eq!(faults(&core).await.unwrap().seq, 4, "what came after the backup counts again");

    let owner = core.db.as_owner().await.unwrap();
    entry::Entity::delete_many().exec(&owner).await.unwrap();
    head::Entity::delete_many().exec(&owner).await.unwrap();
    mark(&core, ACCOUNT, Mark::Ended).await.unwrap();
    assert_eq!(faults(&core).await, None);
});

on_both!(p66_a_history_that_nobody_signs_is_noticed, core, {
    entries(&core, "count", 1).await;
    assert_eq!(unsigned_since(&core, core.now_ms()).await.unwrap(), 0);
    assert_eq!(unsigned_since(&core, core.now_ms() + 1).await.unwrap(), 1);
    write_all(&core).await.unwrap();
    assert_eq!(unsigned_since(&core, core.now_ms() + 1).await.unwrap(), 0);
    assert_eq!(agrees(&core, ACCOUNT, &read(&core, ACCOUNT).unwrap()).await.unwrap(), Ok(1));
});

on_both!(p66_heads_that_were_taken_away_are_missed, core, {
    entries(&core, "count", 2).await;
    core.clock.advance(TimeDelta::hours(1));
    assert_eq!(faults(&core).await, None, "it need not be signed yet");
    assert_eq!(unsigned(&core, ACCOUNT).await.unwrap(), Some((1, 2)));
    core.clock.advance(TimeDelta::milliseconds(1));
    assert_eq!(faults(&core).await.unwrap().seq, 1, "nobody has ever signed it");
    write_all(&core).await.unwrap();
    entries(&core, "later", 3).await;
    assert_eq!(faults(&core).await, None);
    assert_eq!(unsigned(&core, ACCOUNT).await.unwrap(), Some((3, 5)));

    let folder = core.folder.path().join("heads");
    let file = folder.join(format!("{ACCOUNT}.jsonl"));
    fs::write(&file, "").unwrap();
    assert_eq!(faults(&core).await.unwrap().seq, 1, "an empty file");
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(faults(&core).await.unwrap().seq, 1, "no folder");
    assert_eq!(unsigned(&core, ACCOUNT).await.unwrap(), Some((1, 5)));
    write_all(&core).await.unwrap();
    assert_eq!((faults(&core).await, unsigned(&core, ACCOUNT).await.unwrap()), (None, None));
});

on_both!(p66_a_head_carries_the_root_of_the_tree_over_all_entries, core, {
    six_entries(&core).await;
    write_all(&core).await.unwrap();
    let rows = entry::Entity::find().order_by_asc(entry::Column::Seq).all(core.db.read()).await.unwrap();
    let (mut tree, mut roots) = (Growing::default(), Vec::new());
    for row in &rows {
        tree.push(leaf_hash(&row.hash));
        roots.push(hex::encode(tree.root()));
    }
    let heads = read(&core, ACCOUNT).unwrap();
    let kept: Vec<_> = heads.iter().map(|head| head.root.clone().unwrap()).collect();
    assert_eq!(kept, [roots[2].as_str(), &roots[4], &roots[5]]);

    let file = core.folder.path().join(format!("heads/{ACCOUNT}.jsonl"));
    let text = fs::read_to_string(&file).unwrap();
    let without = text.replacen(&format!("\"root\":\"{}\",", roots[2]), "", 1);
    assert_ne!(without, text);
    fs::write(&file, without).unwrap();
    assert_eq!(faults(&core).await.unwrap().seq, 3, "a root cannot be taken off");
    fs::write(&file, text).unwrap();
    // What is kept of the tree is believed as far as the signed root goes.
    let kept = core.folder.path().join(format!("heads/{ACCOUNT}.tree"));
    fs::write(&kept, "{\"size\":6,\"full\":[\"00\",\"11\"]}").unwrap();
    entries(&core, "more", 1).await;
    write_all(&core).await.unwrap();
    assert_eq!(faults(&core).await, None);
});

on_both!(p66_heads_of_earlier_versions_stay_valid_and_a_false_root_is_named, core, {
    entries(&core, "count", 4).await;
    let end = head::Entity::find_by_id(ACCOUNT.0).one(core.db.read()).await.unwrap().unwrap();
    let (hash, at) = (hex::encode(&end.hash), core.now_ms());
    let line = async |root: Option<String>| {
        let message = Head::message(ACCOUNT.0, 4, &hash, root.as_deref(), at, Mark::Head);
        let tx = core.db.begin().await.unwrap();
        let signed = signing::sign(&tx, &core, Purpose::AuditHead, &message).await.unwrap();
        tx.commit().await.unwrap();
        let head =
            Head { account: ACCOUNT.0, seq: 4, hash: hash.clone(), root, at, mark: Mark::Head, signed };
        head.line().unwrap()
    };
    let before = format!("{ACCOUNT} 4 {hash} {at} head").into_bytes();
    assert_eq!(Head::message(ACCOUNT.0, 4, &hash, None, at, Mark::Head), before);
    let checked = check_file(&core, &line(None).await).await.unwrap().remove(0).1;
    assert_eq!(checked, Ok(1));
    let checked = check_file(&core, &line(Some("00".repeat(32))).await).await.unwrap().remove(0).1;
    assert_eq!(checked.unwrap_err().seq, 1);
});

on_both!(p66_nothing_is_built_on_a_root_that_somebody_else_has_put_there, core, {
    six_entries(&core).await;
    let mut false_tree = Growing::default();
    (0..5_u8).for_each(|n| false_tree.push(leaf_hash(&[n])));
    let file = core.folder.path().join(format!("heads/{ACCOUNT}.jsonl"));
    let text = fs::read_to_string(&file).unwrap();
    let mut line: serde_json::Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    assert_eq!(line["seq"], 5);
    line["root"] = hex::encode(false_tree.root()).into();
    fs::write(&file, format!("{text}{line}\n")).unwrap();
    let full: Vec<String> = false_tree.full().iter().map(hex::encode).collect();
    let kept = serde_json::json!({ "size": 5, "full": full }).to_string();
    fs::write(core.folder.path().join(format!("heads/{ACCOUNT}.tree")), kept).unwrap();
    assert_eq!(write_all(&core).await.unwrap(), 1);
    assert_eq!(faults(&core).await.unwrap().seq, 5, "the line is named");
    let all = fs::read_to_string(&file).unwrap();
    fs::write(&file, all.replace(&format!("{line}\n"), "")).unwrap();
    assert_eq!(read(&core, ACCOUNT).unwrap().len(), 3);
    assert_eq!(faults(&core).await, None, "and what we signed after it is true");
});

on_both!(p66_between_ends_that_a_restore_took_away_there_is_no_proof, core, {
    six_entries(&core).await;
    assert!(can_prove(&read(&core, ACCOUNT).unwrap()));
    cut_off_after(&core, 2).await;
    mark(&core, ACCOUNT, Mark::Restored).await.unwrap();
    assert!(!can_prove(&read(&core, ACCOUNT).unwrap()), "there is one end");
    entries(&core, "after", 4).await;
    write_all(&core).await.unwrap();
    let file = prove(&core, ACCOUNT, None, None).await.unwrap();
    let keys = public_keys(core.db.read(), &core).await.unwrap();
    let proven = verify_proof(&file, &keys).unwrap();
    assert_eq!((proven.earlier, proven.later), (2, 6));
    assert!(matches!(prove(&core, ACCOUNT, Some(5), None).await, Err(crate::Error::Invalid(_))));
});

on_both!(p66_a_later_history_is_proven_to_continue_an_earlier_one, core, {
    six_entries(&core).await;
    write_all(&core).await.unwrap();
    let keys = public_keys(core.db.read(), &core).await.unwrap();
    for (from, to, m, n) in [(None, None, 3, 6), (Some(3), Some(5), 3, 5), (Some(5), None, 5, 6)] {
        let file = prove(&core, ACCOUNT, from, to).await.unwrap();
        let proven = verify_proof(&file, &keys).unwrap();
        assert_eq!((proven.account, proven.earlier, proven.later), (ACCOUNT, m, n));
        assert_eq!(verify_proof(&file, &[]), Err(Unproven::DoesNotFit));
        let seq = file.replace(&format!("\"seq\": {n}"), "\"seq\": 7");
        assert_eq!(verify_proof(&seq, &keys), Err(Unproven::DoesNotFit));
    }
    let file = prove(&core, ACCOUNT, None, None).await.unwrap();
    let mut value: serde_json::Value = serde_json::from_str(&file).unwrap();
    value["proof"][0] = "00".repeat(32).into();
    assert_eq!(verify_proof(&value.to_string(), &keys), Err(Unproven::NotContinued));
    assert_eq!(verify_proof("{}", &keys), Err(Unproven::NoProof));
    assert!(matches!(prove(&core, ACCOUNT, Some(4), None).await, Err(crate::Error::Invalid(_))));
    assert!(matches!(prove(&core, ACCOUNT, Some(6), Some(3)).await, Err(crate::Error::Invalid(_))));

    cut_off_after(&core, 3).await;
    entries(&core, "other", 4).await;
    let refused = prove(&core, ACCOUNT, None, None).await;
    assert!(matches!(refused, Err(crate::Error::Conflict(_))), "{refused:?}");
    write_all(&core).await.unwrap();
    let refused = prove(&core, ACCOUNT, Some(5), Some(7)).await;
    assert!(matches!(refused, Err(crate::Error::Conflict(_))), "what was signed cannot be signed away");
});
