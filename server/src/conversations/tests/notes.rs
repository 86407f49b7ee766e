//! Notes feed the ledger (P-47).

use crate::{
    consent,
    conversations::{add_note, threads, timeline},
    leads, on_both,
    outbound::tests::fixture::*,
};
use realtoros_domain::{consent::Suppression, reply::Class};

on_both!(p47_a_note_that_tells_of_an_opt_out_suppresses, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let (_, reading) =
        add_note(&core, &scope, lead, "Left a voicemail: asked us to stop calling and texting her.")
            .await
            .unwrap();
    assert_eq!(reading.class, Class::OptOut);
    let found = leads::load(core.db.read(), &core, scope.account, lead).await.unwrap();
    let state = consent::state(core.db.read(), &core, scope.account, &found).await.unwrap();
    assert_eq!(state.channels[0].suppressed, Suppression::Everything);
    assert_eq!(timeline(&core, &scope, lead).await.unwrap().len(), 1);
});

on_both!(an_ordinary_note_changes_nothing, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let (_, reading) = add_note(&core, &scope, lead, "Prefers a porch that faces east.").await.unwrap();
    assert_eq!(reading.class, Class::None);
    assert!(threads(&core, &scope, None).await.unwrap().threads.is_empty(), "a note is no conversation");
});
