//! Accounts and their members: signing up and in, sessions, API tokens, profile and channel settings.
//!
//! No answer here tells whether an address has an account (P-35): unknown, wrong and throttled look the same for
//! an address that exists and for one that does not.

mod application;
mod channels;
mod confirm;
mod confirmation;
mod ending;
mod entity;
mod forgotten;
mod identity;
mod letters;
mod news;
mod oauth;
mod password;
mod pending;
mod profile;
mod record;
mod repository;
mod roll;
mod second_factor;
mod session_store;
mod sign_in;
mod sign_up;
#[cfg(test)]
mod tests;
mod throttle;
mod token;

pub use channels::{channels, entered_registration, forget_twilio, save_channels};
pub use confirm::{confirm, confirm_address};
pub use confirmation::{Asked, SignUpProof, ask, can_confirm, confirm_sign_up};
pub(crate) use ending::only_active;
pub use ending::{end_sessions, exists, is_active, revoke_identities};
pub use forgotten::{ask_new_password, can_choose_password, choose_password};
pub use identity::{
    Identity, SignInMethods, forget_identities, link_identity, sign_in_by_identity, sign_in_methods,
    unlink_identity,
};
pub(crate) use letters::letters;
pub use letters::post;
pub use oauth::{
    Finished, Fresh, Linking, ProviderName, SignUpTicket, Started, connecting, finish, open_ticket, refresh,
    start, start_connecting,
};
pub use pending::is_open;
pub(crate) use pending::tell_erased;
pub use profile::{AccountStatus, Profile, ProfileChange, profile, set_ai_enabled, update_profile};
pub use record::{AccountProfile, ChannelSettings};
pub use repository::{accepted_policy, overdue, set_accepted_policy, tidy};
pub use roll::{active, all, opened_at};
pub use second_factor::{
    AddedPasskey, Begun, Enrolment, HalfWay, Misfit, SecondStep, SignedIn, add_passkey, begin_adding,
    begin_passkey_sign_in, begin_second_step, enrolment, finish_sign_in, is_half_way, new_recovery_codes,
    passkeys, passkeys_work, remove_passkey, second_step, sign_in_with_passkey, turn_off_second_step,
    turn_off_second_step_of, turn_on_second_step,
};
pub use session_store::{DatabaseSessions, MEMBER, session_mark};
pub use sign_in::{change_password, scope_of_email, scope_of_member, sign_in, sign_out};
pub use sign_up::{Credential, Problem, SignUp, policy_hash, problems, sign_up};
pub(crate) use throttle::{Counted, count as count_attempt};
pub use token::{ApiToken, create_token, revoke_token, scope_of_token, tokens};
