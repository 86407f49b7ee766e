//! Signing in with a passkey: it proves the device and, as user verification is required, the person. Both factors in one,
//! so no second step follows.

use super::{
    super::{
        repository::member_by_id,
        sign_in::scope_of,
        throttle::{self, Counted},
    },
    ceremony::{self, Begun},
    entity::passkey::{ActiveModel, Column, Entity},
    passkey,
    record::CeremonyRecord,
    relying_party::relying_party,
};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db,
};
use realtoros_domain::ids::UserId;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use webauthn_rs::prelude::PublicKeyCredential;

/// Begins: what the browser is asked. Nobody says who they are, so the answer tells nothing of who has an account (P-35).
pub async fn begin_passkey_sign_in(core: &Core, ip: &str) -> Result<Begun> {
    let ours = relying_party(&core.settings)?;
    throttle::count(core, &[Counted::Ceremony(ip)]).await?;
    let begun = ours.start_discoverable_authentication();
    let (asked, state) = begun.map_err(|error| Error::Internal(format!("passkeys: {error}")))?;
    let options = serde_json::to_string(&asked.public_key)?;
    let record = CeremonyRecord::SigningIn { state: Box::new(state) };
    Ok(Begun { token: ceremony::remember(core, &record).await?, options })
}

/// Ends: signs in whose passkey has answered. Whatever is wrong with an answer, it is [`Error::Unauthenticated`].
pub async fn sign_in_with_passkey(core: &Core, token: &str, answer: &str, ip: &str) -> Result<Scope> {
    let ours = relying_party(&core.settings)?;
    let CeremonyRecord::SigningIn { state } = ceremony::take(core, token).await? else {
        return Err(ceremony::over());
    };
    let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(|_| Error::Unauthenticated)?;
    let identified = ours.identify_discoverable_authentication(&answer);
    let (member, credential) = identified.map_err(|_| Error::Unauthenticated)?;
    let member = UserId(member);
    let found = member_by_id(core.db.read(), member).await?.ok_or(Error::Unauthenticated)?;
    let scope = scope_of(&found);

    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    let row = Entity::find()
        .filter(Column::AccountId.eq(scope.account.0))
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::CredentialIndex.eq(passkey::index(core, &tx, credential).await?))
        .one(&tx)
        .await?
        .ok_or(Error::Unauthenticated)?;
    let mut record = passkey::open(&tx, core, &found, &row).await?;
    let result =
        ours.finish_discoverable_authentication_v2(&answer, *state, &record.key).map_err(|error| {
            tracing::warn!(%error, "a passkey did not sign in");
            Error::Unauthenticated
        })?;
    if !result.user_verified() {
        return Err(Error::Unauthenticated);
    }
    record.key.update_credential(&result);
    let change = ActiveModel {
        id: Set(row.id),
        last_used_at: Set(Some(core.now_ms())),
        sealed: Set(passkey::seal(&tx, core, &found, row.id, &record).await?),
        ..Default::default()
    };
    change.update(&tx).await?;
    let entry = Entry::new("member.signed_in", Subject::one("member", found.id));
    audit::record(&tx, core, &scope, entry.with("by=passkey")).await?;
    tx.commit().await?;
    throttle::take_back(core, Counted::Ceremony(ip)).await?;
    Ok(scope)
}
