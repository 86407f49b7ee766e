//! A person's right to see what is stored about them (P-59): a report to print, and an export.

use super::lead_view::LeadView;
use crate::{privacy::ExportLead, ui::Outcome};
use leptos::prelude::*;

/// Two ways to answer "what do you have about me?".
#[component]
pub fn TheirDataCard(lead: Signal<LeadView>) -> impl IntoView {
    let exporting = ServerAction::<ExportLead>::new();
    let is_asked = move || exporting.value().get().is_some_and(|outcome| outcome.is_ok());
    view! {
        <section class="card stack tight" aria-labelledby="their-data">
            <h2 id="their-data">"Their data"</h2>
            <p class="small muted">"For when this person asks what you have about them."</p>
            <div class="row">
                <a class="button small" href=move || format!("/app/leads/{}/report", lead.read().id) rel="external">
                    "Report to print"
                </a>
                <ActionForm action=exporting>
                    <input type="hidden" name="lead" value=move || lead.read().id.to_string() />
                    <button class="button small" disabled=exporting.pending()>"Export this person's data"</button>
                </ActionForm>
            </div>
            <Outcome value=exporting.value() />
            <Show when=is_asked>
                <p class="flash ok" role="status">"Being made. "<a href="/app/privacy/exports">"Fetch it under Exports"</a></p>
            </Show>
        </section>
    }
}
