//! An installation with a key file and rows in every table that an account's key seals.

use crate::{
    Clock, Core, Error, Result, Scope, accounts,
    db::Db,
    imports, leads,
    leads::{LeadRecord, NewLead},
    listings, newsletters,
    settings::Settings,
    testing::{KEK, TestCore, realtor, registered_twilio},
    vault::{Kek, KekSource, Pace, Vault, keeper, rotation::Pulse},
};
use realtoros_domain::{ids::LeadId, listing::Listing, newsletter::Content};
use std::{fs, io::Write, os::unix::fs::OpenOptionsExt, path::PathBuf, sync::Arc, time::Duration};

/// A pace at which one process changes keys alone.
pub const ALONE: Pace = Pace { look_again: Duration::ZERO, announce: Duration::ZERO, keep: Pace::USUAL.keep };

/// The file of the master key.
pub fn key_file(core: &Core) -> PathBuf {
    let KekSource::File(path) = &core.settings.kek else { panic!("the key is in a file") };
    path.clone()
}

/// The same installation with its master key in a file of the old form.
pub async fn from_file(core: &TestCore) -> Core {
    let mut file =
        fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(key_file(core)).unwrap();
    writeln!(file, "{KEK}").unwrap();
    drop(file);
    restarted(core, ALONE).await.unwrap()
}

/// The same installation in a process that has just started: it remembers nothing.
pub async fn restarted(core: &Core, pace: Pace) -> Result<Core> {
    let clock: Arc<dyn Clock> = core.clock.clone();
    opened(core.db.clone(), (*core.settings).clone(), clock, pace).await
}

pub async fn opened(db: Db, settings: Settings, clock: Arc<dyn Clock>, pace: Pace) -> Result<Core> {
    let (keeper, _) = keeper(&settings.kek, false)?;
    let vault = Vault::open(&db, keeper, clock.now().timestamp_millis()).await?.at_pace(pace);
    Ok(Core::new(db, vault, clock, settings))
}

/// An account with something in each of its tables.
pub struct Full {
    pub scope: Scope,
    pub leads: Vec<LeadId>,
}

const CSV: &str = "First Name,Email,Phone\nAda,ada@example.com,(512) 555-0150\nBo,bo@example.com,\n,,\n";

/// Fills an account of `leads` leads.
pub async fn full(core: &Core, email: &str, leads: usize) -> Full {
    let scope = realtor(core, email).await;
    let number = format!("+1212555010{}", email.as_bytes()[0] % 10);
    accounts::save_channels(core, &scope, registered_twilio(&number)).await.unwrap();
    let mut ids = Vec::new();
    for n in 0..leads {
        let record = LeadRecord {
            emails: vec![format!("l{n}@example.com").parse().unwrap()],
            ..LeadRecord::default()
        };
        ids.push(leads::create(core, &scope, NewLead { record, ..NewLead::default() }).await.unwrap());
    }
    for n in 0..3 {
        let listing = Listing { address: format!("{n} Mill Path"), price_cents: 100, ..Listing::default() };
        listings::create(core, &scope, listing).await.unwrap();
    }
    newsletters::create(core, &scope, Content { subject: "Porches".into(), ..Content::default() })
        .await
        .unwrap();
    imports::upload(core, &scope, "people.csv", CSV.into()).await.unwrap();
    Full { scope, leads: ids }
}

/// Reads everything that the account has, as its members would.
pub async fn read_all(core: &Core, full: &Full) -> Result<()> {
    let scope = &full.scope;
    for lead in &full.leads {
        leads::get(core, scope, *lead).await?;
    }
    if listings::list(core, scope, true).await?.len() != 3 || newsletters::list(core, scope).await?.len() != 1
    {
        return Err(Error::Internal("rows are missing".into()));
    }
    for import in imports::list(core, scope).await? {
        imports::view(core, scope, import.id).await?;
    }
    accounts::profile(core, scope).await?;
    accounts::channels(core.db.read(), core, scope.account).await?;
    Ok(())
}

/// A pulse that stops the rotation with an error after some steps: as if the process had died there.
pub struct DieAfter(pub usize);

impl Pulse for DieAfter {
    async fn beat(&mut self, _done: u64) -> Result<bool> {
        self.0 = self.0.checked_sub(1).ok_or_else(|| Error::Internal("the process died".into()))?;
        Ok(true)
    }
}

/// A KEK that this installation has never had.
pub fn stranger() -> Kek {
    Kek::parse(&"ab".repeat(32)).unwrap()
}
