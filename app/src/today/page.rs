//! The page that opens after signing in.

use crate::ui::PageHead;
use leptos::prelude::*;

/// What needs the realtor now.
#[component]
pub fn TodayPage() -> impl IntoView {
    view! { <PageHead title="Today".to_owned() lede="What needs you now." /> }
}
