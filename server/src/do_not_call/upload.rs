//! What was found in a file, stored until the realtor has looked at it.

use super::{
    entity::{part, scrub},
    file::Found,
    record::ScrubState,
    repository,
};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db, leads,
    live::Event,
    outbound::AccountFacts,
};
use chrono::{NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use realtoros_domain::{
    do_not_call::{List, Number, check_download},
    ids::ScrubId,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use std::collections::HashSet;

/// What the realtor says about a file.
#[derive(Clone, Debug, Default)]
pub struct ListForm {
    /// Which list: `federal`, or the two letters of a state. Empty is federal.
    pub list: String,
    /// The day of the download, as `2026-11-20`. Empty is today.
    pub downloaded: String,
}

impl ListForm {
    fn list(&self) -> Result<List> {
        let text = self.list.trim();
        if text.is_empty() {
            return Ok(List::Federal);
        }
        text.parse()
            .map_err(|_| Error::invalid("Say which list this is: the federal one, or that of a state."))
    }

    fn day(&self, today: NaiveDate) -> Result<NaiveDate> {
        let text = self.downloaded.trim();
        let day = if text.is_empty() { Ok(today) } else { text.parse() };
        day.map_err(|_| Error::invalid("Give the day of the download as year, month and day: 2026-11-20."))
    }
}

/// Today where the realtor works.
pub(super) fn today(core: &Core, zone: Tz) -> NaiveDate {
    core.now().with_timezone(&zone).date_naive()
}

/// The first moment of a day. It is never in the future of that day, and of all moments it grows old the soonest.
fn first_moment(day: NaiveDate, zone: Tz) -> i64 {
    let midnight = day.and_time(NaiveTime::MIN);
    let local = zone.from_local_datetime(&midnight).earliest();
    local.map_or_else(|| midnight.and_utc().timestamp_millis(), |at| at.timestamp_millis())
}

/// Stores what was found. Each of `numbers` in an area code of the file is listed or it is not.
pub(super) async fn keep(
    core: &Core,
    scope: &Scope,
    form: &ListForm,
    found: &Found,
    numbers: &HashSet<Number>,
) -> Result<ScrubId> {
    let zone = AccountFacts::load(core, scope.account).await?.zone;
    let (list, day) = (form.list()?, form.day(today(core, zone))?);
    check_download(day, today(core, zone)).map_err(|why| Error::invalid(why.to_string()))?;
    let id = ScrubId(core.new_id());
    let row = scrub::Model {
        id: id.0,
        account_id: scope.account.0,
        job_id: None,
        list: list.as_str().to_owned(),
        downloaded_at: first_moment(day, zone),
        state: ScrubState::Reading.as_str().to_owned(),
        areas: serde_json::to_string(&found.areas)?,
        covered: String::new(),
        numbers: i64::try_from(found.areas.values().sum::<u64>()).unwrap_or(i64::MAX),
        checked: 0,
        listed: 0,
        created_at: core.now_ms(),
        applied_at: None,
    };
    scrub::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(core.db.write())
        .await?;
    let outcome = keep_parts(core, scope, id, found, numbers).await;
    if outcome.is_err() {
        repository::delete(core.db.write(), scope.account, id).await?;
    }
    outcome?;
    core.live.send(scope.account, Event::Jobs);
    Ok(id)
}

/// The marks, in statements of their own, so that a large account keeps nobody from writing; what a crash leaves is tidied up.
async fn keep_parts(
    core: &Core,
    scope: &Scope,
    id: ScrubId,
    found: &Found,
    numbers: &HashSet<Number>,
) -> Result<()> {
    let index = leads::phone_index(core.db.read(), core, scope.account).await?;
    let compared: Vec<(Number, bool)> = numbers
        .iter()
        .filter(|number| found.areas.contains_key(&number.area_code()))
        .map(|number| (*number, found.listed.contains(number)))
        .collect();
    let checked = compared.len();
    let account = scope.account.0;
    let rows = db::apart(compared, move |(number, listed)| {
        let row = part::Model {
            scrub_id: id.0,
            address_index: index.hash(&number.to_string()),
            account_id: account,
            area_code: i32::from(number.area_code()),
            listed,
        };
        Ok(row.into_active_model().reset_all())
    });
    db::insert_all::<part::Entity>(core.db.write(), rows.await?).await?;

    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    let columns =
        scrub::ActiveModel { state: Set(ScrubState::Preview.as_str().to_owned()), ..Default::default() };
    repository::update(&tx, scope.account, id, columns).await?;
    // Whoever was erased while the file came in leaves nothing here: their number is nobody's by now (P-62).
    repository::delete_orphans(&tx, scope.account, None).await?;
    let detail = format!("areas={} leads={checked}", found.areas.len());
    let entry = Entry::new("dnc.uploaded", Subject::one("do_not_call_scrub", id)).with(detail);
    audit::record(&tx, core, scope, entry).await?;
    Ok(tx.commit().await?)
}
