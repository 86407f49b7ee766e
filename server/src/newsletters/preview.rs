//! What a lead would get, and who would get nothing and why.

use super::{
    audience,
    press::Press,
    render::{self, Links},
    repository, send, service,
};
use crate::{Core, Result, Scope, assistant, leads, outbound};
use realtoros_domain::{
    consent::{Decision, Reason},
    ids::{LeadId, NewsletterId},
    newsletter::{Content, Problem, Skip, State},
};
use std::collections::BTreeMap;

/// How many names are shown for one reason.
const NAMES: usize = 5;
/// How many leads are looked at with one set of queries.
const BATCH: usize = 500;

/// A newsletter as one lead would get it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The subject.
    pub subject: String,
    /// The inside of the page; its links lead nowhere.
    pub html: String,
    /// The mail as plain text.
    pub text: String,
    /// Whether this lead has got it.
    pub received: bool,
    /// Why this lead would get nothing, if so.
    pub skipped: Option<&'static str>,
    /// The model that will write the opening when the newsletter is sent; here it stands in the rules' words.
    pub model: Option<String>,
    /// What stands against approving it.
    pub problems: Vec<Problem>,
}

/// The newsletter as `lead` would get it; without one, as somebody of whom nothing is known. With `unsaved` words as they
/// are being written, else as it is stored.
pub async fn preview(
    core: &Core,
    scope: &Scope,
    id: NewsletterId,
    lead: Option<LeadId>,
    unsaved: Option<Content>,
) -> Result<Preview> {
    let newsletter = service::get(core, scope, id).await?;
    let (lead, skipped) = match lead {
        None => (None, None),
        Some(lead) => {
            let verdicts = outbound::preview_all(core, scope, &[send::empty_draft(id, lead)]).await?;
            let reason = verdicts.first().and_then(|preview| skip_reason(preview.verdict.decision));
            (Some(leads::get(core, scope, lead).await?), reason.map(Reason::sentence))
        }
    };
    let received = match &lead {
        Some(lead) if newsletter.state != State::Draft => {
            repository::has_received(core.db.read(), scope.account, id, lead.id).await?
        }
        _ => false,
    };
    let content = unsaved.unwrap_or(newsletter.content);
    let problems = service::problems(core, scope, &content).await?;
    let press = Press::load(core, scope, content).await?;
    let opening = match lead.as_ref().and_then(|lead| Some((lead.id, press.figures(lead)?))) {
        Some((lead, figures)) => assistant::opening_to_look_at(core, scope, lead, figures).await?,
        None => None,
    };
    let letter = press.letter(lead.as_ref(), opening.as_deref(), Links::none(press.site()));
    Ok(Preview {
        problems,
        html: render::page(&letter),
        text: render::text(&letter),
        subject: letter.subject,
        received,
        skipped,
        model: if opening.is_some() { assistant::model_of(core, scope.account).await? } else { None },
    })
}

/// Who would get a newsletter if it were sent now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipients {
    /// How many leads would.
    pub will_receive: u64,
    /// Who would not, by reason.
    pub skipped: Vec<Skip>,
}

/// Who would get the newsletter if it were sent now. The gate decides again when each mail leaves.
pub async fn recipients(core: &Core, scope: &Scope, id: NewsletterId) -> Result<Recipients> {
    let newsletter = service::get(core, scope, id).await?;
    let members = audience::members(core, scope, &newsletter.content.audience).await?;
    let mut will_receive = 0;
    let mut skipped: BTreeMap<&'static str, Skip> = BTreeMap::new();
    for batch in members.chunks(BATCH) {
        let drafts: Vec<_> = batch.iter().map(|member| send::empty_draft(id, member.id)).collect();
        let verdicts = outbound::preview_all(core, scope, &drafts).await?;
        for (member, preview) in batch.iter().zip(verdicts) {
            let Some(reason) = skip_reason(preview.verdict.decision) else {
                will_receive += 1;
                continue;
            };
            let skip = skipped.entry(reason.as_str()).or_insert_with(|| named(reason));
            skip.count += 1;
            if skip.names.len() < NAMES {
                skip.names.push(member.name.clone());
            }
        }
    }
    let mut skipped: Vec<Skip> = skipped.into_values().collect();
    skipped.sort_by_key(|skip| std::cmp::Reverse(skip.count));
    Ok(Recipients { will_receive, skipped })
}

fn named(reason: Reason) -> Skip {
    let sentence = match reason {
        Reason::NoRecipient => "No e-mail address is on file.",
        other => other.sentence(),
    };
    Skip { reason: reason.as_str().to_owned(), sentence: sentence.to_owned(), count: 0, names: Vec::new() }
}

/// Why a newsletter leaves somebody out. What may leave later is made now; what waits for a person is left out.
pub(super) const fn skip_reason(decision: Decision) -> Option<Reason> {
    match decision {
        Decision::Allow | Decision::Defer { .. } => None,
        Decision::Deny(reason) | Decision::Hold(reason) => Some(reason),
    }
}
