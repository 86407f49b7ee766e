//! Making links and finding them again.

use super::entity::{ActiveModel, Column, Entity};
use crate::{Core, Result, db, privacy::erasure, vault};
use realtoros_domain::ids::{AccountId, LeadId};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// What a link opens. One that opens one thing opens no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A lead's own page of a newsletter: `/n/{token}`.
    Newsletter,
    /// The way out of newsletters: `/u/{token}`. Never expires (P-52).
    Unsubscribe,
    /// What a lead decides about being contacted: `/me/{token}`.
    Preferences,
}

impl Purpose {
    /// The name under which the purpose is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Newsletter => "newsletter",
            Self::Unsubscribe => "unsubscribe",
            Self::Preferences => "preferences",
        }
    }

    /// For how long a link of this purpose works, in days. The way out stays open for ever (P-52); a lead gets a new
    /// link to their own page with each newsletter, and whenever the realtor sends one.
    const fn days(self) -> Option<i64> {
        match self {
            Self::Unsubscribe => None,
            Self::Newsletter => Some(2 * 365),
            Self::Preferences => Some(365),
        }
    }
}

/// A link to be.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// Whose lead.
    pub account: AccountId,
    /// The lead who holds it.
    pub lead: LeadId,
    /// What it opens.
    pub purpose: Purpose,
    /// Which one, such as the rendition of a newsletter.
    pub target: Option<Uuid>,
    /// The account's blind index of the lead's e-mail address.
    pub address_index: Vec<u8>,
}

/// A link that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its row.
    pub id: Uuid,
    /// Whose lead.
    pub account: AccountId,
    /// The lead who holds it; may have been erased since.
    pub lead: LeadId,
    /// What it opens, where it is one of several.
    pub target: Option<Uuid>,
    /// The account's blind index of the address that the link was sent to.
    pub address_index: Vec<u8>,
}

const USAGE: &str = "link/token";
const DAY_MS: i64 = 24 * 3_600_000;

/// Makes a link; the token for its address. Nobody can find the token again.
pub async fn issue(tx: &impl ConnectionTrait, core: &Core, link: NewLink) -> Result<String> {
    Ok(issue_many(tx, core, vec![link]).await?.pop().unwrap_or_default())
}

/// Makes many links with one statement; their tokens in the same order.
pub async fn issue_many(tx: &impl ConnectionTrait, core: &Core, links: Vec<NewLink>) -> Result<Vec<String>> {
    for link in &links {
        erasure::refuse_erased(tx, link.account, &[link.lead]).await?;
    }
    let index = core.vault.platform_index(tx, USAGE).await?;
    let now = core.now_ms();
    let (mut tokens, mut rows) = (Vec::with_capacity(links.len()), Vec::with_capacity(links.len()));
    for link in links {
        let token = vault::token();
        rows.push(ActiveModel {
            id: Set(core.new_id()),
            account_id: Set(link.account.0),
            lead_id: Set(link.lead.0),
            purpose: Set(link.purpose.as_str().to_owned()),
            target_id: Set(link.target),
            token_index: Set(index.hash(&token)),
            address_index: Set(link.address_index),
            created_at: Set(now),
            expires_at: Set(link.purpose.days().map(|days| now + days * DAY_MS)),
            revoked_at: Set(None),
        });
        tokens.push(token);
    }
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(tokens)
}

/// The link of this token, if it opens what is asked for and has neither expired nor been revoked.
pub async fn resolve(core: &Core, token: &str, purpose: Purpose) -> Result<Option<Link>> {
    let conn = core.db.read();
    let index = core.vault.platform_index(conn, USAGE).await?;
    let query = Entity::find()
        .filter(Column::TokenIndex.eq(index.hash(token)))
        .filter(Column::Purpose.eq(purpose.as_str()))
        .filter(Column::RevokedAt.is_null());
    let row = db::across(query.one(conn)).await?;
    let valid = row.filter(|row| row.expires_at.is_none_or(|end| core.now_ms() < end));
    if let Some(row) = &valid {
        db::enter(AccountId(row.account_id));
    }
    Ok(valid.map(|row| Link {
        id: row.id,
        account: AccountId(row.account_id),
        lead: LeadId(row.lead_id),
        target: row.target_id,
        address_index: row.address_index,
    }))
}

/// Ends the links of a lead, but for those to unsubscribe: the way out stays open for ever (P-52).
pub async fn revoke(tx: &impl ConnectionTrait, core: &Core, account: AccountId, lead: LeadId) -> Result<u64> {
    let changed = Entity::update_many()
        .set(ActiveModel { revoked_at: Set(Some(core.now_ms())), ..Default::default() })
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.eq(lead.0))
        .filter(Column::Purpose.ne(Purpose::Unsubscribe.as_str()))
        .filter(Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    Ok(changed.rows_affected)
}
