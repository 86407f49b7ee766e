//! Opening an account.

use super::{
    entity::{account, member},
    identity::{self, Identity},
    password,
    profile::AccountStatus,
    record::{AccountProfile, MemberRecord},
    repository::email_index,
    throttle::{self, Counted},
};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db::{self, is_conflict},
    vault::KeyOwner,
};
use chrono_tz::Tz;
use realtoros_domain::{
    contact::{EmailAddress, PhoneNumber, tidy},
    ids::{AccountId, UserId},
    policy, quiet_hours,
};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};
use sha2::{Digest, Sha256};

/// How the new member will prove who they are.
#[derive(Clone, Debug)]
pub enum Credential {
    /// By a password.
    Password(String),
    /// By an identity at a provider, just proven.
    Identity(Identity),
}

/// The form, as it was filled in.
#[derive(Clone, Debug)]
pub struct SignUp {
    /// The member's name.
    pub name: String,
    /// Where the member is reached.
    pub email: String,
    /// How the member will sign in.
    pub credential: Credential,
    /// The brokerage's name.
    pub brokerage: String,
    /// The state of the licence: abbreviation or name.
    pub licence_state: String,
    /// The postal address that every commercial mail carries (15 U.S.C. 7704(a)(5)).
    pub postal_address: String,
    /// The business telephone number.
    pub phone: String,
    /// The IANA name of the zone in which the realtor works.
    pub time_zone: String,
    /// Whether the member says to be 18 or older (policy section 12).
    pub adult: bool,
    /// Whether the member accepts the policy in its present version.
    pub policy_accepted: bool,
    /// The network address that the request came from.
    pub ip: String,
}

/// What is wrong with one field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name in the form.
    pub field: &'static str,
    /// What to do about it.
    pub message: String,
}

impl Problem {
    fn new(field: &'static str, message: impl Into<String>) -> Self {
        Self { field, message: message.into() }
    }
}

/// The SHA-256 of the policy's wording, in hexadecimal digits: what a member accepts is stored with it.
pub fn policy_hash() -> String {
    hex::encode(Sha256::digest(policy::TEXT.as_bytes()))
}

/// Everything that must be put right before the account can be opened. Never says whether an address is taken.
pub fn problems(form: &SignUp) -> Vec<Problem> {
    let mut problems = Vec::new();
    if tidy(&form.name).is_empty() {
        problems.push(Problem::new("name", "Enter your name."));
    }
    if form.email.parse::<EmailAddress>().is_err() {
        problems.push(Problem::new("email", "Enter an e-mail address such as you@brokerage.example."));
    }
    if let Credential::Password(password) = &form.credential
        && let Some(why) = password::problem(password, &[&form.name, &form.email])
    {
        problems.push(Problem::new("password", why));
    }
    problems.extend(profile_problems(&AccountProfile {
        brokerage: form.brokerage.clone(),
        licence_state: form.licence_state.clone(),
        postal_address: form.postal_address.clone(),
        phone: form.phone.clone(),
        time_zone: form.time_zone.clone(),
    }));
    if !form.adult {
        problems.push(Problem::new("adult", "RealtorOS is for people who are 18 or older."));
    }
    if !form.policy_accepted {
        problems.push(Problem::new("policy", "Read the privacy policy and accept it to go on."));
    }
    problems
}

/// The same for what an account says about its business.
pub(super) fn profile_problems(profile: &AccountProfile) -> Vec<Problem> {
    let mut problems = Vec::new();
    if tidy(&profile.brokerage).is_empty() {
        problems.push(Problem::new("brokerage", "Enter the name of your brokerage."));
    }
    if state_code(&profile.licence_state).is_none() {
        problems.push(Problem::new("licence_state", "Choose the state that licensed you."));
    }
    if tidy(&profile.postal_address).chars().count() < 10 {
        let message = "Enter street, city, state and ZIP code: the law wants them on every commercial mail.";
        problems.push(Problem::new("postal_address", message));
    }
    if profile.phone.parse::<PhoneNumber>().is_err() {
        problems.push(Problem::new("phone", "Enter a phone number with its area code."));
    }
    if profile.time_zone.parse::<Tz>().is_err() {
        problems.push(Problem::new("time_zone", "Choose the time zone in which you work."));
    }
    problems
}

/// The profile in normal form; call [`profile_problems`] first.
pub(super) fn normal_profile(profile: &AccountProfile) -> AccountProfile {
    let lines = profile.postal_address.lines().map(tidy).filter(|line| !line.is_empty());
    AccountProfile {
        brokerage: tidy(&profile.brokerage),
        licence_state: state_code(&profile.licence_state).unwrap_or_default().to_owned(),
        postal_address: lines.collect::<Vec<_>>().join("\n"),
        phone: profile.phone.parse::<PhoneNumber>().map_or_else(|_| String::new(), |p| p.e164().to_owned()),
        time_zone: profile.time_zone.clone(),
    }
}

fn state_code(text: &str) -> Option<&'static str> {
    let text = text.trim();
    quiet_hours::state_names()
        .find(|(code, name)| code.eq_ignore_ascii_case(text) || name.eq_ignore_ascii_case(text))
        .map(|(code, _)| code)
}

/// Opens an account with its first member, who is the caller from now on.
///
/// An address that is taken is refused with a sentence that does not say so, after the same work, and counts as
/// an attempt to sign in.
pub async fn sign_up(core: &Core, form: SignUp) -> Result<Scope> {
    if let Some(problem) = problems(&form).into_iter().next() {
        return Err(Error::Invalid(problem.message));
    }
    let email: EmailAddress = form.email.parse().map_err(|_| not_opened())?;
    let password = match &form.credential {
        Credential::Password(password) => Some(password::hash_apart(password).await?),
        Credential::Identity(_) => None,
    };
    throttle::count(core, &[Counted::Address(&form.ip)]).await?;
    let scope = Scope { account: AccountId(core.new_id()), actor: Actor::Member(UserId(core.new_id())) };
    db::enter(scope.account);
    let tx = core.db.begin().await?;
    match open(&tx, core, scope, &form, email.clone(), password).await {
        Ok(()) => {
            tx.commit().await?;
            throttle::forgive(core, email.as_str(), &form.ip).await?;
            Ok(scope)
        }
        Err(Error::Database(error)) if is_conflict(&error) => Err(not_opened()),
        Err(other) => Err(other),
    }
}

fn not_opened() -> Error {
    Error::Conflict(
        "An account could not be opened with this. Check the form, or sign in if you have one.".into(),
    )
}

async fn open(
    tx: &DatabaseTransaction,
    core: &Core,
    scope: Scope,
    form: &SignUp,
    email: EmailAddress,
    password: Option<String>,
) -> Result<()> {
    let now = core.now_ms();
    let in_force = policy::in_force(core.policies, core.now().date_naive());
    let Scope { account, actor: Actor::Member(user) } = scope else { return Err(Error::Unauthenticated) };

    let mut keys = core.vault.make_account_keys(account, now)?;
    let account_key = keys[0].key.clone();
    let member_key = core.vault.make(&account_key, KeyOwner::Member(account, user), now)?;
    let profile = normal_profile(&AccountProfile {
        brokerage: form.brokerage.clone(),
        licence_state: form.licence_state.clone(),
        postal_address: form.postal_address.clone(),
        phone: form.phone.clone(),
        time_zone: form.time_zone.clone(),
    });
    let record = MemberRecord { name: tidy(&form.name), email, password };
    let member = member::ActiveModel {
        id: Set(user.0),
        account_id: Set(account.0),
        email_index: Set(email_index(core, tx, &record.email).await?),
        adult_attested_at: Set(now),
        policy_version: Set(in_force.id.to_owned()),
        policy_hash: Set(in_force.sha256.to_owned()),
        policy_accepted_at: Set(now),
        created_at: Set(now),
        sealed: Set(member_key.key.seal(account, user.0, &record)?),
    };
    member::Entity::insert(member).exec_without_returning(tx).await?;
    let row = account::ActiveModel {
        id: Set(account.0),
        status: Set(AccountStatus::Active.as_str().to_owned()),
        revision: Set(0),
        ai_enabled: Set(true),
        created_at: Set(now),
        sealed: Set(account_key.seal(account, account.0, &profile)?),
    };
    account::Entity::insert(row).exec_without_returning(tx).await?;
    keys.push(member_key);
    core.vault.store(tx, keys).await?;

    let accepted = format!("policy={} adult=yes", in_force.id);
    audit::record(
        tx,
        core,
        &scope,
        Entry::new("account.opened", Subject::one("member", user)).with(accepted),
    )
    .await?;
    if let Credential::Identity(identity) = &form.credential {
        identity::store(tx, core, &scope, identity).await?;
    }
    Ok(())
}
