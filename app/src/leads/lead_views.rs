//! A lead's record and consent as the page shows them.

use super::{
    lead_view::{ChannelView, LeadView, MergeView, ReceiptView},
    registry_words::registry,
    views::{Zone, when, zone},
};
use realtoros_domain::{
    Channel,
    consent::{Evidence, Level, Reach, Suppression},
    ids::LeadId,
};
use realtoros_server::{
    Core, Result, Scope,
    consent::{self, Act, ChannelConsent, Source, receipt},
    leads::{self, Lead},
};

/// A lead, opened for the realtor.
pub async fn lead(core: &Core, scope: &Scope, id: LeadId) -> Result<LeadView> {
    let zone = zone(core, scope).await?;
    let lead = leads::get(core, scope, id).await?;
    let state = consent::state(core.db.read(), core, scope.account, &lead).await?;
    let merges = leads::merges(core, scope, id).await?;
    let registry = registry(core, scope.account, &lead, zone).await?;
    let channels =
        state.channels.iter().map(|channel| channel_view(&lead, channel, state.review, zone)).collect();
    let name = lead.record.display_name();
    Ok(LeadView {
        id,
        name: if name.is_empty() { "Without a name".to_owned() } else { name },
        emails: lead.record.emails.iter().map(|email| email.as_str().to_owned()).collect(),
        phones: lead.record.phones.iter().map(|phone| phone.e164().to_owned()).collect(),
        person: lead.record.name,
        address: lead.record.address,
        source: lead.record.source,
        tags: lead.record.tags,
        stated_zone: lead.record.stated_zone.unwrap_or_default(),
        preferences: lead.record.preferences,
        stage: lead.stage,
        ai_paused: lead.ai_paused,
        restricted: lead.restricted,
        maybe_minor: lead.maybe_minor,
        channels,
        registry,
        merges: merges
            .into_iter()
            .map(|merge| MergeView { id: merge.id, when: when(merge.at, zone, "%b %-d, %Y") })
            .collect(),
        created: when(lead.created_at, zone, "%b %-d, %Y"),
    })
}

/// The receipts of a lead, newest first.
pub async fn receipts(core: &Core, scope: &Scope, id: LeadId) -> Result<Vec<ReceiptView>> {
    let zone = zone(core, scope).await?;
    let listed = receipt::receipts(core, scope, id).await?;
    Ok(listed
        .into_iter()
        .map(|one| {
            let channel = match one.channel {
                Channel::Sms => "texts",
                Channel::Voice => "calls",
                Channel::Email => "mail",
            };
            let what = match (one.act, one.level) {
                (Act::Withdrawn, _) => format!("Ended {channel}"),
                (Act::Given, Level::None) => format!("Entry about {channel}"),
                (Act::Given, Level::Inquiry) => format!("Wrote in, may be answered ({channel})"),
                (Act::Given, Level::Transaction) => format!("Did business ({channel})"),
                _ => format!("Allowed {channel}"),
            };
            ReceiptView { id: one.id, what, day: when(one.at, zone, "%b %-d, %Y") }
        })
        .collect())
}

fn channel_view(lead: &Lead, consent: &ChannelConsent, review: bool, zone: impl Zone) -> ChannelView {
    let has_phone = !lead.record.phones.is_empty();
    let (name, reachable, none) = match consent.channel {
        Channel::Sms => ("Texts", has_phone, "No phone"),
        Channel::Voice => ("Calls", has_phone, "No phone"),
        Channel::Email => ("Mail", !lead.record.emails.is_empty(), "No e-mail"),
    };
    let reach = match () {
        () if !reachable => Reach::Unreachable,
        () if consent.suppressed != Suppression::None => Reach::OptedOut,
        () if review => Reach::Review,
        () => Reach::Evidence(consent.level),
    };
    let mut sentences: Vec<String> = suppression(consent, zone).into_iter().collect();
    // Of all that they asked about only the newest matters: it counts the longest.
    let inquiries = consent.evidence.iter().filter(|evidence| evidence.level == Level::Inquiry);
    let newest = inquiries.map(|evidence| evidence.given_at).max();
    let counts = |evidence: &&Evidence| evidence.level != Level::Inquiry || Some(evidence.given_at) == newest;
    sentences.extend(consent.evidence.iter().filter(counts).map(|evidence| basis(*evidence, zone)));
    sentences.dedup();
    if sentences.is_empty() && reachable {
        let nothing = match consent.channel {
            Channel::Email => "No opt-out is on file. Mail needs a way out, not consent.",
            _ => "Nothing shows that this person agreed to be contacted here.",
        };
        sentences.push(nothing.to_owned());
    }
    let (word, tone) = match (consent.suppressed, reach) {
        (_, Reach::Unreachable) => (none, reach.tone()),
        (Suppression::Marketing, _) => ("No marketing", "warn"),
        _ => (reach.label(), reach.tone()),
    };
    ChannelView { name: name.to_owned(), word: word.to_owned(), tone: tone.to_owned(), sentences }
}

/// The opt-out, if there is one.
fn suppression(consent: &ChannelConsent, zone: impl Zone) -> Option<String> {
    let (since, source) = consent.since?;
    let way = match source {
        Source::Text => "by text",
        Source::Mail | Source::LastMail => "by mail",
        Source::Note => "as you noted",
        Source::Unsubscribe => "through the link in a mail",
        Source::LeadPage => "on their own page",
        Source::Form => "in a form",
        Source::Realtor => "as you recorded",
        Source::Call => "in a call",
        Source::Provider => "at the provider",
        Source::Import => "in an imported file",
        Source::Erasure => "by having their data erased",
    };
    let day = when(since, zone, "%b %-d, %Y");
    Some(match consent.suppressed {
        Suppression::Marketing => {
            format!("Unsubscribed on {day}, {way}: no marketing; answers may still be sent.")
        }
        _ => format!("Opted out on {day}, {way}: nothing may be sent."),
    })
}

/// What proves consent, and for how long.
fn basis(evidence: Evidence, zone: impl Zone) -> String {
    let day = when(evidence.given_at.timestamp_millis(), zone, "%b %-d, %Y");
    match evidence.level {
        Level::None => format!("An entry of {day} that proves nothing."),
        Level::Inquiry => format!("Asked about something on {day}: counts for 3 months."),
        Level::Transaction => format!("Bought, sold or rented on {day}: counts for 18 months."),
        Level::Express => format!("Agreed on {day}."),
        Level::ExpressWritten => format!("Agreed in writing on {day}."),
    }
}
