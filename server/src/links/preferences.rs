//! What a lead decides about being contacted, without an account.

use super::{
    Link, Purpose, resolve,
    unsubscribe::{Sender, lead, sender},
};
use crate::{
    Core, Error, Result,
    clock::from_millis,
    consent::{self, ChannelConsent, ConsentEvent, Proof, Source},
    leads::{self, Lead, Switch},
    live::Event,
    outbound,
};
use realtoros_domain::{
    Channel, ChannelSet,
    consent::{Level, Suppression},
    contact::{EmailAddress, PhoneNumber},
};
use sea_orm::ConnectionTrait;

/// The opt-outs that the person made here, by a link or in a call of ours, and may therefore take back here. STOP by text is taken back
/// by START, because the telephone network holds it too; what others noted, others lift.
const OWN: [Source; 6] =
    [Source::LeadPage, Source::Unsubscribe, Source::Form, Source::Mail, Source::LastMail, Source::Call];

/// How a lead stands on one channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The channel.
    pub channel: Channel,
    /// Whether the lead may be contacted on it.
    pub allowed: bool,
    /// Whether the lead can change that here.
    pub changeable: bool,
    /// The words beside the box: what ticking it means.
    pub wording: String,
    /// On what it rests, in plain words.
    pub evidence: String,
}

/// What a lead's page shows. It holds nothing by which the lead could be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// The lead's given name, or empty.
    pub first_name: String,
    /// Who contacts the lead.
    pub sender: Sender,
    /// Texts, calls, mail; only those for which something is on file.
    pub choices: Vec<Choice>,
    /// Whether an assistant may be used for messages with the lead.
    pub ai: bool,
    /// Whether something was not stored because a code has to come first.
    pub needs_code: bool,
}

/// What a lead has decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// The channels on which the lead may be contacted.
    pub channels: ChannelSet,
    /// Whether an assistant may be used.
    pub ai: bool,
    /// Whether the browser has shown, by a code to an address on file, that this is the lead (P-64).
    pub proven: bool,
    /// The lead's internet address: evidence (rules B2.4).
    pub ip: String,
    /// The lead's browser: evidence.
    pub agent: String,
}

/// The page of this token. Changes nothing.
pub async fn preferences(core: &Core, token: &str) -> Result<Preferences> {
    let (link, lead) = holder(core, token).await?;
    let sender = sender(core, &link).await?;
    let choices = choices(core.db.read(), core, &link, &lead, &sender).await?;
    let first_name = lead.record.name.first.clone();
    Ok(Preferences { first_name, sender, choices, ai: !lead.ai_paused, needs_code: false })
}

/// Stores what the lead decided; what did not change is left alone. Opting out works at once; opting in lifts only
/// what the lead had ended by a link or here, and goes into the ledger with the words that were shown (P-41). The link
/// alone, which came by mail and can be passed on, agrees to mail only: texts and calls need a code first (P-64).
pub async fn decide(core: &Core, token: &str, decided: &Decided) -> Result<Preferences> {
    let (link, found) = holder(core, token).await?;
    let sender = sender(core, &link).await?;
    let scope = link.scope();
    let tx = core.db.begin().await?;
    leads::hold(&tx, link.account, &[link.lead]).await?;
    let (mut ended, mut needs_code) = (ChannelSet::NONE, false);
    for choice in choices(&tx, core, &link, &found, &sender).await? {
        match (choice.allowed, decided.channels.contains(choice.channel)) {
            (true, false) => ended = ended.with(choice.channel),
            (false, true) if choice.changeable && choice.channel != Channel::Email && !decided.proven => {
                needs_code = true;
            }
            (false, true) if choice.changeable => {
                for address in addresses(&found, choice.channel) {
                    consent::lift(&tx, core, &scope, choice.channel, address, &OWN).await?;
                }
                let event = given(core, &choice, &found, &sender, decided);
                consent::record(&tx, core, &scope, link.lead, event).await?;
                leads::touch(&tx, core, link.account, &[link.lead]).await?;
            }
            _ => {}
        }
    }
    if !ended.is_empty() {
        consent::opt_out(&tx, core, &scope, &found, ended, None, Source::LeadPage).await?;
        outbound::stop(&tx, link.account, link.lead, ended).await?;
    }
    tx.commit().await?;
    if decided.ai == found.ai_paused {
        leads::set_switch(core, &scope, link.lead, Switch::AiPaused, !decided.ai).await?;
    }
    core.live.send(link.account, Event::Leads);
    Ok(Preferences { needs_code, ..preferences(core, token).await? })
}

/// The link of this token to a lead's own page, and who holds it.
pub async fn holder(core: &Core, token: &str) -> Result<(Link, Lead)> {
    let link = resolve(core, token, Purpose::Preferences).await?.ok_or(Error::NotFound)?;
    let lead = lead(core.db.read(), core, &link).await?.ok_or(Error::NotFound)?;
    Ok((link, lead))
}

async fn choices(
    conn: &impl ConnectionTrait,
    core: &Core,
    link: &Link,
    lead: &Lead,
    sender: &Sender,
) -> Result<Vec<Choice>> {
    let state = consent::state(conn, core, link.account, lead).await?;
    let reachable = state.channels.into_iter().filter(|found| !addresses(lead, found.channel).is_empty());
    Ok(reachable.map(|found| choice(&found, sender)).collect())
}

fn choice(found: &ChannelConsent, sender: &Sender) -> Choice {
    let channel = found.channel;
    // Mail needs no consent, only a way out; texts and calls need some.
    let allowed =
        found.suppressed == Suppression::None && (channel == Channel::Email || found.level > Level::None);
    let own = found.since.is_none_or(|(_, source)| OWN.contains(&source));
    Choice {
        channel,
        allowed,
        changeable: allowed || own,
        wording: wording(channel, sender),
        evidence: evidence(found, sender),
    }
}

/// What ticking the box means. These words are the evidence, so they name who and how to stop.
fn wording(channel: Channel, sender: &Sender) -> String {
    let Sender { realtor, brokerage } = sender;
    match channel {
        Channel::Sms => format!(
            "{realtor} of {brokerage} may send me text messages. I can stop them at any time by answering STOP. \
             Message and data rates may apply."
        ),
        Channel::Voice => {
            format!("{realtor} of {brokerage} may call me. I can ask them to stop at any time.")
        }
        Channel::Email => {
            format!(
                "{realtor} of {brokerage} may write me e-mail, newsletters included. Every newsletter has a link to stop them."
            )
        }
    }
}

fn evidence(found: &ChannelConsent, sender: &Sender) -> String {
    let day = |millis: i64| from_millis(millis).format("%B %-d, %Y").to_string();
    if let Some((since, source)) = found.since {
        let since = day(since);
        return match source {
            Source::Text => {
                format!("You answered STOP on {since}. To allow texts again, send START to the same number.")
            }
            Source::Unsubscribe | Source::Mail => {
                format!("You unsubscribed from newsletters on {since}.{}", answers(found.channel))
            }
            Source::LastMail => format!("You wrote on {since} that you want to hear nothing more."),
            Source::LeadPage | Source::Form => {
                format!("You switched this off on {since}.{}", answers(found.channel))
            }
            Source::Call => {
                let way_back = match found.channel {
                    Channel::Sms => {
                        "To allow texts again, tick this, or send START to the number that called."
                    }
                    Channel::Voice | Channel::Email => "To allow this again, tick it.",
                };
                format!("You asked on {since}, in a call, to hear no more. {way_back}")
            }
            Source::Provider => format!("Your phone company told us on {since} that you opted out."),
            Source::Erasure => {
                format!("Your data was erased on {since}. Nothing is sent to you unless you write first.")
            }
            Source::Note | Source::Realtor | Source::Import => {
                format!(
                    "{} noted on {since} that you do not want this. Ask them to change it.",
                    sender.realtor
                )
            }
        };
    }
    let strongest =
        found.evidence.iter().filter(|entry| entry.level == found.level).max_by_key(|entry| entry.given_at);
    match (strongest, found.level) {
        (Some(entry), Level::Inquiry) => {
            format!("You asked about something on {}.", day(entry.given_at.timestamp_millis()))
        }
        (Some(entry), Level::Transaction) => {
            format!("You bought, sold or rented with them on {}.", day(entry.given_at.timestamp_millis()))
        }
        (Some(entry), Level::Express | Level::ExpressWritten) => {
            format!("You agreed on {}.", day(entry.given_at.timestamp_millis()))
        }
        _ if found.channel == Channel::Email => {
            "Your address is on file, and you have not unsubscribed.".to_owned()
        }
        _ => "You have not agreed to this.".to_owned(),
    }
}

/// What still comes although mail is switched off (rules C: mail that is no advertising stays allowed).
const fn answers(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => " Answers to your own questions may still come.",
        Channel::Sms | Channel::Voice => "",
    }
}

fn given(core: &Core, choice: &Choice, lead: &Lead, sender: &Sender, decided: &Decided) -> ConsentEvent {
    let mut event = ConsentEvent::given(choice.channel, Level::Express, Source::LeadPage, core.now_ms());
    let present = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    event.proof = Proof {
        wording: Some(choice.wording.clone()),
        version: Some("lead-page-1".to_owned()),
        // Without the token: the ledger holds no keys.
        url: Some(format!("{}/me", core.settings.public_url)),
        ip: present(&decided.ip),
        agent: present(&decided.agent),
        seller: Some(sender.brokerage.clone()),
        address: addresses(lead, choice.channel).first().map(|address| (*address).to_owned()),
        ..event.proof
    };
    event
}

fn addresses(lead: &Lead, channel: Channel) -> Vec<&str> {
    match channel {
        Channel::Email => lead.record.emails.iter().map(EmailAddress::as_str).collect(),
        Channel::Sms | Channel::Voice => lead.record.phones.iter().map(PhoneNumber::e164).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p49_whoever_ended_texts_and_calls_in_a_call_is_told_the_way_back() {
        let sender = Sender { realtor: "Dana Whitfield".into(), brokerage: "Harbor Street Realty".into() };
        for (channel, way_back) in [(Channel::Sms, "send START"), (Channel::Voice, "tick it")] {
            let found = ChannelConsent {
                channel,
                level: Level::None,
                evidence: Vec::new(),
                suppressed: Suppression::Everything,
                since: Some((0, Source::Call)),
            };
            let shown = choice(&found, &sender);
            assert!(shown.changeable && !shown.allowed);
            assert!(shown.evidence.contains(way_back), "{}", shown.evidence);
        }
    }
}
