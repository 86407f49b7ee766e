//! The form through which a browser is asked for a passkey. `/passkey.js` reads it, asks, and sends it.

use leptos::prelude::*;
use realtoros_server::accounts::Begun;

/// The script, and nothing else, that these pages load.
pub const SCRIPT: &str = "/passkey.js";

/// A form that the script fills in. `kind` is what it does: `get` a passkey, or `create` one.
#[component]
pub fn Ceremony(
    kind: &'static str,
    begun: Begun,
    action: &'static str,
    #[prop(optional)] next: Option<String>,
    button: &'static str,
) -> impl IntoView {
    let next = next.map(|next| view! { <input type="hidden" name="next" value=next /> });
    view! {
        <form method="post" action=action data-passkey=kind data-options=begun.options>
            <input type="hidden" name="token" value=begun.token />
            <input type="hidden" name="answer" value="" />
            {next}
            <div id="passkey-problem" role="alert"></div>
            <div class="form-actions"><button class="button primary" type="button">{button}</button></div>
            <noscript><p>"A passkey needs JavaScript, which is off in this browser."</p></noscript>
        </form>
    }
}
