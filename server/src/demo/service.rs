//! Making the demo.

use super::{
    leads::{COUNT, lead},
    letters, listings,
    story::Story,
    talks::{Line, TALKS},
};
use crate::{
    Core, Error, Result, Scope,
    accounts::{self, Credential, SignUp},
    audit,
    consent::{self, ConsentEvent, Proof, Source},
    conversations, jobs,
    leads::create_batch,
    newsletters,
};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use realtoros_domain::{Channel, consent::Level, ids::LeadId};

/// Who signs in.
pub const EMAIL: &str = "june@pecan-street.example";
/// With which password. Everybody may know it: the demo exists in the dev profile only.
pub const PASSWORD: &str = "quiet porch in november";

/// The number that leads text to.
const OUR_NUMBER: &str = "+15125550199";
/// How many leads came in on one day.
const PER_DAY: usize = 12;
/// How long ago the account was opened, in days.
const DAYS: i64 = 61;
/// The words above the form on which leads agreed.
const WORDING: &str = "By ticking this box I agree that June Calloway of Pecan Street Realty may send me marketing \
                       texts and e-mails, also with automated means, at the number and address above. Agreeing is \
                       no condition of any purchase. Reply STOP to end texts.";

/// What became of the wish for a demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demo {
    /// It is there now.
    Made,
    /// It was there before; nothing changed.
    Known,
    /// An earlier run was cut off: the account is there, and not all of what belongs into it.
    Unfinished,
}

/// Makes the demo account, once. `worker` does the jobs of the installation that it is given.
pub async fn make<W: jobs::Work>(core: &Core, worker: impl FnOnce(Core) -> W) -> Result<Demo> {
    if !core.settings.is_dev() {
        return Err(Error::Refused(
            "The demo is for the dev profile: its password is known to all.".to_owned(),
        ));
    }
    if let Some(scope) = accounts::scope_of_email(core, EMAIL).await? {
        // Newsletters are made last.
        let is_cut_off = newsletters::list(core, &scope).await?.is_empty();
        return Ok(if is_cut_off { Demo::Unfinished } else { Demo::Known });
    }
    // Half past six in the evening UTC is a decent hour in every place of the demo.
    let noon = NaiveTime::from_hms_opt(18, 30, 0).unwrap_or_default();
    let today = core.now().date_naive().and_time(noon).and_utc();
    let latest = core.now() - TimeDelta::hours(1);
    let day = |ago: i64| today - TimeDelta::days(ago);
    let story = Story::new(core, day(DAYS), worker)?;
    let scope = accounts::sign_up(&story.core, form()).await?;
    let leads = add_leads(&story, &scope, today).await?;
    talk(&story, &scope, &leads, day, latest).await?;
    story.until(latest);
    write_letters(&story, &scope).await?;
    // Two months of history, which a server would have signed hour by hour.
    core.reads.flush(core).await?;
    audit::heads::write_one(core, scope.account).await?;
    core.live.send(scope.account, crate::live::Event::Leads);
    Ok(Demo::Made)
}

fn form() -> SignUp {
    SignUp {
        name: "June Calloway".to_owned(),
        email: EMAIL.to_owned(),
        credential: Credential::Password(PASSWORD.to_owned()),
        brokerage: "Pecan Street Realty".to_owned(),
        licence_state: "TX".to_owned(),
        postal_address: "1420 Pecan Street, Suite 2\nAustin, TX 78704".to_owned(),
        phone: OUR_NUMBER.to_owned(),
        time_zone: "America/Chicago".to_owned(),
        adult: true,
        policy_accepted: true,
        ip: "127.0.0.1".to_owned(),
    }
}

/// Leads come in over the weeks, a few a day; most through a form, with evidence of what they agreed to.
async fn add_leads<W: jobs::Work>(
    story: &Story<W>,
    scope: &Scope,
    today: DateTime<Utc>,
) -> Result<Vec<LeadId>> {
    let mut all = Vec::with_capacity(COUNT);
    for (batch, first) in (0_i64..).zip((0..COUNT).step_by(PER_DAY)) {
        story.until(today - TimeDelta::days(DAYS - 1 - 2 * batch));
        let numbers = first..COUNT.min(first + PER_DAY);
        let new = numbers.clone().map(|n| lead(n, today.date_naive())).collect();
        let tx = story.core.db.begin().await?;
        let ids = create_batch(&tx, &story.core, scope, new).await?;
        let given = numbers.zip(&ids).filter(|(n, _)| n % 3 != 1);
        let events: Vec<_> = given.flat_map(|(n, id)| evidence(story, n).map(|event| (*id, event))).collect();
        consent::record_all(&tx, &story.core, scope, &events).await?;
        tx.commit().await?;
        all.extend(ids);
    }
    Ok(all)
}

/// What a lead agreed to: some to everything in writing, others only asked a question by mail.
fn evidence<W: jobs::Work>(story: &Story<W>, n: usize) -> impl Iterator<Item = ConsentEvent> + use<W> {
    let at = story.core.now_ms();
    let written = n.is_multiple_of(2);
    let proof = Proof {
        given_at: at,
        act: Some("Ticked the box and pressed Send".to_owned()),
        wording: Some(WORDING.to_owned()),
        version: Some("2026-09".to_owned()),
        url: Some("https://pecan-street.example/ask".to_owned()),
        ip: Some(format!("192.0.2.{}", n % 250 + 1)),
        agent: Some("Mozilla/5.0".to_owned()),
        seller: Some("Pecan Street Realty".to_owned()),
        address: None,
        came_with: None,
    };
    let channels: &[Channel] = if written { &[Channel::Email, Channel::Sms] } else { &[Channel::Email] };
    let level = if written { Level::ExpressWritten } else { Level::Inquiry };
    channels.iter().map(move |channel| ConsentEvent {
        proof: proof.clone(),
        ..ConsentEvent::given(*channel, level, Source::Form, at)
    })
}

/// Every line of every conversation, in the order of time.
async fn talk<W: jobs::Work>(
    story: &Story<W>,
    scope: &Scope,
    leads: &[LeadId],
    day: impl Fn(i64) -> DateTime<Utc>,
    latest: DateTime<Utc>,
) -> Result<()> {
    let mut lines = Vec::new();
    for talk in &TALKS {
        let mut at = day(talk.days_ago);
        for (n, line) in talk.lines.iter().enumerate() {
            at += TimeDelta::minutes(line.minutes());
            lines.push((at.min(latest), talk.lead, n, *line));
        }
    }
    lines.sort_by_key(|(at, lead, n, _)| (*at, *lead, *n));
    for (at, lead, n, line) in lines {
        story.until(at);
        let (id, key) = (leads[lead], format!("demo:{lead}:{n}"));
        match line {
            Line::Lead(_, text) => story.receive(scope, id, OUR_NUMBER, text, key).await?,
            Line::Me(_, text) => story.answer(scope, id, text, key, false).await?,
            Line::Approved(_, text) => story.answer(scope, id, text, key, true).await?,
            Line::Note(_, text) => drop(conversations::add_note(&story.core, scope, id, text).await?),
        }
    }
    Ok(())
}

/// Listings, a newsletter that has gone out and one that is being written.
async fn write_letters<W: jobs::Work>(story: &Story<W>, scope: &Scope) -> Result<()> {
    let core = &story.core;
    let mut homes = Vec::new();
    for listing in listings::listings() {
        homes.push(crate::listings::create(core, scope, listing).await?);
    }
    let sent = newsletters::create(core, scope, letters::sent(&homes)).await?;
    newsletters::approve(core, scope, sent).await?;
    newsletters::send(core, scope, sent).await?;
    story.settle(scope).await?;
    newsletters::create(core, scope, letters::draft(&homes)).await?;
    Ok(())
}
