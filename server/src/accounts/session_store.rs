//! Sessions in the database, for `tower_sessions`.
//!
//! The cookie's value is stored only as a keyed hash, what the session holds only sealed, and both limits follow
//! the injected clock: twelve hours without a request, thirty days in all (rules B4.5).

use super::{entity::session, record::SessionRecord};
use crate::{
    Core, Result,
    db::is_conflict,
    vault::{DataKey, KeyOwner},
};
use async_trait::async_trait;
use realtoros_domain::ids::{AccountId, UserId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use tower_sessions::{
    Session, SessionStore,
    cookie::time::{Duration, OffsetDateTime},
    session::{Id, Record},
    session_store,
};
use uuid::Uuid;

/// How long a session lasts without a request, in milliseconds.
const IDLE_MS: i64 = 12 * 60 * 60 * 1_000;

/// How long a session lasts at most, in milliseconds.
pub(crate) const ABSOLUTE_MS: i64 = 30 * 24 * 60 * 60 * 1_000;

/// How exact the idle limit is: a session is not written again for each request.
const TOUCH_MS: i64 = 5 * 60 * 1_000;

/// Under this name a session holds its member's id, and nothing else.
pub const MEMBER: &str = "member";

/// The sessions of an installation.
#[derive(Clone, Debug)]
pub struct DatabaseSessions(pub Core);

impl DatabaseSessions {
    pub(super) async fn index(&self, id: &Id) -> Result<Vec<u8>> {
        let index = self.0.vault.platform_index(self.0.db.read(), "session/id").await?;
        Ok(index.hash(&id.0.to_string()))
    }

    async fn key(&self) -> Result<DataKey> {
        self.0.vault.key(self.0.db.read(), KeyOwner::Platform).await
    }

    async fn insert(&self, record: &mut Record) -> Result<()> {
        let now = self.0.now_ms();
        loop {
            let id_index = self.index(&record.id).await?;
            let row = session::ActiveModel {
                member_id: Set(member_of(record)),
                created_at: Set(now),
                expires_at: Set(now + IDLE_MS),
                sealed: Set(seal(&self.key().await?, &id_index, record)?),
                id_index: Set(id_index),
            };
            match session::Entity::insert(row).exec_without_returning(self.0.db.write()).await {
                Ok(_) => return Ok(()),
                Err(error) if is_conflict(&error) => record.id = Id::default(),
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Changes a session that is still there; one that was ended meanwhile stays ended.
    async fn update(&self, record: &Record) -> Result<()> {
        let id_index = self.index(&record.id).await?;
        if let Some(row) = session::Entity::find_by_id(id_index.clone()).one(self.0.db.write()).await? {
            let change = session::ActiveModel {
                member_id: Set(member_of(record)),
                sealed: Set(seal(&self.key().await?, &id_index, record)?),
                id_index: Set(row.id_index),
                ..Default::default()
            };
            change.update(self.0.db.write()).await?;
        }
        Ok(())
    }

    async fn find(&self, id: &Id) -> Result<Option<Record>> {
        let now = self.0.now_ms();
        let id_index = self.index(id).await?;
        let Some(row) = session::Entity::find_by_id(id_index.clone()).one(self.0.db.read()).await? else {
            return Ok(None);
        };
        let last = row.created_at + ABSOLUTE_MS;
        if now >= row.expires_at || now >= last {
            return Ok(None);
        }
        let expires_at = (now + IDLE_MS).min(last);
        if expires_at - row.expires_at > TOUCH_MS {
            session::Entity::update_many()
                .col_expr(session::Column::ExpiresAt, Expr::value(expires_at))
                .filter(session::Column::IdIndex.eq(id_index.clone()))
                .exec(self.0.db.write())
                .await?;
        }
        let data: SessionRecord =
            self.key().await?.open(AccountId(Uuid::nil()), row_id(&id_index), &row.sealed)?;
        // `tower_sessions` compares this with the machine's clock; our own limits have been checked above.
        let expiry_date = OffsetDateTime::now_utc() + Duration::milliseconds(ABSOLUTE_MS);
        Ok(Some(Record { id: *id, data: data.0, expiry_date }))
    }

    async fn remove(&self, id: &Id) -> Result<()> {
        session::Entity::delete_by_id(self.index(id).await?).exec(self.0.db.write()).await?;
        Ok(())
    }
}

/// What a session is known by elsewhere: the keyed hash of its id, in hexadecimal. Nobody gets into it with that.
pub async fn session_mark(core: &Core, session: &Session) -> Result<Option<String>> {
    let Some(id) = session.id() else { return Ok(None) };
    Ok(Some(hex::encode(DatabaseSessions(core.clone()).index(&id).await?)))
}

/// Whether the session with this mark is not over, and still the member's. One that signs in anew gets another mark.
pub(super) async fn session_goes_on(core: &Core, mark: &str, member: UserId) -> Result<bool> {
    let Ok(index) = hex::decode(mark) else { return Ok(false) };
    let now = core.now_ms();
    let row = session::Entity::find_by_id(index).one(core.db.read()).await?;
    Ok(row.is_some_and(|row| {
        row.member_id == Some(member.0) && now < row.expires_at && now < row.created_at + ABSOLUTE_MS
    }))
}

#[async_trait]
impl SessionStore for DatabaseSessions {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        self.insert(record).await.map_err(failed)
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        self.update(record).await.map_err(failed)
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        self.find(id).await.map_err(failed)
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        self.remove(id).await.map_err(failed)
    }
}

fn member_of(record: &Record) -> Option<Uuid> {
    record.data.get(MEMBER)?.as_str()?.parse().ok()
}

fn seal(key: &DataKey, id_index: &[u8], record: &Record) -> Result<Vec<u8>> {
    Ok(key.seal(AccountId(Uuid::nil()), row_id(id_index), &SessionRecord(record.data.clone()))?)
}

/// What the seal is bound to: the first half of the row's hash.
fn row_id(id_index: &[u8]) -> Uuid {
    id_index.get(..16).and_then(|half| Uuid::from_slice(half).ok()).unwrap_or_default()
}

#[expect(clippy::needless_pass_by_value, reason = "used as a function for map_err")]
fn failed(error: crate::Error) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}
