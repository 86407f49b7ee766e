//! Server functions of the calendar.

use super::view::CalendarView;
use crate::AppError;
use leptos::prelude::*;
use uuid::Uuid;

/// The next days with busy and free times, and the connections behind them.
#[server(prefix = "/rpc", endpoint = "calendar/show")]
pub async fn show_calendar(days: u64) -> Result<CalendarView, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::calendar(&core, &scope, days).await }).await
}

/// Ends a connection, here and at the provider; says in a sentence what is over and what is left to do.
#[server(prefix = "/rpc", endpoint = "calendar/disconnect")]
pub async fn disconnect(id: Uuid) -> Result<String, AppError> {
    crate::wire::answer(|core, scope| async move {
        let ended = realtoros_server::connections::disconnect(&core, &scope, id).await?;
        Ok(super::views::ended(ended).to_owned())
    })
    .await
}

/// Whether times can be offered: a calendar is connected and has been read.
#[server(prefix = "/rpc", endpoint = "calendar/can-offer")]
pub async fn can_offer() -> Result<bool, AppError> {
    crate::wire::answer(|core, scope| async move {
        Ok(realtoros_server::connections::busy(&core, &scope).await?.is_some())
    })
    .await
}

/// A sentence with two or three times at which the member is free.
#[server(prefix = "/rpc", endpoint = "calendar/offer")]
pub async fn offer_times() -> Result<String, AppError> {
    crate::wire::answer(|core, scope| async move {
        Ok(realtoros_server::connections::offer(&core, &scope).await?.words)
    })
    .await
}
