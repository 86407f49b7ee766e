//! Two-step sign-in and passkeys: how they stand, and the way to change them.

use super::view::TwoStepView;
use crate::format::{count, day};
use leptos::prelude::*;

/// How the second step and the passkeys stand. They are changed on pages of their own.
#[component]
pub fn TwoStep(view: TwoStepView) -> impl IntoView {
    let step = match view.since {
        Some(since) => {
            format!("On since {}, with {} left.", day(since), count(view.recovery_codes, "recovery code"))
        }
        None => "Off: your password alone opens your account.".to_owned(),
    };
    let verb = if view.since.is_some() { "Change two-step sign-in" } else { "Turn on two-step sign-in" };
    let passkeys = match (view.passkeys_work, view.passkeys.len()) {
        (false, 0) => {
            "Passkeys need a host name: this site is reached by a number, or without TLS.".to_owned()
        }
        (_, 0) => {
            "None yet. A passkey signs you in with the fingerprint, face or code of a device.".to_owned()
        }
        _ => view.passkeys.join(", "),
    };
    let can_open = view.passkeys_work || !view.passkeys.is_empty();
    view! {
        <section class="card" aria-labelledby="two-step">
            <h2 id="two-step">"Two-step sign-in and passkeys"</h2>
            <h3>"Two-step sign-in"</h3>
            <p>{step}</p>
            <p><a class="button" href="/app/two-step" rel="external">{verb}</a></p>
            <h3>"Passkeys"</h3>
            <p>{passkeys}</p>
            {can_open.then(|| view! {
                <p><a class="button" href="/app/passkeys" rel="external">"Add or remove a passkey"</a></p>
            })}
        </section>
    }
}
