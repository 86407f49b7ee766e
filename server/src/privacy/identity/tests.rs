use super::{Asked, ask, proof, prove};
use crate::{
    Core, Error, Scope, conversations,
    leads::{self, Switch},
    links::{self, Link, NewLink, Purpose},
    on_both,
    outbound::{
        captured,
        tests::fixture::{EMAIL, NUMBER, account, drain, lead},
    },
    providers::Providers,
    testing::TestCore,
};
use chrono::TimeDelta;
use realtoros_domain::{Channel, ChannelSet, ids::LeadId};

const IP: &str = "192.0.2.7";

struct Holder {
    scope: Scope,
    lead: LeadId,
    token: String,
    link: Link,
}

/// A lead who holds a link to their own page.
async fn holder(core: &Core) -> Holder {
    let scope = account(core, "dana@example.com").await;
    let lead = lead(core, &scope, NUMBER, EMAIL).await;
    let (token, link) = another_link(core, &scope, lead).await;
    Holder { scope, lead, token, link }
}

async fn another_link(core: &Core, scope: &Scope, lead: LeadId) -> (String, Link) {
    let new = NewLink {
        account: scope.account,
        lead,
        purpose: Purpose::Preferences,
        target: None,
        address_index: vec![],
    };
    let token = links::issue(core.db.write(), core, new).await.unwrap();
    let link = links::resolve(core, &token, Purpose::Preferences).await.unwrap().unwrap();
    (token, link)
}

impl Holder {
    async fn ask(&self, core: &Core, to: usize) -> crate::Result<()> {
        ask(core, &self.link.scope(), self.lead, Asked::Link(self.link.id), to, IP).await
    }

    async fn prove(&self, core: &Core, code: &str) -> crate::Result<String> {
        prove(core, &self.link.scope(), self.lead, Asked::Link(self.link.id), code, IP).await
    }
}

/// The newest code that was captured, and to whom it went.
async fn newest_code(core: &Core) -> (String, String) {
    drain(core, &Providers::from_settings(core).unwrap()).await;
    let message = captured(core).await.unwrap().pop().unwrap();
    let digits: String = message
        .text
        .split(|letter: char| !letter.is_ascii_digit())
        .find(|part| part.len() == 6)
        .unwrap()
        .to_owned();
    (message.to, digits)
}

fn wrong(code: &str) -> String {
    let other = (code.parse::<u32>().unwrap() + 1) % 1_000_000;
    format!("{other:06}")
}

on_both!(p64_the_code_goes_to_the_address_on_file_and_proves_for_this_link_alone, core, {
    let holder = holder(&core).await;
    holder.ask(&core, 0).await.unwrap();
    let (to, code) = newest_code(&core).await;
    assert_eq!(to, EMAIL);
    let browser = holder.prove(&core, &code).await.unwrap();
    let found = proof(&core, &holder.link, Some(&browser)).await.unwrap().unwrap();
    assert_eq!(found.channel, Some(Channel::Email));
    assert_eq!(proof(&core, &holder.link, None).await.unwrap(), None);
    assert_eq!(
        proof(&core, &holder.link, Some(&holder.token)).await.unwrap(),
        None,
        "the link proves nothing"
    );
    let (_, other) = another_link(&core, &holder.scope, holder.lead).await;
    assert_eq!(proof(&core, &other, Some(&browser)).await.unwrap(), None, "another link of the same lead");
    core.clock.advance(TimeDelta::minutes(15));
    assert_eq!(proof(&core, &holder.link, Some(&browser)).await.unwrap(), None, "for a quarter of an hour");
});

on_both!(p64_a_code_works_once_and_for_ten_minutes, core, {
    let holder = holder(&core).await;
    holder.ask(&core, 0).await.unwrap();
    let (_, code) = newest_code(&core).await;
    holder.prove(&core, &code).await.unwrap();
    assert!(matches!(holder.prove(&core, &code).await, Err(Error::Invalid(_))), "single use");
    holder.ask(&core, 0).await.unwrap();
    let (_, code) = newest_code(&core).await;
    core.clock.advance(TimeDelta::minutes(10));
    assert!(matches!(holder.prove(&core, &code).await, Err(Error::Invalid(_))), "run out");
});

on_both!(p64_five_wrong_codes_end_a_code_and_a_new_one_does_not_bring_it_back, core, {
    let holder = holder(&core).await;
    holder.ask(&core, 0).await.unwrap();
    let (_, code) = newest_code(&core).await;
    for _ in 0..5 {
        assert!(matches!(holder.prove(&core, &wrong(&code)).await, Err(Error::Invalid(_))));
    }
    assert!(
        matches!(holder.prove(&core, &code).await, Err(Error::Invalid(_))),
        "the right one comes too late"
    );
    holder.ask(&core, 0).await.unwrap();
    let (_, newer) = newest_code(&core).await;
    if newer != code {
        assert!(matches!(holder.prove(&core, &code).await, Err(Error::Invalid(_))), "an older code");
    }
    assert!(holder.prove(&core, &newer).await.is_ok());
});

on_both!(p64_codes_are_limited_for_a_lead_and_for_a_network_address, core, {
    let holder = holder(&core).await;
    for _ in 0..5 {
        holder.ask(&core, 0).await.unwrap();
    }
    assert!(matches!(holder.ask(&core, 0).await, Err(Error::Throttled(_))), "in a quarter of an hour");
    core.clock.advance(TimeDelta::minutes(16));
    for _ in 0..5 {
        holder.ask(&core, 0).await.unwrap();
    }
    core.clock.advance(TimeDelta::minutes(16));
    assert!(matches!(holder.ask(&core, 0).await, Err(Error::Throttled(_))), "in a day");
    core.clock.advance(TimeDelta::days(1));
    assert!(holder.ask(&core, 0).await.is_ok());
});

on_both!(p64_nobody_types_in_where_the_code_goes, core, {
    let holder = holder(&core).await;
    assert!(
        matches!(holder.ask(&core, 2).await, Err(Error::Invalid(_))),
        "one mail and one number are on file"
    );
});

on_both!(p64_who_stopped_everything_still_gets_the_code_they_ask_for, core, {
    let holder = holder(&core).await;
    conversations::stop_contact(&core, &holder.scope, holder.lead, ChannelSet::ALL).await.unwrap();
    leads::set_switch(&core, &holder.scope, holder.lead, Switch::Restricted, true).await.unwrap();
    holder.ask(&core, 0).await.unwrap();
    let (to, code) = newest_code(&core).await;
    assert_eq!(to, EMAIL);
    assert!(holder.prove(&core, &code).await.is_ok());
});

on_both!(p64_the_realtor_does_not_read_the_code, core, {
    let holder = holder(&core).await;
    holder.ask(&core, 0).await.unwrap();
    let (_, code) = newest_code(&core).await;
    let items = conversations::timeline(&core, &holder.scope, holder.lead).await.unwrap();
    assert!(items.iter().all(|item| !item.text.contains(&code)), "{items:?}");
    let threads = conversations::threads(&core, &holder.scope, None).await.unwrap().threads;
    assert!(threads.iter().all(|thread| !thread.excerpt.contains(&code)));
});

on_both!(p64_ended_links_prove_nothing, core, {
    let holder = holder(&core).await;
    holder.ask(&core, 0).await.unwrap();
    let (_, code) = newest_code(&core).await;
    let browser = holder.prove(&core, &code).await.unwrap();
    links::end(&core, &holder.scope, holder.lead).await.unwrap();
    let who = crate::privacy::own::proven(&core, &holder.token, Some(&browser)).await;
    assert!(matches!(who, Err(Error::NotFound)), "{who:?}");
    links::renew(&core, &holder.scope, holder.lead).await.unwrap();
    drain(&core, &Providers::from_settings(&core).unwrap()).await;
    let mail = captured(&core).await.unwrap().pop().unwrap();
    assert!(mail.text.contains("/me/") && mail.to == EMAIL, "{}", mail.text);
});

/// Guesses at once are counted as many: no more than five are looked at.
#[tokio::test]
async fn p64_guesses_at_once_are_counted() {
    async fn check(core: TestCore) {
        let holder = holder(&core).await;
        holder.ask(&core, 0).await.unwrap();
        let (_, code) = newest_code(&core).await;
        let guesses = (0..12).map(|_| holder.prove(&core, "000000")).collect::<Vec<_>>();
        let outcomes = futures::future::join_all(guesses).await;
        if code != "000000" {
            assert!(outcomes.iter().all(Result::is_err));
            assert!(holder.prove(&core, &code).await.is_err(), "the code has ended");
        }
    }
    crate::db::across(check(crate::testing::on_sqlite().await)).await;
}
