//! What a STOP does to messages that are on their way.

use super::{
    MessageState,
    entity::{ActiveModel, Column, Entity},
    names, state,
};
use crate::Result;
use realtoros_domain::{
    Channel, ChannelSet,
    consent::{Purpose, Reason},
    ids::{AccountId, LeadId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// Denies what is waiting for a lead on `channels`, claimed messages included (P-20): a worker that has claimed one
/// finds its claim gone before it calls the provider. Answers to the person's own requests stay. Returns how many.
pub async fn stop(
    tx: &impl ConnectionTrait,
    account: AccountId,
    lead: LeadId,
    channels: ChannelSet,
) -> Result<u64> {
    let mut stopped = 0;
    for channel in channels.iter() {
        let columns = ActiveModel {
            state: Set(MessageState::Denied.as_str().to_owned()),
            reason: Set(Reason::Suppressed.as_str().to_owned()),
            lease_until: Set(None),
            ..Default::default()
        };
        stopped += Entity::update_many()
            .set(columns)
            .filter(Column::AccountId.eq(account.0))
            .filter(Column::LeadId.eq(lead.0))
            .filter(Column::Channel.eq(channel.as_str()))
            .filter(Column::Direction.eq("out"))
            .filter(Column::Purpose.is_in(ended(channel).iter().copied()))
            .filter(Column::State.is_in(state::names(MessageState::WAITING)))
            .exec(tx)
            .await?
            .rows_affected;
    }
    Ok(stopped)
}

/// What a STOP ends on a channel. Reminders by mail may go on; the gate decides about them at dispatch.
const fn ended(channel: Channel) -> &'static [&'static str] {
    match channel {
        Channel::Email => &["conversation", "sales", "newsletter"],
        Channel::Sms | Channel::Voice => &["conversation", "sales", "newsletter", "reminder"],
    }
}

/// Denies everything that waits in an account, because it closes (P-56), but for answers to requests about personal
/// data, whose clocks run on (P-64). Claimed messages are included; drafts stay drafts. Returns how many.
pub async fn stop_all(tx: &impl ConnectionTrait, account: AccountId) -> Result<u64> {
    let columns = ActiveModel {
        state: Set(MessageState::Denied.as_str().to_owned()),
        reason: Set(Reason::TenantClosing.as_str().to_owned()),
        lease_until: Set(None),
        ..Default::default()
    };
    let stopped = Entity::update_many()
        .set(columns)
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Direction.eq("out"))
        .filter(Column::Purpose.ne(names::name(Purpose::PrivacyRequest)?))
        .filter(Column::State.is_in(state::names(MessageState::WAITING)))
        .exec(tx)
        .await?;
    Ok(stopped.rows_affected)
}
