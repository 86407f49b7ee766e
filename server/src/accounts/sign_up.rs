//! Signing up: the form, and what must be put right in it.

use super::{
    application::{Application, open},
    identity::Identity,
    password,
    record::AccountProfile,
};
use crate::{Core, Result, Scope};
use chrono_tz::Tz;
use realtoros_domain::{
    contact::{EmailAddress, PhoneNumber, tidy},
    policy, quiet_hours,
};
use sha2::{Digest, Sha256};

/// How many characters a name may have, of a person or of a business.
const LONGEST_NAME: usize = 200;
/// How many characters a postal address may have.
const LONGEST_ADDRESS: usize = 500;

/// How the new member will prove who they are.
#[derive(Clone, Debug)]
pub enum Credential {
    /// By a password.
    Password(String),
    /// By an identity at a provider, just proven.
    Identity(Identity),
    /// By one whose provider has verified the very address of the form, so that nothing is left to confirm.
    Vouched(Identity),
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
    if let Some(message) = name_problem(&form.name) {
        problems.push(Problem::new("name", message));
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

/// What is wrong with the name of a member.
pub(super) fn name_problem(name: &str) -> Option<&'static str> {
    match tidy(name).chars().count() {
        0 => Some("Enter your name."),
        length if length > LONGEST_NAME => Some("This name is too long: use up to 200 characters."),
        _ => None,
    }
}

/// The same for what an account says about its business.
pub(super) fn profile_problems(profile: &AccountProfile) -> Vec<Problem> {
    let mut problems = Vec::new();
    if tidy(&profile.brokerage).is_empty() {
        problems.push(Problem::new("brokerage", "Enter the name of your brokerage."));
    } else if tidy(&profile.brokerage).chars().count() > LONGEST_NAME {
        problems.push(Problem::new("brokerage", "This name is too long: use up to 200 characters."));
    }
    if state_code(&profile.licence_state).is_none() {
        problems.push(Problem::new("licence_state", "Choose the state that licensed you."));
    }
    if tidy(&profile.postal_address).chars().count() < 10 {
        let message = "Enter street, city, state and ZIP code: the law wants them on every commercial mail.";
        problems.push(Problem::new("postal_address", message));
    } else if profile.postal_address.chars().count() > LONGEST_ADDRESS {
        let message = "This address is too long: use up to 500 characters.";
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

/// Opens an account with its first member, who is the caller from now on, without asking the address: for the demo
/// and for tests. People go through [`super::ask`].
///
/// An address that is taken is refused with a sentence that does not say so.
pub async fn sign_up(core: &Core, form: SignUp) -> Result<Scope> {
    open(core, &Application::of(core, &form).await?, None).await
}
