//! Telling the operator that something has turned red.

use super::Report;
use crate::{
    Core, Result,
    providers::{MailOut, Mailer, Providers},
};
use realtoros_domain::ids::MessageId;
use std::{fmt::Write, sync::Arc};

/// Who carries the mail: the mail server of the settings, if there is one. Capture would tell nobody.
pub(super) fn mailer(core: &Core) -> Result<Option<Arc<dyn Mailer>>> {
    if core.settings.providers.smtp_url.is_none() {
        return Ok(None);
    }
    Ok(Providers::from_settings(core)?.mailer())
}

/// Mails the operator, where there is an address. The log has it in any case, so a mail that cannot be sent stops nothing.
pub(super) async fn mail(core: &Core, mailer: Option<&dyn Mailer>, turned_red: &[Report]) {
    let (Some(to), Some(mailer)) = (&core.settings.operator_email, mailer) else { return };
    if turned_red.is_empty() {
        return;
    }
    if let Err(error) = mailer.send(&letter(core, to, turned_red)).await {
        tracing::error!(%error, "the operator could not be told");
    }
}

fn letter(core: &Core, to: &str, turned_red: &[Report]) -> MailOut {
    let mut text = String::from("These controls have turned red:\n\n");
    for Report { control, outcome } in turned_red {
        let _ = writeln!(text, "{} {}: {}", control.clause, control.name, outcome.reason());
    }
    let url = &core.settings.public_url;
    let _ = writeln!(text, "\n{url}/privacy shows them all; `realtoros controls` runs them again.");
    MailOut {
        message: MessageId(core.new_id()),
        from_name: "RealtorOS controls".to_owned(),
        reply_to: None,
        to: to.to_owned(),
        subject: format!("Privacy controls that have turned red: {}", turned_red.len()),
        text,
        html: None,
        headers: Vec::new(),
        at: core.now_ms(),
    }
}
