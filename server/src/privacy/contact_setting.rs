//! Which kinds of messages an account allows itself, per channel. The send gate asks at every decision, so a change
//! counts from the next dispatch on (P-04).

use super::entity::{ActiveModel, Column, Entity};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
};
use realtoros_domain::{
    Channel,
    consent::{Action, Automation, Purpose},
    ids::AccountId,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict,
};
use std::str::FromStr;

/// A kind of message that can be switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Answers in a conversation that the lead began.
    Conversation,
    /// Follow-ups and offers.
    Sales,
    /// Newsletters.
    Newsletter,
    /// Reminders of appointments.
    Reminder,
    /// Messages of any kind that nobody looked at before they went out.
    Automatic,
}

impl Kind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [Self; 5] =
        [Self::Conversation, Self::Sales, Self::Newsletter, Self::Reminder, Self::Automatic];

    /// The name under which the kind is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Conversation => "conversation",
            Self::Sales => "sales",
            Self::Newsletter => "newsletter",
            Self::Reminder => "reminder",
            Self::Automatic => "automatic",
        }
    }

    /// What holds until somebody chooses: everything that a person releases, nothing that runs by itself.
    pub const fn by_default(self) -> bool {
        !matches!(self, Self::Automatic)
    }
}

impl FromStr for Kind {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == text);
        found.ok_or_else(|| Error::invalid(format!("\"{text}\" is no kind of message.")))
    }
}

/// One switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContactSetting {
    /// The channel.
    pub channel: Channel,
    /// The kind of message.
    pub kind: Kind,
    /// Whether it may be sent.
    pub allowed: bool,
}

/// The channels on which people write.
const CHANNELS: [Channel; 2] = [Channel::Sms, Channel::Email];
/// The one switch of calls: whether an artificial voice may read messages out. Off until somebody allows it (P-49).
const SPOKEN: (Channel, Kind) = (Channel::Voice, Kind::Automatic);

/// Every switch of an account.
pub async fn contact_settings(
    conn: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Vec<ContactSetting>> {
    let rows = Entity::find().filter(Column::AccountId.eq(account.0)).all(conn).await?;
    let chosen = |channel: Channel, kind: Kind| {
        rows.iter().find(|row| row.channel == channel.as_str() && row.kind == kind.as_str())
    };
    let written = CHANNELS.into_iter().flat_map(|channel| Kind::ALL.map(|kind| (channel, kind)));
    Ok(written
        .chain([SPOKEN])
        .map(|(channel, kind)| {
            let allowed = chosen(channel, kind).map_or(kind.by_default(), |row| row.allowed);
            ContactSetting { channel, kind, allowed }
        })
        .collect())
}

/// Turns a switch.
pub async fn set_contact(core: &Core, scope: &Scope, setting: ContactSetting) -> Result<()> {
    let ContactSetting { channel, kind, allowed } = setting;
    let row = ActiveModel {
        account_id: Set(scope.account.0),
        channel: Set(channel.as_str().to_owned()),
        kind: Set(kind.as_str().to_owned()),
        allowed: Set(allowed),
        updated_at: Set(core.now_ms()),
    };
    let replace = OnConflict::columns([Column::AccountId, Column::Channel, Column::Kind])
        .update_columns([Column::Allowed, Column::UpdatedAt])
        .to_owned();
    let tx = core.db.begin().await?;
    Entity::insert(row).on_conflict(replace).exec_without_returning(&tx).await?;
    let entry = Entry::new("privacy.contact", Subject::one("account", scope.account))
        .with(format!("channel={channel},kind={},allowed={allowed}", kind.as_str()));
    audit::record(&tx, core, scope, entry).await?;
    Ok(tx.commit().await?)
}

/// Whether the account's switches let an action through now.
pub async fn allowed(conn: &impl ConnectionTrait, account: AccountId, action: &Action) -> Result<bool> {
    Ok(permits(&contact_settings(conn, account).await?, *action))
}

/// Whether these switches let an action through. For the send gate: part of the input "feature enabled". What the law
/// or the person asks for is never switched off; a channel without switches sends nothing by itself.
pub fn permits(settings: &[ContactSetting], action: Action) -> bool {
    let kind = match action.purpose {
        Purpose::Conversation => Kind::Conversation,
        Purpose::Sales => Kind::Sales,
        Purpose::Newsletter => Kind::Newsletter,
        Purpose::Reminder => Kind::Reminder,
        Purpose::OptOutConfirmation | Purpose::Help | Purpose::PrivacyRequest => return true,
    };
    let is_on = |kind: Kind| {
        let found = settings.iter().find(|s| s.channel == action.channel && s.kind == kind);
        found.map_or(kind.by_default(), |setting| setting.allowed)
    };
    // A newsletter is approved as a whole and then goes out by itself: its own switch decides. No call goes out but by an
    // artificial voice, so calls have one switch for all (P-49).
    let by_itself = action.channel == Channel::Voice
        || action.automation == Automation::Automatic && kind != Kind::Newsletter;
    is_on(kind) && (!by_itself || is_on(Kind::Automatic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn off(kind: Kind) -> Vec<ContactSetting> {
        vec![ContactSetting { channel: Channel::Sms, kind, allowed: false }]
    }

    #[test]
    fn p54_each_switch_stops_its_own_kind_on_its_own_channel() {
        let by_hand = |channel, purpose| Action { channel, automation: Automation::HumanTyped, purpose };
        for (kind, purpose) in [
            (Kind::Conversation, Purpose::Conversation),
            (Kind::Sales, Purpose::Sales),
            (Kind::Newsletter, Purpose::Newsletter),
            (Kind::Reminder, Purpose::Reminder),
        ] {
            for other in Purpose::ALL {
                let passes = permits(&off(kind), by_hand(Channel::Sms, other));
                assert_eq!(passes, other != purpose, "{kind:?} off, {other:?}");
                assert!(permits(&off(kind), by_hand(Channel::Email, other)));
            }
        }
    }

    #[test]
    fn p18_nothing_goes_out_by_itself_until_somebody_allows_it() {
        let by_itself =
            |purpose| Action { channel: Channel::Sms, automation: Automation::Automatic, purpose };
        let on = [ContactSetting { channel: Channel::Sms, kind: Kind::Automatic, allowed: true }];
        for purpose in [Purpose::Conversation, Purpose::Sales, Purpose::Reminder] {
            assert!(!permits(&[], by_itself(purpose)));
            assert!(permits(&on, by_itself(purpose)));
        }
        for purpose in [Purpose::OptOutConfirmation, Purpose::Help, Purpose::PrivacyRequest] {
            assert!(permits(&[], by_itself(purpose)), "{purpose:?}");
        }
    }

    #[test]
    fn p49_no_call_goes_out_until_somebody_allows_it() {
        let on = [ContactSetting { channel: Channel::Voice, kind: Kind::Automatic, allowed: true }];
        for automation in Automation::ALL {
            for purpose in [Purpose::Conversation, Purpose::Sales, Purpose::Newsletter, Purpose::Reminder] {
                let call = Action { channel: Channel::Voice, automation, purpose };
                assert!(!permits(&[], call), "{call:?}");
                assert!(permits(&on, call), "{call:?}");
            }
        }
    }
}
