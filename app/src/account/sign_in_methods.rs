//! Ways to sign in.

use super::{
    api::{ChangePassword, Unlink},
    view::{MethodsView, ProviderView},
};
use crate::ui::{Field, Outcome};
use leptos::prelude::*;

/// The password, and the providers that are set up.
#[component]
pub fn SignInMethods(
    view: MethodsView,
    password: ServerAction<ChangePassword>,
    unlink: ServerAction<Unlink>,
) -> impl IntoView {
    let has_password = view.password;
    let providers = view.providers.into_iter().map(|provider| provider_line(provider, unlink)).collect_view();
    view! {
        <section class="card" aria-labelledby="sign-in-methods">
            <h2 id="sign-in-methods">"Signing in"</h2>
            <ul class="stack tight">{providers}</ul>
            <Outcome value=unlink.value() done="Removed." />
            <ActionForm action=password attr:class="stack">
                {has_password.then(|| view! {
                    <Field name="current_password" label="Current password" kind="password" required=true autocomplete="current-password" />
                })}
                <Field name="new_password" label="New password" kind="password" required=true autocomplete="new-password"
                    hint="At least 8 characters. A few unrelated words are best." />
                <Outcome value=password.value() done="Your password is changed." />
                <div class="form-actions">
                    <button class="button">{if has_password { "Change password" } else { "Set a password" }}</button>
                </div>
            </ActionForm>
        </section>
    }
}

/// One provider: linked, with a way to remove it, or a link to add it. Adding leaves the application.
fn provider_line(provider: ProviderView, unlink: ServerAction<Unlink>) -> impl IntoView {
    let label = provider.label.clone();
    let action = if provider.linked {
        view! {
            <ActionForm action=unlink>
                <input type="hidden" name="provider" value=provider.key />
                <button class="button small">{format!("Stop using {}", provider.label)}</button>
            </ActionForm>
        }
        .into_any()
    } else {
        view! {
            <a class="button small" rel="external" href=format!("/auth/{}?next=/app/settings", provider.key)>
                {format!("Sign in with {} too", provider.label)}
            </a>
        }
        .into_any()
    };
    view! { <li class="row"><span>{label}</span> {action}</li> }
}
