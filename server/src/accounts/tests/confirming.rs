use super::{super::*, PASSWORD, form, member};
use crate::{
    Core, Error,
    accounts::{
        entity::pending_sign_up as pending,
        letters::post_due,
        throttle::{self, Counted},
    },
    audit, on_both,
    outbound::captured,
    providers::{MailOut, Mailer, SendError},
    settings::Settings,
};
use chrono::TimeDelta;
use futures::future::{BoxFuture, FutureExt, ready};
use sea_orm::{EntityTrait, PaginatorTrait};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

/// A mail server that keeps what it is given, or refuses everything.
#[derive(Default)]
struct Postbox {
    mails: Mutex<Vec<MailOut>>,
    refuses: bool,
}

impl Mailer for Postbox {
    fn send<'a>(&'a self, mail: &'a MailOut) -> BoxFuture<'a, Result<String, SendError>> {
        if self.refuses {
            return ready(Err(SendError::Retry("no room".into()))).boxed();
        }
        self.mails.lock().unwrap().push(mail.clone());
        ready(Ok("taken".to_owned())).boxed()
    }
}

/// The same installation with a mail server.
fn with_mail(core: &Core) -> Core {
    installed(core, &[("REALTOROS_SMTP_URL", "smtp://localhost:2525")])
}

fn installed(core: &Core, vars: &[(&str, &str)]) -> Core {
    let vars: HashMap<_, _> =
        vars.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    Core { settings: Arc::new(Settings::read(&vars).unwrap()), ..core.clone() }
}

async fn mailed(core: &Core) -> MailOut {
    let post = Postbox::default();
    assert_eq!(post_due(core, &post).await.unwrap(), 1);
    assert_eq!(post_due(core, &post).await.unwrap(), 0, "each mail once");
    post.mails.into_inner().unwrap().remove(0)
}

fn token_in(mail: &MailOut) -> String {
    let rest = mail.text.split_once("/sign-up/confirm/").unwrap().1;
    rest.split_whitespace().next().unwrap().to_owned()
}

fn proof(password: &str) -> SignUpProof {
    SignUpProof { password: password.to_owned(), ip: "192.0.2.7".to_owned(), ..SignUpProof::default() }
}

on_both!(p35_signing_up_answers_alike_whether_the_address_has_an_account, core, {
    member(&core, "ada@vale.example").await;
    let core = with_mail(&core);
    for address in ["ADA@vale.example", "bob@vale.example"] {
        ask(&core, form(address)).await.unwrap();
    }
    assert_eq!(pending::Entity::find().count(core.db.read()).await.unwrap(), 2, "the same work");
    let post = Postbox::default();
    post_due(&core, &post).await.unwrap();
    let mails = post.mails.into_inner().unwrap();
    let to = |address: &str| mails.iter().find(|mail| mail.to == address).unwrap();
    assert!(to("ada@vale.example").text.contains("/sign-in"));
    assert!(!to("ada@vale.example").text.contains("/confirm/"));
    assert!(to("bob@vale.example").text.contains("/sign-up/confirm/"));
});

on_both!(p65_a_link_opens_the_account_once_and_only_for_who_signed_up, core, {
    let core = with_mail(&core);
    ask(&core, form("bob@vale.example")).await.unwrap();
    let token = token_in(&mailed(&core).await);
    assert!(can_confirm(&core, &token).await.unwrap());
    let wrong = confirm_sign_up(&core, &token, &proof("somebody else's")).await.unwrap_err();
    assert!(matches!(wrong, Error::Invalid(_)), "{wrong:?}");
    assert_eq!(scope_of_email(&core, "bob@vale.example").await.unwrap(), None);

    let scope = confirm_sign_up(&core, &token, &proof(PASSWORD)).await.unwrap();
    assert_eq!(profile(&core, &scope).await.unwrap().brokerage, "Vale Realty");
    assert_eq!(sign_in(&core, "bob@vale.example", PASSWORD, "192.0.2.7").await.unwrap().whole(), scope);
    let again = confirm_sign_up(&core, &token, &proof(PASSWORD)).await.unwrap_err();
    assert!(matches!(again, Error::NotFound), "{again:?}");
    assert!(!can_confirm(&core, &token).await.unwrap());
});

on_both!(p65_the_password_behind_a_link_cannot_be_guessed, core, {
    let core = with_mail(&core);
    ask(&core, form("bob@vale.example")).await.unwrap();
    let token = token_in(&mailed(&core).await);
    let mut last = None;
    for _ in 0..11 {
        last = Some(confirm_sign_up(&core, &token, &proof("guess")).await.unwrap_err());
    }
    assert!(matches!(last, Some(Error::Throttled(_))), "{last:?}");
});

on_both!(p15_a_link_lasts_a_day_and_then_nothing_of_it_is_left, core, {
    let (mailing, clock) = (with_mail(&core), core.clock.clone());
    ask(&mailing, form("bob@vale.example")).await.unwrap();
    let token = token_in(&mailed(&mailing).await);
    clock.advance(TimeDelta::hours(24));
    assert!(!can_confirm(&mailing, &token).await.unwrap());
    tidy(&mailing).await.unwrap();
    assert_eq!(pending::Entity::find().count(mailing.db.read()).await.unwrap(), 0);
});

on_both!(p08_what_waits_for_a_confirmation_is_sealed, core, {
    let core = with_mail(&core);
    ask(&core, form("bob@vale.example")).await.unwrap();
    let row = pending::Entity::find().one(core.db.read()).await.unwrap().unwrap();
    let stored = String::from_utf8_lossy(&[row.sealed, row.token_index].concat()).to_lowercase();
    for canary in ["bob", "vale", "pecan", "argon2"] {
        assert!(!stored.contains(canary), "{canary} is stored in the clear");
    }
});

on_both!(a_mail_that_was_not_taken_is_tried_again, core, {
    let (mailing, clock) = (with_mail(&core), core.clock.clone());
    ask(&mailing, form("bob@vale.example")).await.unwrap();
    assert_eq!(post_due(&mailing, &Postbox { refuses: true, ..Postbox::default() }).await.unwrap(), 0);
    clock.advance(TimeDelta::minutes(1));
    mailed(&mailing).await;
});

on_both!(p62_the_last_letter_is_tried_again_and_gone_once_it_was_taken, core, {
    let (mailing, clock) = (with_mail(&core), core.clock.clone());
    let scope = member(&core, "ada@vale.example").await;
    let tx = mailing.db.begin().await.unwrap();
    let (deletion, rosa) = (core.new_id(), "rosa@example.com".parse().unwrap());
    tell_erased(&tx, &mailing, &scope, deletion, rosa, "It was done.".into()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(post_due(&mailing, &Postbox { refuses: true, ..Postbox::default() }).await.unwrap(), 0);
    assert_eq!(pending::Entity::find().count(mailing.db.read()).await.unwrap(), 1, "it waits");
    clock.advance(TimeDelta::minutes(1));
    let mail = mailed(&mailing).await;
    assert_eq!((mail.to.as_str(), mail.text.as_str()), ("rosa@example.com", "It was done."));
    assert_eq!(
        pending::Entity::find().count(mailing.db.read()).await.unwrap(),
        0,
        "nothing of the address is left"
    );
});

on_both!(p62_a_last_letter_that_nobody_took_is_told_to_the_history, core, {
    let (mailing, clock) = (with_mail(&core), core.clock.clone());
    let scope = member(&core, "ada@vale.example").await;
    let untold = async || {
        let all = audit::history(&core, &scope, None, 100).await.unwrap();
        all.iter().filter(|entry| entry.action == "erasure.untold").count()
    };
    let tell = async |core: &Core| {
        let (deletion, rosa) = (core.new_id(), "rosa@example.com".parse().unwrap());
        let tx = core.db.begin().await.unwrap();
        tell_erased(&tx, core, &scope, deletion, rosa, "It was done.".into()).await.unwrap();
        tx.commit().await.unwrap();
    };
    tell(&mailing).await;
    mailed(&mailing).await;
    tell(&mailing).await;
    clock.advance(TimeDelta::hours(23));
    tidy(&mailing).await.unwrap();
    assert_eq!(untold().await, 0, "it is still tried");
    clock.advance(TimeDelta::hours(1));
    tidy(&mailing).await.unwrap();
    tidy(&mailing).await.unwrap();
    assert_eq!(untold().await, 1, "the one that was taken is no failure");
    assert_eq!(pending::Entity::find().count(core.db.read()).await.unwrap(), 0);

    let vars = [
        ("REALTOROS_PROFILE", "production"),
        ("REALTOROS_PUBLIC_URL", "https://crm.example"),
        ("REALTOROS_MASTER_KEY_FILE", "unused"),
    ];
    tell(&installed(&core, &vars)).await;
    assert_eq!(
        pending::Entity::find().count(core.db.read()).await.unwrap(),
        0,
        "no address lies in wait for nothing"
    );
    assert_eq!(untold().await, 2);
});

on_both!(p35_without_a_mail_server_the_captured_mail_opens_the_account, core, {
    member(&core, "ada@vale.example").await;
    for address in ["ada@vale.example", "bob@vale.example"] {
        ask(&core, form(address)).await.unwrap();
    }
    assert_eq!(scope_of_email(&core, "bob@vale.example").await.unwrap(), None, "not before it was confirmed");
    let captured = captured(&core).await.unwrap();
    let to = |address: &str| captured.iter().find(|mail| mail.to == address).unwrap();
    assert!(!to("ada@vale.example").text.contains("/confirm/"));
    let text = &to("bob@vale.example").text;
    let token = text.split_once("/sign-up/confirm/").unwrap().1.split_whitespace().next().unwrap();
    confirm_sign_up(&core, token, &proof(PASSWORD)).await.unwrap();
    assert!(scope_of_email(&core, "bob@vale.example").await.unwrap().is_some());
});

on_both!(p35_where_mail_goes_nowhere_nobody_signs_up, core, {
    let vars = [
        ("REALTOROS_PROFILE", "production"),
        ("REALTOROS_PUBLIC_URL", "https://crm.example"),
        ("REALTOROS_MASTER_KEY_FILE", "unused"),
    ];
    let core = installed(&core, &vars);
    assert!(!is_open(&core));
    let refused = ask(&core, form("bob@vale.example")).await.unwrap_err();
    assert!(matches!(refused, Error::Refused(_)), "{refused:?}");
    assert_eq!(pending::Entity::find().count(core.db.read()).await.unwrap(), 0);
});

on_both!(p35_nobody_can_try_out_many_addresses, core, {
    member(&core, "ada@vale.example").await;
    for _ in 0..50 {
        throttle::count(&core, &[Counted::Address("192.0.2.1")]).await.unwrap();
    }
    let error = ask(&core, form("bob@vale.example")).await.unwrap_err();
    assert!(matches!(error, Error::Throttled(1..=901)), "{error:?}");
    let elsewhere = SignUp { ip: "192.0.2.2".to_owned(), ..form("bob@vale.example") };
    ask(&core, elsewhere).await.unwrap();
});

on_both!(p35_whoever_confirms_is_not_counted_as_guessing, core, {
    for n in 0..60 {
        let address = format!("member{n}@vale.example");
        ask(&core, form(&address)).await.unwrap();
        let mail = captured(&core).await.unwrap().into_iter().find(|mail| mail.to == address).unwrap();
        let token = mail.text.split_once("/sign-up/confirm/").unwrap().1.split_whitespace().next().unwrap();
        let here = SignUpProof { ip: form(&address).ip, ..proof(PASSWORD) };
        confirm_sign_up(&core, token, &here).await.unwrap();
    }
});
