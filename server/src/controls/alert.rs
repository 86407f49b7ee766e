//! Telling the operator that something has turned red.

use super::Report;
use crate::{
    Core,
    providers::{MailOut, Providers},
};
use realtoros_domain::ids::MessageId;
use std::fmt::Write;

/// Mails the operator, where an address and a mail server are set up. The log has it in any case.
pub(super) async fn mail(core: &Core, turned_red: &[Report]) {
    let (Some(to), true) = (&core.settings.operator_email, core.settings.providers.smtp_url.is_some()) else {
        return;
    };
    if turned_red.is_empty() {
        return;
    }
    let mailer = match Providers::from_settings(core).map(|providers| providers.mailer()) {
        Ok(Some(mailer)) => mailer,
        Ok(None) => return,
        Err(error) => return tracing::error!(%error, "the operator could not be told"),
    };
    if let Err(error) = mailer.send(&letter(core, to, turned_red)).await {
        tracing::error!(%error, "the operator could not be told");
    }
}

fn letter(core: &Core, to: &str, turned_red: &[Report]) -> MailOut {
    let mut text = String::from("These controls have turned red:\n\n");
    for Report { control, outcome } in turned_red {
        let _ = writeln!(text, "{} {}: {}", control.clause, control.name, outcome.reason());
    }
    let _ = write!(
        text,
        "\n{}/privacy shows them all; `realtoros controls` runs them again.\n",
        core.settings.public_url
    );
    MailOut {
        message: MessageId(core.new_id()),
        from_name: "RealtorOS controls".to_owned(),
        reply_to: None,
        to: to.to_owned(),
        subject: format!("{} privacy control(s) have turned red", turned_red.len()),
        text,
        html: None,
        headers: Vec::new(),
        at: core.now_ms(),
    }
}
