//! What is read of a mailbox, and what is not.

use super::{connected, stand_in::StandIn, work};
use crate::{
    Core,
    accounts::ProviderName,
    consent,
    conversations::{threads, timeline},
    leads::{self, directory::directory},
    mailbox::{plan, standing},
    on_both,
    outbound::tests::fixture::{EMAIL, NUMBER, lead},
    privacy::fields_of,
    testing::TestCore,
};
use chrono::TimeDelta;
use realtoros_domain::consent::Suppression;
use std::collections::BTreeSet;

/// What the providers write above a mail whose writer they could confirm.
const VOUCHED: [(ProviderName, &str); 2] = [
    (ProviderName::Google, "mx.google.com; dmarc=pass header.from=example.com"),
    (
        ProviderName::Microsoft,
        "spf=pass smtp.mailfrom=example.com; dmarc=pass action=none header.from=example.com",
    ),
];

pub(super) fn mail(provider: ProviderName, id: &str, from: &str, body: &str) -> String {
    let findings = VOUCHED.iter().find(|(it, _)| *it == provider).unwrap().1;
    format!(
        "Authentication-Results: {findings}\r\nFrom: <{from}>\r\nTo: dana@mail.example\r\nSubject: Hi\r\n\
         Message-ID: <{id}@example.com>\r\nDate: Tue, 24 Nov 2026 11:59:00 -0500\r\n\r\n{body}\r\n"
    )
}

/// The job of the next two minutes.
pub(super) async fn look(core: &Core, clock: &TestCore) {
    clock.clock.advance(TimeDelta::minutes(2));
    plan(core).await.unwrap();
    work(core).await;
}

async fn only_leads(core: TestCore, provider: ProviderName) {
    let (installed, server) = StandIn::start(&core).await;
    for n in 0..3 {
        server.deliver(
            "stranger@elsewhere.example",
            mail(provider, &format!("s{n}"), "stranger@elsewhere.example", "Private."),
        );
    }
    server.deliver("Rosa@Example.com", mail(provider, "r0", EMAIL, "Please stop texting me."));
    let (scope, id) = connected(&installed, &server, provider).await;
    let lead = lead(&installed, &scope, NUMBER, EMAIL).await;
    work(&installed).await;

    assert_eq!(server.read_whole(), [3], "only the lead's mail: {:?}", server.asked());
    for name in names(&server.asked()) {
        assert!(fields_of(provider.processor(), "mail").contains(&name.as_str()), "{name} leaves (P-39)");
    }
    let known = leads::load(core.db.read(), &core, scope.account, lead).await.unwrap();
    let state = consent::state(core.db.read(), &core, scope.account, &known).await.unwrap();
    assert_eq!(state.channels[0].suppressed, Suppression::Everything, "it counts like a text");
    assert_eq!(threads(&core, &scope, None).await.unwrap().threads.len(), 1);
    assert_eq!(directory(&core, &scope).await.unwrap().rows().len(), 1, "strangers become no leads");
    let found = standing(&core, &scope, id).await.unwrap();
    assert!(found.read_at.is_some() && found.trouble.is_none(), "{found:?}");

    // The next look begins where this one ended.
    server.forget_requests();
    server.deliver(EMAIL, mail(provider, "r1", EMAIL, "Is Alder Lane open?"));
    server.deliver(
        "stranger@elsewhere.example",
        mail(provider, "s9", "stranger@elsewhere.example", "Private."),
    );
    look(&installed, &core).await;
    assert_eq!(server.read_whole(), [4], "{:?}", server.asked());
    let said = timeline(&core, &scope, lead).await.unwrap();
    let theirs: Vec<_> =
        said.iter().filter(|item| item.direction == "in").map(|item| item.text.as_str()).collect();
    assert_eq!(theirs, ["Please stop texting me.", "Is Alder Lane open?"]);

    // The provider has forgotten where we were: the recent days once more, and nothing twice.
    server.inside().forgot = true;
    look(&installed, &core).await;
    let again = timeline(&core, &scope, lead).await.unwrap();
    assert_eq!(again.iter().filter(|item| item.direction == "in").count(), 2);
    assert!(standing(&core, &scope, id).await.unwrap().trouble.is_none());
    assert!(server.read_whole().iter().all(|at| [3, 4].contains(at)), "{:?}", server.asked());
}

/// The names of what was asked for, but for marks in links that Microsoft gave us.
fn names(asked: &[String]) -> BTreeSet<String> {
    let url = |path: &String| reqwest::Url::parse(&format!("http://mail{path}")).unwrap();
    let names = asked
        .iter()
        .flat_map(|path| url(path).query_pairs().map(|(name, _)| name.into_owned()).collect::<Vec<_>>());
    names.filter(|name| !name.ends_with("token")).collect()
}

on_both!(p47_p13_of_a_mailbox_at_google_only_leads_mails_are_read, core, {
    Box::pin(only_leads(core, ProviderName::Google)).await;
});

on_both!(p47_p13_of_a_mailbox_at_microsoft_only_leads_mails_are_read, core, {
    Box::pin(only_leads(core, ProviderName::Microsoft)).await;
});
