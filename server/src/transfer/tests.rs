use super::{Left, announce, call_off, keep_out, own_choice, package, standing, take_part_again};
use crate::{
    Error, accounts, on_both,
    privacy::notices::{deliver_with, open_notices},
    providers::{MailOut, Mailer, SendError},
    testing::realtor,
};
use chrono::TimeDelta;
use futures::future::{BoxFuture, FutureExt, ready};
use sea_orm::{ConnectionTrait, Statement};
use std::sync::Mutex;

#[derive(Default)]
struct Letters(Mutex<Vec<MailOut>>);

impl Mailer for Letters {
    fn send<'a>(&'a self, mail: &'a MailOut) -> BoxFuture<'a, Result<String, SendError>> {
        self.0.lock().unwrap().push(mail.clone());
        ready(Ok(String::new())).boxed()
    }
}

on_both!(p67_a_transfer_leaves_everybody_thirty_days, core, {
    let today = core.now().date_naive();
    for days in [-1, 0, 29, 30] {
        let asked = announce(&core, "Harbor Holdings", today + TimeDelta::days(days)).await;
        assert!(matches!(asked, Err(Error::Invalid(_))), "{days}");
    }
    assert!(announce(&core, "  ", today + TimeDelta::days(60)).await.is_err());
    announce(&core, "Harbor Holdings", today + TimeDelta::days(31)).await.unwrap();
    let second = announce(&core, "Others", today + TimeDelta::days(60)).await;
    assert!(matches!(second, Err(Error::Conflict(_))), "one at a time");
});

on_both!(p67_everybody_is_told_on_their_page_and_by_one_mail, core, {
    let (mine, theirs) = (realtor(&core, "dana@example.com").await, realtor(&core, "eli@example.com").await);
    let on = core.now().date_naive() + TimeDelta::days(40);
    announce(&core, "Harbor Holdings", on).await.unwrap();
    let letters = Letters::default();
    assert_eq!(deliver_with(&core, &letters).await.unwrap(), 2);
    assert_eq!(deliver_with(&core, &letters).await.unwrap(), 0, "once");
    let mut to: Vec<String> = letters.0.lock().unwrap().iter().map(|mail| mail.to.clone()).collect();
    to.sort();
    assert_eq!(to, ["dana@example.com", "eli@example.com"]);
    assert!(letters.0.lock().unwrap()[0].subject.contains("Harbor Holdings"));
    for scope in [&mine, &theirs] {
        let open = open_notices(&core, scope).await.unwrap();
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].href, "/app/privacy/transfer");
    }
    keep_out(&core, &mine).await.unwrap();
    assert!(open_notices(&core, &mine).await.unwrap().is_empty(), "decided");
    assert_eq!(open_notices(&core, &theirs).await.unwrap().len(), 1);
    call_off(&core).await.unwrap();
    assert!(open_notices(&core, &theirs).await.unwrap().is_empty(), "called off");
});

on_both!(p67_the_package_leaves_out_who_opted_out_closed_or_was_not_told, core, {
    let stays = realtor(&core, "stays@example.com").await;
    let out = realtor(&core, "out@example.com").await;
    let back = realtor(&core, "back@example.com").await;
    let closing = realtor(&core, "closing@example.com").await;
    announce(&core, "Harbor Holdings", core.now().date_naive() + TimeDelta::days(35)).await.unwrap();
    core.clock.advance(TimeDelta::days(2));
    let late = realtor(&core, "late@example.com").await;
    keep_out(&core, &out).await.unwrap();
    keep_out(&core, &back).await.unwrap();
    take_part_again(&core, &back).await.unwrap();
    let sql = "UPDATE account SET status = 'closing' WHERE id = $1";
    let values = [closing.account.0.into()];
    let statement = Statement::from_sql_and_values(core.db.backend(), sql, values);
    core.db.write().execute_raw(statement).await.unwrap();

    core.clock.advance(TimeDelta::days(32));
    assert!(matches!(package(&core).await, Err(Error::Refused(_))), "the day before");
    assert!(own_choice(&core, &out).await.unwrap().unwrap().1);
    core.clock.advance(TimeDelta::days(1));
    let made = package(&core).await.unwrap();
    let mut expected = vec![stays.account, back.account];
    expected.sort();
    assert_eq!(made.accounts, expected);
    let left: Vec<_> = [out, closing, late].iter().map(|scope| made.left_out[&scope.account]).collect();
    assert_eq!(left, [Left::OptedOut, Left::Closed, Left::NotTold]);
    assert!(matches!(keep_out(&core, &stays).await, Err(Error::Refused(_))), "the day has come");
    let standing = standing(&core).await.unwrap().unwrap();
    assert_eq!((standing.told, standing.out, standing.active), (4, 1, 4));
    assert_eq!(accounts::all(core.db.read()).await.unwrap().len(), 5);
});
