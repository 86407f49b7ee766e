//! The page.

use super::{api::erasures, view::ErasureView};
use crate::{
    format,
    live::Live,
    privacy::tabs::Tabs,
    ui::{Empty, PageHead, Waiting, loaded},
};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_query_map};

/// Who was erased, as numbers, with the certificates.
#[component]
pub fn ErasuresPage() -> impl IntoView {
    let live = Live::get();
    let made = use_query_map().with_untracked(|query| query.get("made").is_some());
    let found = Resource::new(move || (live.leads.get(), live.jobs.get()), |_| erasures());
    let body = move || found.get().map(|outcome| loaded(outcome, |listed| view! { <Listed listed /> }));
    view! {
        <PageHead
            title="Erasures".to_owned()
            lede="Whoever is erased here is gone: the data, its key, and with it every copy. What stays is this proof, without a name."
        />
        <Tabs />
        {made.then(|| view! { <p class="flash ok" role="status">"Erased. The certificate is below."</p> })}
        <Transition fallback=|| view! { <Waiting what="Looking for certificates" /> }>{body}</Transition>
    }
    .into_any()
}

#[component]
fn Listed(listed: Vec<ErasureView>) -> impl IntoView {
    if listed.is_empty() {
        return view! {
            <Empty
                picture="empty-leads.svg"
                title="Nobody has been erased"
                text="When a lead asks to be forgotten, open the lead and choose “Erase…”. The certificate appears here."
            >
                <A href="/app/leads" attr:class="button">"All leads"</A>
            </Empty>
        }
        .into_any();
    }
    let rows = listed.into_iter().map(line).collect_view();
    view! {
        <table class="table">
            <caption class="visually-hidden">"Certificates of erasure, newest first"</caption>
            <thead>
                <tr><th>"Erased"</th><th>"Why"</th><th class="num">"Records"</th><th>"Copies at Twilio"</th><th>"Last backup"</th><th>"Certificate"</th></tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <p class="small muted">
            "A person who is imported again stays away. Only they can come back, by writing to you. Messages of other people may mention \
             somebody who was erased; look for them if you were asked to."
        </p>
    }
    .into_any()
}

fn line(erasure: ErasureView) -> impl IntoView {
    let ErasureView { id, at, reason, rows, copies, copies_open, backups_until, expired } = erasure;
    let address = |extension| format!("/app/privacy/erasures/{id}/certificate.{extension}");
    let day = format::day(backups_until);
    let (tone, backups) = if expired {
        ("chip ok", format!("Expired on {day}"))
    } else {
        ("chip", format!("Expires on {day}"))
    };
    view! {
        <tr>
            <th scope="row"><time datetime=format::machine(at)>{format::day(at)}</time></th>
            <td data-label="Why">{reason}</td>
            <td data-label="Records" class="num">{rows}</td>
            <td data-label="Copies at Twilio">
                {copies}
                {copies_open.then(|| view! { " " <span class="chip warn">"Needs you"</span> })}
            </td>
            <td data-label="Last backup"><span class=tone>{backups}</span></td>
            <td data-label="Certificate">
                <a href=address("txt") rel="external" download="">"Text"<span class="visually-hidden">{format!(" of the certificate of {}", format::day(at))}</span></a>
                " · "
                <a href=address("json") rel="external" download="">"JSON"<span class="visually-hidden">{format!(" of the certificate of {}", format::day(at))}</span></a>
            </td>
        </tr>
    }
}
