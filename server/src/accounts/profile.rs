//! What an account says about its business, and what it allows.

use super::{
    entity::{account, member},
    record::AccountProfile,
    repository::{self, acting_member, open_account, open_member, seal_member},
    sign_up::{name_problem, normal_profile, profile_problems},
};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    vault::KeyOwner,
};
use realtoros_domain::contact::tidy;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

/// Whether an account works or is on its way out. What else there is to know about the way out is in
/// [`crate::privacy::closing`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountStatus {
    /// Everything works.
    Active,
    /// Closing or held: nothing is sent but answers to requests about personal data, nothing is changed (P-56).
    Closing,
    /// Being purged, or in a state that nobody knows: nothing at all is done (P-57).
    Purging,
}

impl AccountStatus {
    /// The word in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Closing => "closing",
            Self::Purging => "purging",
        }
    }

    /// The status for a word in the database; with what is not known nothing is done.
    pub fn from_db(text: &str) -> Self {
        match text {
            "active" => Self::Active,
            "closing" | "held" => Self::Closing,
            _ => Self::Purging,
        }
    }
}

/// An account and the member who looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The brokerage's name.
    pub brokerage: String,
    /// The state of the licence, as its postal abbreviation.
    pub licence_state: String,
    /// The postal address of the business; it may have several lines.
    pub postal_address: String,
    /// The business telephone number, in E.164.
    pub phone: String,
    /// The IANA name of the zone in which the realtor works.
    pub time_zone: String,
    /// The member's name.
    pub member_name: String,
    /// Where the member is reached.
    pub member_email: String,
    /// Whether the assistant may be used at all (P-04).
    pub ai_enabled: bool,
    /// Whether the account works.
    pub status: AccountStatus,
}

/// What a member may change of it.
#[derive(Clone, Debug)]
pub struct ProfileChange {
    /// The member's name.
    pub member_name: String,
    /// The business.
    pub account: AccountProfile,
}

/// The account of `scope` with the acting member; for actors who are no members, with its first one.
pub async fn profile(core: &Core, scope: &Scope) -> Result<Profile> {
    let conn = core.db.read();
    let row = repository::account(conn, scope).await?;
    let account = open_account(core, conn, &row).await?;
    let member = open_member(core, conn, &acting_member(conn, scope).await?).await?;
    Ok(Profile {
        brokerage: account.brokerage,
        licence_state: account.licence_state,
        postal_address: account.postal_address,
        phone: account.phone,
        time_zone: account.time_zone,
        member_name: member.name,
        member_email: member.email.into(),
        ai_enabled: row.ai_enabled,
        status: AccountStatus::from_db(&row.status),
    })
}

/// Stores what a member has changed.
pub async fn update_profile(core: &Core, scope: &Scope, change: ProfileChange) -> Result<()> {
    if let Some(problem) = profile_problems(&change.account).into_iter().next() {
        return Err(Error::Invalid(problem.message));
    }
    if let Some(why) = name_problem(&change.member_name) {
        return Err(Error::invalid(why));
    }
    let name = tidy(&change.member_name);
    let tx = core.db.begin().await?;
    let key = core.vault.key(&tx, KeyOwner::Account(scope.account)).await?;
    let sealed = key.seal(scope.account, scope.account.0, &normal_profile(&change.account))?;
    account::ActiveModel { id: Set(scope.account.0), sealed: Set(sealed), ..Default::default() }
        .update(&tx)
        .await?;
    let row = acting_member(&tx, scope).await?;
    let mut record = open_member(core, &tx, &row).await?;
    record.name = name;
    let sealed = seal_member(core, &tx, &row, &record).await?;
    member::ActiveModel { id: Set(row.id), sealed: Set(sealed), ..Default::default() }.update(&tx).await?;
    audit::record(&tx, core, scope, Entry::new("account.updated", Subject::one("account", scope.account)))
        .await?;
    Ok(tx.commit().await?)
}

/// Allows or forbids the assistant for the whole account.
pub async fn set_ai_enabled(core: &Core, scope: &Scope, enabled: bool) -> Result<()> {
    let tx = core.db.begin().await?;
    account::ActiveModel { id: Set(scope.account.0), ai_enabled: Set(enabled), ..Default::default() }
        .update(&tx)
        .await?;
    let detail = if enabled { "ai=on" } else { "ai=off" };
    audit::record(
        &tx,
        core,
        scope,
        Entry::new("account.ai", Subject::one("account", scope.account)).with(detail),
    )
    .await?;
    Ok(tx.commit().await?)
}
