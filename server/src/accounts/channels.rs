//! How an account reaches its leads.

use super::{entity::channel_settings, profile, record::ChannelSettings};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db,
    live::Event,
    outbound,
    vault::KeyOwner,
};
use realtoros_domain::{
    contact::PhoneNumber,
    ids::AccountId,
    registration::{self, Registration},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict,
};

/// The account's channels; nothing is set up at first.
pub async fn channels(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
) -> Result<ChannelSettings> {
    match channel_settings::Entity::find_by_id(account.0).one(conn).await? {
        Some(row) => opened(conn, core, &row).await,
        None => Ok(ChannelSettings::default()),
    }
}

/// Stores the account's channels. A number that sends for another account is refused: STOP to it would reach only one of
/// the two (policy tension T5). Texts that waited for its registration are decided again once that is recorded, or once no
/// carrier is involved any more (P-50).
pub async fn save_channels(core: &Core, scope: &Scope, settings: ChannelSettings) -> Result<()> {
    let settings = checked(settings)?;
    if let Some(number) = &settings.twilio_from_number
        && db::across(is_shared(core, scope.account, number)).await?
    {
        return Err(Error::Conflict(
            "This number cannot be used: each account needs one of its own.".to_owned(),
        ));
    }
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    let key = core.vault.key(&tx, KeyOwner::Account(scope.account)).await?;
    let row = channel_settings::ActiveModel {
        account_id: Set(scope.account.0),
        updated_at: Set(core.now_ms()),
        sealed: Set(key.seal(scope.account, scope.account.0, &settings)?),
    };
    channel_settings::Entity::insert(row)
        .on_conflict(
            OnConflict::column(channel_settings::Column::AccountId)
                .update_columns([channel_settings::Column::UpdatedAt, channel_settings::Column::Sealed])
                .to_owned(),
        )
        .exec_without_returning(&tx)
        .await?;
    let (released, expired) = if !settings.has_twilio() || settings.is_registered() {
        outbound::repository::release_unregistered(&tx, scope.account, core.now_ms()).await?
    } else {
        (0, 0)
    };
    let yes = |is: bool| if is { "yes" } else { "no" };
    let (twilio, registered) = (yes(settings.has_twilio()), yes(settings.is_registered()));
    let detail = format!("twilio={twilio} registered={registered} released={released} expired={expired}");
    audit::record(
        &tx,
        core,
        scope,
        Entry::new("channels.updated", Subject::one("account", scope.account)).with(detail),
    )
    .await?;
    tx.commit().await?;
    core.wake.notify_waiters();
    core.live.send(scope.account, Event::Messages);
    Ok(())
}

/// The registration that somebody enters for `number`, as it is typed. What is stored for another number is left over from
/// it and counts for nothing, until somebody enters it anew (P-50).
pub async fn entered_registration(
    core: &Core,
    scope: &Scope,
    number: &str,
    entry: &registration::Entry,
) -> Result<Option<Registration>> {
    let number = Some(number.trim()).filter(|number| !number.is_empty());
    let number: Option<PhoneNumber> = number
        .map(|number| number.parse().map_err(|why| Error::Invalid(format!("From number: {why}"))))
        .transpose()?;
    let stored = channels(core.db.read(), core, scope.account).await?.registration;
    if let Some(stored) = stored
        && number.as_ref().is_none_or(|number| number.e164() != stored.number)
        && entry.trimmed() == registration::Entry::of(&stored)
    {
        return Ok(None);
    }
    let zone = profile(core, scope).await?.time_zone.parse().unwrap_or(chrono_tz::America::New_York);
    let today = core.now().with_timezone(&zone).date_naive();
    entry.read(number.as_ref(), today).map_err(|why| Error::Invalid(why.to_string()))
}

/// Deletes an account's sign-in at Twilio, because Twilio was removed as a sub-processor; says whether there was one.
pub async fn forget_twilio(core: &Core, account: AccountId) -> Result<bool> {
    let known = channels(core.db.read(), core, account).await?;
    if known.twilio_account_sid.is_none() && known.twilio_auth_token.is_none() {
        return Ok(false);
    }
    let scope = Scope { account, actor: Actor::Operator };
    let left = ChannelSettings { mail_from_name: known.mail_from_name, ..ChannelSettings::default() };
    save_channels(core, &scope, left).await?;
    Ok(true)
}

/// Whether another account sends from this number. One that does not open any more sends nothing.
async fn is_shared(core: &Core, account: AccountId, number: &str) -> Result<bool> {
    let conn = core.db.read();
    let others = channel_settings::Entity::find().filter(channel_settings::Column::AccountId.ne(account.0));
    for row in others.all(conn).await? {
        match opened(conn, core, &row).await {
            Ok(settings) if settings.twilio_from_number.as_deref() == Some(number) => return Ok(true),
            Ok(_) | Err(Error::Vault(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(false)
}

async fn opened(
    conn: &impl ConnectionTrait,
    core: &Core,
    row: &channel_settings::Model,
) -> Result<ChannelSettings> {
    let account = AccountId(row.account_id);
    Ok(core.vault.key(conn, KeyOwner::Account(account)).await?.open(account, account.0, &row.sealed)?)
}

fn checked(settings: ChannelSettings) -> Result<ChannelSettings> {
    let present = |value: Option<String>| value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    let sid = present(settings.twilio_account_sid);
    let token = present(settings.twilio_auth_token);
    let number = present(settings.twilio_from_number);
    let is_sid = |sid: &String| {
        sid.len() == 34 && sid.starts_with("AC") && sid[2..].bytes().all(|b| b.is_ascii_hexdigit())
    };
    if sid.as_ref().is_some_and(|sid| !is_sid(sid)) {
        return Err(Error::invalid("A Twilio account SID is AC and 32 digits or letters from a to f."));
    }
    let number = match number {
        None => None,
        Some(text) => match text.parse::<PhoneNumber>() {
            Ok(number) => Some(number.e164().to_owned()),
            Err(why) => return Err(Error::Invalid(format!("From number: {why}"))),
        },
    };
    let set = [sid.is_some(), token.is_some(), number.is_some()];
    if set.contains(&true) && set.contains(&false) {
        return Err(Error::invalid("Twilio needs all three: account SID, auth token and number."));
    }
    // A line break in a name could add headers to a mail.
    let mail_from_name = present(settings.mail_from_name.map(|name| realtoros_domain::contact::tidy(&name)));
    // It belongs to one number: with another it is taken back (P-50).
    let registration =
        settings.registration.filter(|found| number.as_deref().is_some_and(|number| found.covers(number)));
    Ok(ChannelSettings {
        registration,
        twilio_account_sid: sid,
        twilio_auth_token: token,
        twilio_from_number: number,
        mail_from_name,
    })
}
