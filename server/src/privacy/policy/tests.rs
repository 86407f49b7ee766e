use super::{accept, acceptances, is_purpose_open, to_accept};
use crate::{
    Core, Error, accounts,
    assistant::{Task, permit},
    on_both,
    privacy::data_map::Purpose,
    testing::realtor,
};
use chrono::TimeDelta;
use realtoros_domain::policy::{VERSIONS, Version};
use sha2::{Digest, Sha256};

/// The published version, a material one that applies from November 25, and one that only mends a word.
pub const LATER: &[Version] = &[
    VERSIONS[0],
    Version {
        id: "2026-11-25",
        text: "Privacy Policy\n\nLast Updated: November 25, 2026\n\nInsights are new.",
        sha256: "11",
        material: true,
        changes: &["Summaries are new."],
        new_purposes: &["insights"],
    },
    Version {
        id: "2026-11-27",
        text: "Privacy Policy\n\nLast Updated: November 27, 2026\n\nInsights are really new.",
        sha256: "22",
        material: false,
        changes: &["A word was mended."],
        new_purposes: &[],
    },
];

#[test]
fn p69_a_changed_text_needs_a_new_version() {
    for version in VERSIONS {
        assert_eq!(hex::encode(Sha256::digest(version.text.as_bytes())), version.sha256, "{}", version.id);
    }
    assert_eq!(VERSIONS.last().unwrap().sha256, accounts::policy_hash());
}

on_both!(p69_a_material_version_is_accepted_by_each_member_with_time_and_fingerprint, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let other = realtor(&core, "eli@example.com").await;
    let later = Core { policies: LATER, ..core.core.clone() };
    assert_eq!(to_accept(&later, &scope).await.unwrap(), None, "it applies from tomorrow");
    core.clock.advance(TimeDelta::days(1));
    assert_eq!(to_accept(&later, &scope).await.unwrap().unwrap().id, "2026-11-25");
    assert!(matches!(accept(&later, &scope, "2026-04-01").await, Err(Error::Conflict(_))));
    accept(&later, &scope, "2026-11-25").await.unwrap();
    accept(&later, &scope, "2026-11-25").await.unwrap();
    assert_eq!(to_accept(&later, &scope).await.unwrap(), None);
    assert_eq!(to_accept(&later, &other).await.unwrap().unwrap().id, "2026-11-25", "each for themselves");
    let kept = acceptances(&later, &scope).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].version.as_str(), kept[0].hash.as_str()), ("2026-11-25", "11"));
    assert_eq!(kept[0].accepted_at, later.now_ms());
    assert!(acceptances(&later, &other).await.unwrap().is_empty());
    core.clock.advance(TimeDelta::days(3));
    assert_eq!(to_accept(&later, &scope).await.unwrap(), None, "a mended word asks nobody");
    assert_eq!(to_accept(&later, &other).await.unwrap().unwrap().id, "2026-11-27");
    let new = realtor(&later, "new@example.com").await;
    assert_eq!(to_accept(&later, &new).await.unwrap(), None, "accepted when signing up");
});

on_both!(p69_a_new_purpose_is_off_until_it_is_accepted, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let later = Core { policies: LATER, ..core.core.clone() };
    core.clock.advance(TimeDelta::days(1));
    assert!(!is_purpose_open(&later, &scope, Purpose::Insights).await.unwrap());
    assert!(is_purpose_open(&later, &scope, Purpose::Newsletters).await.unwrap());
    let asked = async |task| permit(&later, &scope, None, task).await.unwrap();
    assert_eq!(asked(Task::Summarise).await, Some("policy_not_accepted"));
    assert_eq!(asked(Task::DraftReply).await, None, "that is no new purpose");
    accept(&later, &scope, "2026-11-25").await.unwrap();
    assert_eq!(asked(Task::Summarise).await, None);
});
