//! What an import brought to leads that were known goes with it, and what was changed since stays.

use super::*;
use crate::{
    imports::outcomes,
    leads::{LeadRecord, NewLead},
};
use realtoros_domain::contact::PersonName;

async fn known(core: &Core, scope: &Scope, email: &str, phone: &str, name: PersonName) -> LeadId {
    let record = LeadRecord {
        name,
        emails: email.parse().into_iter().collect(),
        phones: phone.parse().into_iter().collect(),
        ..LeadRecord::default()
    };
    leads::create(core, scope, NewLead { record, ..NewLead::default() }).await.unwrap()
}

on_both!(undo_takes_back_what_rows_brought_to_known_leads, core, {
    let scope = account(&core, "a@example.com").await;
    let ana = known(&core, &scope, "ana@example.com", "", PersonName::default()).await;
    let ben = known(&core, &scope, "ben@example.com", "", PersonName::new("Ben", "Okafor")).await;
    let cam = known(&core, &scope, "", "+12125550103", PersonName::new("Cam", "Reed")).await;
    let record = async |id| leads::get(&core, &scope, id).await.unwrap().record;
    let before = record(ana).await;
    conversations::add_note(&core, &scope, ana, "Ours").await.unwrap();
    let id = run(
        &core,
        &scope,
        "First Name,Last Name,Email,Phone,City,Budget,Tags,Lead Source,Notes\n\
         Ana,Ruiz,ana@example.com,(212) 555-0101,Austin,$400k,VIP,Fair,Likes porches\n\
         Ana,Ruiz,ana@example.com,(212) 555-0102,,,,,Likes gardens\n\
         Ben,Okafor,ben@example.com,(212) 555-0104,,,,Fair,\n\
         Cam,Reed,cam@example.com,(212) 555-0103,,,,,\n",
    )
    .await;
    let brought = record(ana).await;
    assert_eq!((brought.phones.len(), brought.tags.len(), brought.address.city.as_str()), (2, 1, "Austin"));
    assert!(brought.preferences.budget.is_some());
    assert_eq!(conversations::timeline(&core, &scope, ana).await.unwrap().len(), 3);
    let corrected = LeadPatch { source: Some("Referral".into()), ..LeadPatch::default() };
    leads::patch(&core, &scope, ben, corrected).await.unwrap();
    let no_number = LeadPatch { phones: Some(Vec::new()), ..LeadPatch::default() };
    leads::patch(&core, &scope, cam, no_number).await.unwrap();

    undo(&core, &scope, id).await.unwrap();
    work(&core).await;
    assert_eq!(record(ana).await, before);
    let words = conversations::timeline(&core, &scope, ana).await.unwrap();
    assert_eq!(words.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["Ours"]);
    let changed = record(ben).await;
    assert_eq!(
        (changed.phones.len(), changed.source.as_str()),
        (0, "Referral"),
        "what was changed since stays"
    );
    assert_eq!(record(cam).await.emails.len(), 1, "nobody is left without a way to be reached");
    let undone = view(&core, &scope, id).await.unwrap();
    assert_eq!((undone.state, undone.kept), (ImportState::Undone, vec![ben, cam]));
    let left = outcomes::gains(core.db.read(), scope.account, id, 1).await.unwrap();
    assert!(left.is_empty(), "what was kept for the undo goes with it");
});

on_both!(undo_leaves_what_became_part_of_another_lead, core, {
    let scope = account(&core, "a@example.com").await;
    let ana = known(&core, &scope, "ana@example.com", "", PersonName::default()).await;
    let other = known(&core, &scope, "ruiz@example.com", "", PersonName::default()).await;
    let id = run(&core, &scope, "Email,Phone\nana@example.com,(212) 555-0101\n").await;
    leads::merge(&core, &scope, other, ana).await.unwrap();
    undo(&core, &scope, id).await.unwrap();
    work(&core).await;
    assert_eq!(view(&core, &scope, id).await.unwrap().kept, [other], "it is listed under who they are now");
    assert_eq!(leads::get(&core, &scope, other).await.unwrap().record.phones.len(), 1);
});
