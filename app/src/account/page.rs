//! The settings page.

use super::{
    api::{ChangePassword, CreateToken, RevokeToken, SaveBusiness, SaveChannels, Unlink, settings},
    business::Business,
    channels::Channels,
    sign_in_methods::SignInMethods,
    tokens::Tokens,
};
use crate::ui::{PageHead, Waiting, loaded};
use leptos::prelude::*;

/// Profile, channels, API tokens and ways to sign in.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let business = ServerAction::<SaveBusiness>::new();
    let channels = ServerAction::<SaveChannels>::new();
    let create = ServerAction::<CreateToken>::new();
    let revoke = ServerAction::<RevokeToken>::new();
    let password = ServerAction::<ChangePassword>::new();
    let unlink = ServerAction::<Unlink>::new();
    let versions = move || {
        let changes = [business.version().get(), channels.version().get(), create.version().get()];
        (changes, revoke.version().get(), password.version().get(), unlink.version().get())
    };
    let view = Resource::new(versions, |_| settings());
    let show = move |view| {
        loaded(view, |view: super::view::SettingsView| {
            view! {
                <div class="stack loose">
                    <Business view=view.business action=business />
                    <Channels view=view.channels action=channels />
                    <SignInMethods view=view.methods password unlink />
                    <Tokens tokens=view.tokens create revoke />
                </div>
            }
        })
    };
    view! {
        <PageHead title="Settings".to_owned() lede="You, your business, and how you reach people." />
        <Transition fallback=|| view! { <Waiting what="Loading your settings" /> }>
            {move || view.get().map(show)}
        </Transition>
    }
}
