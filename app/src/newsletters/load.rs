//! From use cases to what pages show.

use super::views::{NewsletterRow, NewsletterView, Options, PreviewView, Progress};
use realtoros_domain::{
    ids::{LeadId, NewsletterId},
    newsletter::{Content, State},
};
use realtoros_server::{
    Core, Result, Scope, jobs,
    leads::{
        directory::{Query, Sort, directory},
        spellings,
    },
    listings, newsletters,
};

/// How many leads can be picked for the preview before anything is looked for.
const LEADS: usize = 20;

pub async fn rows(core: &Core, scope: &Scope) -> Result<Vec<NewsletterRow>> {
    let found = newsletters::list(core, scope).await?;
    let ids: Vec<NewsletterId> = found.iter().map(|newsletter| newsletter.id).collect();
    let mut counts = newsletters::counts(core, scope, &ids).await?;
    let rows = found.into_iter().map(|newsletter| {
        let counts = counts.remove(&newsletter.id).unwrap_or_default();
        NewsletterRow {
            id: newsletter.id,
            subject: newsletter.content.subject,
            state: newsletter.state,
            updated_at: newsletter.updated_at,
            made: counts.made,
            skipped: counts.skipped.iter().map(|(_, count)| count).sum(),
        }
    });
    Ok(rows.collect())
}

pub async fn view(core: &Core, scope: &Scope, id: NewsletterId) -> Result<NewsletterView> {
    let newsletter = newsletters::get(core, scope, id).await?;
    let counts = newsletters::counts(core, scope, &[id]).await?.remove(&id).unwrap_or_default();
    let job = match newsletter.job {
        Some(job) => jobs::status(core, scope, job).await?,
        None => None,
    };
    Ok(NewsletterView {
        id,
        content: newsletter.content,
        state: newsletter.state,
        approved_at: newsletter.approved_at,
        progress: job.map(|job| Progress { done: job.progress, total: job.total, error: job.error }),
        made: counts.made,
        stoppable: counts.stoppable(),
        moves: newsletter.state == State::Sending || counts.is_moving(),
        messages: counts.messages,
    })
}

pub async fn preview(
    core: &Core,
    scope: &Scope,
    id: NewsletterId,
    lead: Option<LeadId>,
    unsaved: Option<Content>,
) -> Result<PreviewView> {
    let found = newsletters::preview(core, scope, id, lead, unsaved).await?;
    Ok(PreviewView {
        subject: found.subject,
        html: found.html,
        text: found.text,
        received: found.received,
        skipped: found.skipped.map(str::to_owned),
        model: found.model,
        problems: found.problems,
    })
}

pub async fn options(core: &Core, scope: &Scope) -> Result<Options> {
    let directory = directory(core, scope).await?;
    let query = Query { sort: Sort::Name, limit: LEADS, ..Query::default() };
    let mut tags = spellings(directory.rows().iter().flat_map(|row| row.tags.iter()));
    tags.sort_unstable();
    let listings = listings::list(core, scope, false).await?;
    Ok(Options {
        leads: directory.find(&query).rows.into_iter().map(|row| (row.id, row.name.clone())).collect(),
        tags,
        listings: listings.into_iter().map(|stored| (stored.id, stored.listing.address)).collect(),
    })
}
