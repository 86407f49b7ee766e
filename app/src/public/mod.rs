//! Pages for everybody, rendered on the server and usable without any script: plain links, plain forms.

mod answers;
mod closing;
mod data_map;
mod document;
mod fields;
mod forgotten;
mod frame;
mod landing;
mod me;
mod newsletter;
mod nothing;
mod one_click;
mod outbox;
mod policy;
mod privacy_tabs;
mod processor_choices;
mod second_factor;
mod security;
mod sign_in;
mod sign_in_elsewhere;
mod sign_up;
mod sign_up_confirm;
mod subprocessors;
#[cfg(test)]
mod tests;
mod transfer;
mod unsubscribe;
mod well_known;

pub use answers::{failed, member, problem};
pub use document::{Look, document, document_with_status, scripted};
pub use fields::{CheckField, ErrorSummary, Line, SelectField, TextArea};
pub use frame::{BrandHead, PublicFrame};
pub use nothing::not_found;
pub use policy::ClauseTest;

/// Every public page. `tests` are those of this build, for the policy's.
pub fn routes(tests: &'static [ClauseTest]) -> axum::Router {
    let about_us = [
        landing::routes(),
        sign_up::routes(),
        sign_up_confirm::routes(),
        sign_in::routes(),
        second_factor::routes(),
        forgotten::routes(),
        sign_in_elsewhere::routes(),
    ];
    let about_privacy = [
        policy::routes(tests),
        data_map::routes(),
        subprocessors::routes(),
        well_known::routes(),
        security::routes(),
    ];
    let of_members = [processor_choices::routes(), transfer::routes(), closing::routes()];
    let of_leads = [newsletter::routes(), unsubscribe::routes(), me::routes()];
    about_us
        .into_iter()
        .chain(about_privacy)
        .chain(of_leads)
        .chain(of_members)
        .chain([outbox::routes()])
        .fold(axum::Router::new(), axum::Router::merge)
}
