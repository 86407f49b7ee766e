//! One look, with a mailbox that does what a test says.

use super::{connected, stand_in::StandIn};
use crate::{
    Core, Scope,
    accounts::ProviderName,
    connections::disconnect,
    jobs,
    mailbox::{
        repository::{self, Place},
        round::Round,
        standing,
    },
    on_both,
    outbound::tests::fixture::{EMAIL, NUMBER, lead},
    providers::{Letter, Mailbox, MailboxError, Page, Whole},
};
use futures::future::{BoxFuture, FutureExt, ready};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// Two mails of a lead. Its owner may disconnect it while the first is fetched; each is larger than what is read.
struct Huge {
    core: Core,
    scope: Scope,
    id: Uuid,
    ends: bool,
    fetched: Arc<Mutex<usize>>,
}

impl Mailbox for Huge {
    fn page<'a>(&'a self, _: Option<&'a str>) -> BoxFuture<'a, Result<Page, MailboxError>> {
        let from = Some(EMAIL.to_owned());
        let letter =
            |id: &str| Letter { id: id.to_owned(), from: from.clone(), arrived_at: None, message_id: None };
        let letters = vec![letter("0"), letter("1")];
        ready(Ok(Page { letters, cursor: "next".to_owned(), more: false })).boxed()
    }

    fn whole<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Whole, MailboxError>> {
        async move {
            *self.fetched.lock().unwrap() += 1;
            if self.ends {
                disconnect(&self.core, &self.scope, self.id).await.unwrap();
            }
            Ok(Whole::TooLarge)
        }
        .boxed()
    }
}

/// Looks at it once; how many mails were fetched.
async fn look(core: &Core, scope: Scope, id: Uuid, ends: bool) -> usize {
    let fetched = Arc::new(Mutex::new(0));
    let mailbox = Huge { core: core.clone(), scope, id, ends, fetched: fetched.clone() };
    let job = jobs::claim(core).await.unwrap().expect("the job of connecting");
    let round = Round { core, job: &job, id, mailbox: Box::new(mailbox), provider: ProviderName::Google };
    round.run(Place::default()).await.unwrap();
    *fetched.lock().unwrap()
}

on_both!(p10_a_look_under_way_stops_once_the_mailbox_is_disconnected, core, {
    let (installed, server) = StandIn::start(&core).await;
    let (scope, id) = connected(&installed, &server, ProviderName::Google).await;
    lead(&installed, &scope, NUMBER, EMAIL).await;
    assert_eq!(look(&installed, scope, id, true).await, 1, "the second mail is not asked for");
    assert!(repository::row(core.db.read(), scope.account, id).await.unwrap().is_none(), "nothing is kept");
});

on_both!(p47_a_mail_that_is_too_large_is_told_and_not_dropped_in_silence, core, {
    let (installed, server) = StandIn::start(&core).await;
    let (scope, id) = connected(&installed, &server, ProviderName::Google).await;
    lead(&installed, &scope, NUMBER, EMAIL).await;
    assert_eq!(look(&installed, scope, id, false).await, 2);
    let found = standing(&core, &scope, id).await.unwrap();
    assert!(found.lost_at.is_some() && found.read_at.is_some() && found.trouble.is_none(), "{found:?}");
});
