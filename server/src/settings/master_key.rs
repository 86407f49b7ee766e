//! Settings of the master key: a variable, a file, or a key service.

use super::{Profile, Vars, wrong};
use crate::{
    Result,
    vault::{Kek, KekSource, TransitSettings},
};
use std::path::Path;
use zeroize::Zeroizing;

pub(super) fn read(vars: &Vars<'_>, profile: Profile, data_dir: &Path) -> Result<KekSource> {
    match vars.get("KEK") {
        None => {}
        Some("transit") => return transit(vars, profile),
        Some(other) => {
            return Err(wrong(
                "KEK",
                &format!("\"{other}\" is not transit; leave it out for a file or a variable"),
            ));
        }
    }
    let previous = vars.get("MASTER_KEY_PREVIOUS");
    match (vars.get("MASTER_KEY"), vars.get("MASTER_KEY_FILE")) {
        (Some(_), Some(_)) => Err(wrong("MASTER_KEY", "set it or REALTOROS_MASTER_KEY_FILE, not both")),
        (Some(key), None) => Ok(KekSource::Value {
            key: digits("MASTER_KEY", key)?,
            previous: previous.map(|key| digits("MASTER_KEY_PREVIOUS", key)).transpose()?,
        }),
        _ if previous.is_some() => Err(wrong(
            "MASTER_KEY_PREVIOUS",
            "it belongs to REALTOROS_MASTER_KEY; a key file holds all its versions",
        )),
        (None, Some(file)) => Ok(KekSource::File(file.into())),
        (None, None) if profile == Profile::Dev => Ok(KekSource::File(data_dir.join("master.key"))),
        (None, None) => Err(wrong("MASTER_KEY_FILE", "production needs it, or REALTOROS_MASTER_KEY")),
    }
}

/// The digits of a key, which are never repeated in a message.
fn digits(name: &str, key: &str) -> Result<Zeroizing<String>> {
    match Kek::parse(key) {
        Ok(_) => Ok(Zeroizing::new(key.to_owned())),
        Err(error) => Err(wrong(name, &error.to_string())),
    }
}

/// A key service usually stands in the operator's own network, so private addresses are allowed; plain HTTP is not.
fn transit(vars: &Vars<'_>, profile: Profile) -> Result<KekSource> {
    for name in ["MASTER_KEY", "MASTER_KEY_FILE", "MASTER_KEY_PREVIOUS"] {
        if vars.get(name).is_some() {
            return Err(wrong(name, "the key service keeps the master key: leave it out"));
        }
    }
    let needed = |name: &str| vars.owned(name).ok_or_else(|| wrong(name, "the key service needs it"));
    let url = needed("TRANSIT_URL")?;
    let parsed =
        reqwest::Url::parse(&url).map_err(|_| wrong("TRANSIT_URL", &format!("\"{url}\" is no URL")))?;
    if profile == Profile::Production && parsed.scheme() != "https" {
        return Err(wrong("TRANSIT_URL", "production talks to the key service over https:// only"));
    }
    Ok(KekSource::Transit(TransitSettings {
        url: url.trim_end_matches('/').to_owned(),
        token: needed("TRANSIT_TOKEN")?.into(),
        key: vars.owned("TRANSIT_KEY").unwrap_or_else(|| "realtoros".to_owned()),
    }))
}
