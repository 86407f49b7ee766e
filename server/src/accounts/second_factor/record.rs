//! What is sealed inside the rows of second steps and passkeys, and inside the cookie between password and code.

use crate::vault::Record;
use realtoros_domain::ids::UserId;
use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::{DiscoverableAuthentication, Passkey, PasskeyRegistration};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The sealed part of a second step.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
pub struct StepRecord {
    /// The secret that the member's app shares, in base32.
    pub secret: String,
}

impl Record for StepRecord {
    const TABLE: &'static str = "second_step";
}

/// The sealed part of a passkey.
#[derive(Serialize, Deserialize)]
pub struct PasskeyRecord {
    /// What the member calls it.
    pub name: String,
    /// Its number, its public key and how often it was used.
    pub key: Passkey,
}

impl Record for PasskeyRecord {
    const TABLE: &'static str = "passkey";
}

/// What the server remembers between asking a browser for a passkey and its answer.
#[derive(Serialize, Deserialize)]
pub enum CeremonyRecord {
    /// A member adds a passkey.
    Adding {
        /// Who.
        member: UserId,
        /// What they call it.
        name: String,
        /// The challenge.
        state: Box<PasskeyRegistration>,
    },
    /// Somebody signs in with one.
    SigningIn {
        /// The challenge.
        state: Box<DiscoverableAuthentication>,
    },
}

impl Record for CeremonyRecord {
    const TABLE: &'static str = "passkey_ceremony";
}

/// What the browser carries between the first step and the second.
#[derive(Serialize, Deserialize)]
pub struct HalfWayRecord {
    /// Who has taken the first step.
    pub member: UserId,
    /// How.
    pub by: String,
    /// Which password they have: a new one ends this.
    pub mark: String,
    /// Until when the second can be taken, in milliseconds since 1970 UTC.
    pub expires_at: i64,
}

impl Record for HalfWayRecord {
    const TABLE: &'static str = "cookie/second-step";
}
