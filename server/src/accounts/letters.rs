//! Mails to members about their sign-in: stored with what they are about, sent by a loop of the server. Where mail is
//! captured, what is stored is the delivery, and `/dev/outbox` shows it as long as its link can be followed.

use super::{
    entity::pending_sign_up as pending,
    pending::{About, PendingRecord, opened},
};
use crate::{
    Core, Result,
    providers::{MailOut, Mailer},
};
use realtoros_domain::ids::MessageId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use std::{sync::Arc, time::Duration};
use uuid::Uuid;

/// How often is looked for mails to be sent.
const LOOK: Duration = Duration::from_secs(1);
/// After how many milliseconds a mail that could not be sent is tried again.
const AGAIN_MS: i64 = 60_000;

/// Sends what waits, until the process ends. Without a mailer nothing ever waits.
pub async fn post(core: Core, mailer: Option<Arc<dyn Mailer>>) {
    let Some(mailer) = mailer else { return };
    loop {
        if let Err(error) = post_due(&core, mailer.as_ref()).await {
            tracing::error!(%error, "mails about sign-ins could not be sent; trying again");
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Sends the mails that are due; says how many the mail server took.
pub(super) async fn post_due(core: &Core, mailer: &dyn Mailer) -> Result<u64> {
    let now = core.now_ms();
    let due = pending::Entity::find()
        .filter(pending::Column::MailAt.lte(now))
        .filter(pending::Column::ExpiresAt.gt(now))
        .order_by_asc(pending::Column::MailAt)
        .all(core.db.read())
        .await?;
    let mut taken = 0;
    for row in due {
        // Whoever moves the time forward has the mail; another node finds it moved.
        let again = Some(now + AGAIN_MS);
        if !set_mail_at(core, row.id, row.mail_at, again).await? {
            continue;
        }
        let record = opened(core, &row).await?;
        match mailer.send(&letter(core, &row, &record)).await {
            Ok(_) => {
                // A mail that can be handed over again has not left: it was captured, and what is stored is the delivery.
                if record.about.ends_when_sent() && !mailer.is_repeatable() {
                    // Nothing is to be followed: with the letter goes what is known of its address here.
                    pending::Entity::delete_by_id(row.id).exec(core.db.write()).await?;
                } else {
                    set_mail_at(core, row.id, again, None).await?;
                }
                taken += 1;
            }
            Err(error) => tracing::warn!(%error, "a mail about a sign-in was not taken"),
        }
    }
    Ok(taken)
}

/// The mails whose links can be followed, oldest first: for `/dev/outbox` only.
pub(crate) async fn letters(core: &Core) -> Result<Vec<MailOut>> {
    let rows = pending::Entity::find()
        .filter(pending::Column::ExpiresAt.gt(core.now_ms()))
        .order_by_asc(pending::Column::ExpiresAt)
        .all(core.db.read())
        .await?;
    let mut letters = Vec::new();
    for row in rows {
        let record = opened(core, &row).await?;
        let at = row.expires_at - record.about.lasts_ms();
        letters.push(MailOut { at, ..letter(core, &row, &record) });
    }
    Ok(letters)
}

/// Moves the time at which a mail is tried, if it is `from` still; whether it was.
async fn set_mail_at(core: &Core, id: Uuid, from: Option<i64>, to: Option<i64>) -> Result<bool> {
    let changed = pending::Entity::update_many()
        .col_expr(pending::Column::MailAt, Expr::value(to))
        .filter(pending::Column::Id.eq(id))
        .filter(pending::Column::MailAt.eq(from))
        .exec(core.db.write())
        .await?;
    Ok(changed.rows_affected == 1)
}

fn letter(core: &Core, row: &pending::Model, record: &PendingRecord) -> MailOut {
    let url = &core.settings.public_url;
    let (subject, text) = match (record.about, &record.token) {
        (About::SignUp, Some(token)) => (
            "Confirm your e-mail address",
            format!(
                "Somebody, we hope you, has signed up at RealtorOS with this address. To open the account, follow \
                 this link within a day:\n\n{url}/sign-up/confirm/{token}\n\nIf it was not you, do nothing: no \
                 account will be opened.\n"
            ),
        ),
        (About::SignUp, None) => (
            "You have an account already",
            format!(
                "Somebody, perhaps you, has signed up at RealtorOS with this address, which has an account. Sign in \
                 here:\n\n{url}/sign-in\n\nIf it was not you, do nothing: nothing has changed.\n"
            ),
        ),
        (About::NewPassword, Some(token)) => (
            "Choose a new password",
            format!(
                "Somebody, we hope you, has forgotten the password of your RealtorOS account. To choose a new one, \
                 follow this link within an hour:\n\n{url}/password/{token}\n\nIf it was not you, do nothing: \
                 nothing has changed.\n"
            ),
        ),
        (About::NewPassword, None) => (
            "There is no account with this address",
            format!(
                "Somebody, perhaps you, wants to choose a new password at RealtorOS, where this address has no \
                 account. Perhaps you signed up with another one:\n\n{url}/sign-in\n\nIf it was not you, do \
                 nothing.\n"
            ),
        ),
        (About::Erased, _) => ("Your data was erased", record.words.clone()),
        (About::PasswordChanged, _) => (
            "Your password was changed",
            format!(
                "The password of your RealtorOS account was changed just now. Every browser was signed out; passkeys \
                 and API tokens work no more. If it was not you, choose another one at once:\n\n{url}/password\n"
            ),
        ),
        (About::SignInChanged, _) => (
            "Your sign-in has news",
            format!(
                "{} If it was you, there is nothing to do. If it was not, choose a new password at once, which signs \
                 every browser out and ends passkeys and API tokens:\n\n{url}/password\n",
                record.words
            ),
        ),
    };
    MailOut {
        message: MessageId(row.id),
        from_name: "RealtorOS".to_owned(),
        reply_to: None,
        to: record.email.as_str().to_owned(),
        subject: subject.to_owned(),
        text,
        html: None,
        headers: Vec::new(),
        at: core.now_ms(),
    }
}
