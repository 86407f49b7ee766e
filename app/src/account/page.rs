//! The settings page.

use super::{
    api::{ChangePassword, CreateToken, RevokeToken, SaveBusiness, SaveChannels, Unlink, settings},
    business::Business,
    channels::Channels,
    mailbox::Mailboxes,
    sign_in_methods::SignInMethods,
    tokens::Tokens,
    two_step::TwoStep,
};
use crate::ui::{PageHead, Waiting, loaded, successes};
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
    let (business_saved, channels_saved) = (successes(business), successes(channels));
    let (tokens_made, tokens_revoked) = (successes(create), successes(revoke));
    let (password_changed, unlinked) = (successes(password), successes(unlink));
    let versions = move || {
        let saved = [business_saved.get(), channels_saved.get(), password_changed.get()];
        (saved, tokens_made.get(), tokens_revoked.get(), unlinked.get())
    };
    let view = Resource::new(versions, |_| settings());
    let show = move |view| {
        loaded(view, |view: super::view::SettingsView| {
            view! {
                <div class="stack loose">
                    <Business view=view.business action=business />
                    <Channels view=view.channels action=channels />
                    <SignInMethods view=view.methods password unlink />
                    <TwoStep view=view.two_step />
                    <Tokens tokens=view.tokens create revoke />
                </div>
            }
        })
    };
    view! {
        <PageHead title="Settings".to_owned() lede="You, your business, and how you reach people." />
        <div class="stack loose">
            <Transition fallback=|| view! { <Waiting what="Loading your settings" /> }>
                {move || view.get().map(show)}
            </Transition>
            <Mailboxes />
        </div>
    }
}
