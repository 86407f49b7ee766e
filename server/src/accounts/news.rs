//! What a member hears by mail of what happens to their own sign-in, so that a change that was not theirs does not stay
//! unseen (ASVS 6.3.5 and 6.3.7). The letter is stored with the change and leaves with it.

use super::{
    ProviderName,
    entity::member,
    pending::{self, About},
    repository::open_member,
};
use crate::{Core, Result};
use sea_orm::ConnectionTrait;

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// The password was changed in Settings. By mail, [`About::PasswordChanged`] says so.
    Password,
    /// The second step was turned on.
    StepOn,
    /// The member turned it off.
    StepOff,
    /// The operator turned it off.
    StepOffByOperator,
    /// New recovery codes were made.
    NewCodes,
    /// A recovery code was used.
    UsedCode,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// Signing in with a provider was added.
    Linked(ProviderName),
    /// Too many wrong codes followed the right password.
    Stopped,
}

impl News {
    fn words(self) -> String {
        let account = "your RealtorOS account";
        match self {
            Self::Password => format!("The password of {account} was changed just now."),
            Self::StepOn => format!("Two-step sign-in was turned on for {account} just now."),
            Self::StepOff => format!("Two-step sign-in was turned off for {account} just now."),
            Self::StepOffByOperator => format!(
                "Whoever runs this server has turned two-step sign-in off for {account}, because somebody asked for it."
            ),
            Self::NewCodes => {
                format!("New recovery codes were made for {account} just now. The old ones work no more.")
            }
            Self::UsedCode => format!("A recovery code of {account} was used just now."),
            Self::PasskeyAdded => {
                format!("A passkey was added to {account} just now. It signs in by itself.")
            }
            Self::PasskeyRemoved => format!("A passkey was removed from {account} just now."),
            Self::Linked(provider) => {
                format!("Signing in with {} was added to {account} just now.", provider.label())
            }
            Self::Stopped => format!(
                "Somebody who knows the password of {account}, or has an account of yours at Google or Microsoft, was \
                 stopped at the second step after too many wrong codes."
            ),
        }
    }
}

/// Has the member told, in the transaction of what has happened. Where mail goes nowhere, nobody can be told.
pub(super) async fn tell(
    tx: &impl ConnectionTrait,
    core: &Core,
    member: &member::Model,
    news: News,
) -> Result<()> {
    if !pending::is_open(core) {
        return Ok(());
    }
    let email = open_member(core, tx, member).await?.email;
    pending::store(tx, core, email, About::SignInChanged, false, None, news.words()).await
}
