//! The passkeys of a member: adding one, listing and removing them.

use super::{
    super::{
        confirm::confirm,
        entity::member,
        news::{self, News},
        repository::{acting_member, open_member},
    },
    ceremony::{self, Begun},
    code,
    entity::passkey::{ActiveModel, Column, Entity, Model},
    misfit::Misfit,
    record::{CeremonyRecord, PasskeyRecord},
    relying_party::relying_party,
};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db::{self, is_conflict},
    vault::{DataKey, KeyOwner},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use realtoros_domain::{
    contact::tidy,
    ids::{AccountId, UserId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// Most characters of a name.
const LONGEST: usize = 60;
/// Most passkeys of a member.
const MOST: usize = 20;

/// A passkey as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedPasskey {
    /// Which one.
    pub id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// When it was added, in milliseconds since 1970 UTC.
    pub added_at: i64,
    /// When somebody last signed in with it.
    pub last_used_at: Option<i64>,
}

/// The acting member's passkeys, oldest first.
pub async fn passkeys(core: &Core, scope: &Scope) -> Result<Vec<AddedPasskey>> {
    let conn = core.db.read();
    let member = acting_member(conn, scope).await?;
    let shown = |(row, record): (Model, PasskeyRecord)| AddedPasskey {
        id: row.id,
        name: record.name,
        added_at: row.added_at,
        last_used_at: row.last_used_at,
    };
    Ok(stored(conn, core, &member).await?.into_iter().map(shown).collect())
}

/// Begins to add one, after the password and, where the second step is on, a code: what the browser is asked. A passkey
/// replaces the second step, so it takes no less to add one than to turn the step off. The passkey is to verify its owner,
/// and to be found without a name being typed.
pub async fn begin_adding(
    core: &Core,
    scope: &Scope,
    name: &str,
    password: &str,
    typed: &str,
    ip: &str,
) -> std::result::Result<Begun, Misfit> {
    let name = tidy(name);
    if name.is_empty() || name.chars().count() > LONGEST {
        let why = Error::invalid("Give the passkey a name of at most 60 characters, such as “My phone”.");
        return Err(Misfit::of("name")(why));
    }
    let ours = relying_party(&core.settings)?;
    confirm(core, scope, password, ip).await.map_err(Misfit::of("password"))?;
    let conn = core.db.read();
    let member = acting_member(conn, scope).await?;
    let known = stored(conn, core, &member).await?;
    if known.len() >= MOST {
        return Err(Error::invalid("Remove a passkey that you no longer use first: 20 are the most.").into());
    }
    code::pass(core, scope, &member, typed, ip).await.map_err(Misfit::of("code"))?;
    let known = known.into_iter().map(|(_, record)| record.key.cred_id().clone()).collect();
    let person = open_member(core, conn, &member).await?;
    let begun = ours.start_passkey_registration(member.id, person.email.as_str(), &person.name, Some(known));
    let (asked, state) =
        begun.map_err(|error| Error::Internal(format!("a passkey cannot be added: {error}")))?;
    let mut options = serde_json::to_value(&asked.public_key)?;
    // The library leaves this to chance. Without it somebody would have to say who they are before they sign in.
    options["authenticatorSelection"]["residentKey"] = "required".into();
    options["authenticatorSelection"]["requireResidentKey"] = true.into();
    let record = CeremonyRecord::Adding { member: UserId(member.id), name, state: Box::new(state) };
    Ok(Begun { token: ceremony::remember(core, &record).await?, options: options.to_string() })
}

/// Adds the passkey that the browser has made.
pub async fn add_passkey(core: &Core, scope: &Scope, token: &str, answer: &str) -> Result<()> {
    let ours = relying_party(&core.settings)?;
    let CeremonyRecord::Adding { member: asked, name, state } = ceremony::take(core, token).await? else {
        return Err(ceremony::over());
    };
    if scope.actor.member() != Some(asked) {
        return Err(ceremony::over());
    }
    let answer = serde_json::from_str(answer).map_err(|_| unusable())?;
    let key = ours.finish_passkey_registration(&answer, &state).map_err(|error| {
        tracing::warn!(%error, "a passkey was refused");
        unusable()
    })?;
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    let member = acting_member(&tx, scope).await?;
    let id = core.new_id();
    let row = ActiveModel {
        id: Set(id),
        account_id: Set(scope.account.0),
        member_id: Set(member.id),
        credential_index: Set(index(core, &tx, key.cred_id()).await?),
        added_at: Set(core.now_ms()),
        last_used_at: Set(None),
        sealed: Set(seal(&tx, core, &member, id, &PasskeyRecord { name, key }).await?),
    };
    match Entity::insert(row).exec_without_returning(&tx).await {
        Ok(_) => {}
        Err(error) if is_conflict(&error) => {
            return Err(Error::Conflict("This passkey is in use already.".to_owned()));
        }
        Err(error) => return Err(error.into()),
    }
    audit::record(&tx, core, scope, Entry::new("passkey.added", Subject::one("passkey", id))).await?;
    news::tell(&tx, core, &member, News::PasskeyAdded).await?;
    Ok(tx.commit().await?)
}

/// Removes a passkey, after the password: it opens nothing any more.
pub async fn remove_passkey(core: &Core, scope: &Scope, id: Uuid, password: &str, ip: &str) -> Result<()> {
    confirm(core, scope, password, ip).await?;
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    let member = acting_member(&tx, scope).await?;
    let gone = Entity::delete_many()
        .filter(Column::AccountId.eq(scope.account.0))
        .filter(Column::MemberId.eq(member.id))
        .filter(Column::Id.eq(id))
        .exec(&tx)
        .await?;
    if gone.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    audit::record(&tx, core, scope, Entry::new("passkey.removed", Subject::one("passkey", id))).await?;
    news::tell(&tx, core, &member, News::PasskeyRemoved).await?;
    Ok(tx.commit().await?)
}

/// Deletes every passkey of the member, in the caller's transaction; says how many.
pub async fn forget(tx: &impl ConnectionTrait, member: &member::Model) -> Result<u64> {
    let gone = Entity::delete_many()
        .filter(Column::AccountId.eq(member.account_id))
        .filter(Column::MemberId.eq(member.id))
        .exec(tx)
        .await?;
    Ok(gone.rows_affected)
}

/// The hash by which a passkey is found. It is the installation's: no passkey is in two accounts.
pub async fn index(core: &Core, conn: &impl ConnectionTrait, credential: &[u8]) -> Result<Vec<u8>> {
    let index = core.vault.platform_index(conn, "passkey/credential").await?;
    Ok(index.hash(&URL_SAFE_NO_PAD.encode(credential)))
}

/// Opens a passkey of the member.
pub async fn open(
    conn: &impl ConnectionTrait,
    core: &Core,
    member: &member::Model,
    row: &Model,
) -> Result<PasskeyRecord> {
    let account = AccountId(member.account_id);
    Ok(key(conn, core, member).await?.open(account, row.id, &row.sealed)?)
}

/// Seals a passkey of the member.
pub async fn seal(
    conn: &impl ConnectionTrait,
    core: &Core,
    member: &member::Model,
    id: Uuid,
    record: &PasskeyRecord,
) -> Result<Vec<u8>> {
    Ok(key(conn, core, member).await?.seal(AccountId(member.account_id), id, record)?)
}

async fn key(conn: &impl ConnectionTrait, core: &Core, member: &member::Model) -> Result<DataKey> {
    core.vault.key(conn, KeyOwner::Member(AccountId(member.account_id), UserId(member.id))).await
}

async fn stored(
    conn: &impl ConnectionTrait,
    core: &Core,
    member: &member::Model,
) -> Result<Vec<(Model, PasskeyRecord)>> {
    let rows = Entity::find()
        .filter(Column::AccountId.eq(member.account_id))
        .filter(Column::MemberId.eq(member.id))
        .order_by_asc(Column::AddedAt)
        .all(conn)
        .await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let record = open(conn, core, member, &row).await?;
        all.push((row, record));
    }
    Ok(all)
}

fn unusable() -> Error {
    Error::invalid("The browser's answer cannot be used. Please try again.")
}
