//! The second step of signing in, and passkeys (P-09, ASVS 6.3.3): codes of an app (RFC 6238) that count once, codes for
//! recovery, and `WebAuthn`.

mod ceremony;
mod code;
mod entity;
mod half_way;
mod misfit;
mod passkey;
mod passkey_sign_in;
mod record;
mod recovery;
mod relying_party;
mod service;
#[cfg(test)]
mod tests;
mod totp;

pub use ceremony::Begun;
pub(super) use ceremony::{overdue as overdue_ceremonies, tidy};
pub use half_way::{HalfWay, SignedIn, finish_sign_in, is_half_way};
pub(super) use half_way::{How, after_first};
pub use misfit::Misfit;
pub(super) use passkey::forget as forget_passkeys;
pub use passkey::{AddedPasskey, add_passkey, begin_adding, passkeys, remove_passkey};
pub use passkey_sign_in::{begin_passkey_sign_in, sign_in_with_passkey};
pub use relying_party::passkeys_work;
pub use service::{
    SecondStep, begin_second_step, enrolment, new_recovery_codes, second_step, turn_off_second_step,
    turn_off_second_step_of, turn_on_second_step,
};
pub use totp::Enrolment;
