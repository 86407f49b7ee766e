//! Erasing somebody while a file with them is being imported: whoever comes first, nobody is there half.

use super::*;
use crate::{Error, leads::directory::directory, on_both};

/// Whoever has Rosa's address in the end.
async fn holders(core: &TestCore, scope: &Scope) -> Vec<LeadId> {
    leads::find_by_email(core.db.read(), core, scope.account, EMAIL).await.unwrap()
}

on_both!(p62_erasure_and_import_of_the_same_person_at_the_same_time, core, {
    for round in 0..6_u64 {
        let scope = fixture::account(&core, &format!("dana{round}@example.com")).await;
        let lead = rosa(&core, &scope).await;
        let file =
            format!("First Name,Last Name,Email,Phone\nRosa,Delgado,{EMAIL},\nEve,Moss,eve@example.com,\n");
        let id = imports::upload(&core, &scope, "people.csv", file.into_bytes()).await.unwrap();
        imports::start(&core, &scope, id).await.unwrap();
        let pause = std::time::Duration::from_millis(round);
        let (erased, ()) = tokio::join!(
            async {
                tokio::time::sleep(pause).await;
                erase_lead(&core, &scope, lead, Reason::Request).await
            },
            work(&core),
        );
        erased.unwrap();
        work(&core).await;
        assert!(matches!(leads::get(&core, &scope, lead).await, Err(Error::NotFound)), "round {round}");
        // Erased for good: neither the old lead with its key, nor a new one that can be written to.
        assert_eq!(holders(&core, &scope).await, [], "round {round}");
        let names: Vec<String> =
            directory(&core, &scope).await.unwrap().rows().iter().map(|row| row.name.clone()).collect();
        assert_eq!(names, ["Eve Moss"], "round {round}");
        let gone = consent::erased(core.db.read(), &core, scope.account, &[EMAIL]).await.unwrap();
        assert_eq!(gone.len(), 1);
    }
});

on_both!(p62_an_import_that_was_read_before_the_erasure_is_written_without_them, core, {
    let scope = fixture::account(&core, "dana@example.com").await;
    let lead = rosa(&core, &scope).await;
    let file = format!("First Name,Last Name,Email\nRosa,Delgado,{EMAIL}\nEve,Moss,eve@example.com\n");
    let id = imports::upload(&core, &scope, "people.csv", file.into_bytes()).await.unwrap();
    let certificate = erase(&core, &scope, lead).await;
    assert!(
        certificate.counts.iter().any(|(title, _)| title.starts_with("Uploaded files")),
        "{certificate:?}"
    );
    imports::start(&core, &scope, id).await.unwrap();
    work(&core).await;
    let view = imports::view(&core, &scope, id).await.unwrap();
    assert_eq!(view.written[0], 1);
    assert!(view.record.tables.iter().all(|table| !format!("{:?}", table.sample).contains("Rosa")));
    assert_eq!(holders(&core, &scope).await, []);
});
