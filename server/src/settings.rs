//! Settings: `REALTOROS_*` variables, read and checked once, at start.

use crate::{Error, Result};
use chrono::TimeDelta;
use realtoros_domain::{contact::EmailAddress, policy};
use std::{collections::HashMap, net::SocketAddr, path::PathBuf};

mod master_key;
mod names;
mod providers;

pub use names::unknown;
pub use providers::{OAuthSettings, OpenAiSettings, ProviderSettings};

/// How strict this installation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// One machine, loopback, capture instead of providers.
    Dev,
    /// Real people: nothing is plain, nothing is guessed.
    Production,
}

/// How this installation is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How strict it is.
    pub profile: Profile,
    /// `sqlite://…` or `postgres://…`.
    pub database_url: String,
    /// Where files are kept.
    pub data_dir: PathBuf,
    /// Where the KEK comes from.
    pub kek: crate::vault::KekSource,
    /// The address under which people reach this installation, without a slash at the end.
    pub public_url: String,
    /// The address on which the server listens.
    pub bind: SocketAddr,
    /// How far the clock is moved (dev only).
    pub clock_offset: TimeDelta,
    /// Outside services.
    pub providers: ProviderSettings,
    /// The certificate and key with which the server itself ends TLS; without them something in front of it does.
    pub tls: Option<TlsSettings>,
    /// Who is told when a control turns red.
    pub operator_email: Option<String>,
    /// Where backups of data are kept.
    pub backup_dir: PathBuf,
    /// Where backups of keys are kept, apart from the others.
    pub key_backup_dir: PathBuf,
    /// Where people write about privacy and weaknesses, if it is not the address that the policy names.
    pub contact_email: Option<String>,
}

/// Files in PEM.
#[derive(Clone, Debug)]
pub struct TlsSettings {
    /// The certificate, followed by those that lead to its authority.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

impl Settings {
    /// Reads the settings of this process.
    pub fn from_env() -> Result<Self> {
        Self::read(&std::env::vars().collect())
    }

    /// Reads settings from `vars`. An error is one line that says which setting is wrong, and why.
    pub fn read(vars: &HashMap<String, String>) -> Result<Self> {
        let vars = Vars(vars);
        let profile = match vars.get("PROFILE").unwrap_or("dev") {
            "dev" => Profile::Dev,
            "production" => Profile::Production,
            other => return Err(wrong("PROFILE", &format!("\"{other}\" is neither dev nor production"))),
        };
        let data_dir = PathBuf::from(vars.get("DATA_DIR").unwrap_or("data"));
        let bind = vars.get("BIND").unwrap_or("127.0.0.1:3000");
        let bind: SocketAddr = bind
            .parse()
            .map_err(|_| wrong("BIND", &format!("\"{bind}\" is no address like 127.0.0.1:3000")))?;
        let settings = Self {
            profile,
            database_url: match vars.get("DATABASE_URL") {
                Some(url) => url.to_owned(),
                None => format!("sqlite://{}", data_dir.join("realtoros.db").display()),
            },
            kek: master_key::read(&vars, profile, &data_dir)?,
            public_url: public_url(&vars, profile, bind)?,
            clock_offset: clock_offset(&vars, profile)?,
            providers: ProviderSettings::read(&vars, profile)?,
            tls: tls(&vars)?,
            backup_dir: vars.get("BACKUP_DIR").map_or_else(|| data_dir.join("backups"), PathBuf::from),
            key_backup_dir: vars
                .get("KEY_BACKUP_DIR")
                .map_or_else(|| data_dir.join("key-backups"), PathBuf::from),
            operator_email: email(&vars, "OPERATOR_EMAIL")?,
            contact_email: email(&vars, "CONTACT_EMAIL")?,
            data_dir,
            bind,
        };
        if !["sqlite://", "postgres://", "postgresql://"].iter().any(|p| settings.database_url.starts_with(p))
        {
            return Err(wrong("DATABASE_URL", "it must begin with sqlite:// or postgres://"));
        }
        Ok(settings)
    }

    /// Whether this is the dev profile.
    pub fn is_dev(&self) -> bool {
        self.profile == Profile::Dev
    }

    /// Where people write about privacy and weaknesses: the one place that pages, mails and files ask (P-70). It can be
    /// set because carriers and mail providers accept no address at a public mail host for a business (tension T11).
    pub fn contact(&self) -> &str {
        self.contact_email.as_deref().unwrap_or_else(|| policy::contact())
    }
}

/// What the names of all settings begin with.
const PREFIX: &str = "REALTOROS_";

/// The variables, without their prefix; an empty one counts as missing.
struct Vars<'a>(&'a HashMap<String, String>);

impl<'a> Vars<'a> {
    fn get(&self, name: &str) -> Option<&'a str> {
        debug_assert!(names::NAMES.contains(&name), "{name} is missing in the list of names");
        self.0.get(&format!("{PREFIX}{name}")).map(String::as_str).filter(|value| !value.is_empty())
    }

    fn owned(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }
}

fn wrong(name: &str, why: &str) -> Error {
    Error::invalid(format!("{PREFIX}{name}: {why}"))
}

fn tls(vars: &Vars<'_>) -> Result<Option<TlsSettings>> {
    match (vars.get("TLS_CERT"), vars.get("TLS_KEY")) {
        (None, None) => Ok(None),
        (Some(certificate), Some(key)) => {
            Ok(Some(TlsSettings { certificate: certificate.into(), key: key.into() }))
        }
        (Some(_), None) => Err(wrong("TLS_KEY", "the certificate needs its key")),
        (None, Some(_)) => Err(wrong("TLS_CERT", "the key needs its certificate")),
    }
}

fn email(vars: &Vars<'_>, name: &str) -> Result<Option<String>> {
    let Some(email) = vars.get(name) else { return Ok(None) };
    match email.parse::<EmailAddress>() {
        Ok(email) => Ok(Some(email.as_str().to_owned())),
        Err(_) => Err(wrong(name, "this is no e-mail address")),
    }
}

fn public_url(vars: &Vars<'_>, profile: Profile, bind: SocketAddr) -> Result<String> {
    let url = vars.owned("PUBLIC_URL").unwrap_or_else(|| format!("http://{bind}"));
    let url = url.trim_end_matches('/').to_owned();
    let plain = url.starts_with("http://");
    if !plain && !url.starts_with("https://") {
        return Err(wrong("PUBLIC_URL", &format!("\"{url}\" must begin with https://")));
    }
    if plain && profile == Profile::Production {
        return Err(wrong("PUBLIC_URL", "production is reached over https:// only"));
    }
    Ok(url)
}

fn clock_offset(vars: &Vars<'_>, profile: Profile) -> Result<TimeDelta> {
    let Some(text) = vars.get("CLOCK_OFFSET") else { return Ok(TimeDelta::zero()) };
    if profile != Profile::Dev {
        return Err(wrong("CLOCK_OFFSET", "only the dev profile can move its clock"));
    }
    parse_offset(text).filter(|offset| offset.num_days().abs() <= FARTHEST_DAYS).ok_or_else(|| {
        let why = format!("\"{text}\" is no span like 31d, 12h, 30m or 45s, of at most {FARTHEST_DAYS} days");
        wrong("CLOCK_OFFSET", &why)
    })
}

/// How far a clock may be moved: a hundred years.
const FARTHEST_DAYS: i64 = 36_525;

fn parse_offset(text: &str) -> Option<TimeDelta> {
    let unit = text.chars().next_back()?;
    let number: i64 = text.strip_suffix(unit)?.parse().ok()?;
    match unit {
        'd' => TimeDelta::try_days(number),
        'h' => TimeDelta::try_hours(number),
        'm' => TimeDelta::try_minutes(number),
        's' => TimeDelta::try_seconds(number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Settings> {
        Settings::read(&pairs.iter().map(|(k, v)| (format!("REALTOROS_{k}"), (*v).to_owned())).collect())
    }

    #[test]
    fn nothing_set_is_a_dev_installation_under_data() {
        let settings = read(&[]).unwrap();
        assert!(settings.is_dev());
        assert_eq!(settings.database_url, "sqlite://data/realtoros.db");
        assert_eq!(settings.public_url, "http://127.0.0.1:3000");
    }

    #[test]
    fn a_wrong_setting_is_named_in_one_line() {
        let cases: &[(&[(&str, &str)], &str)] = &[
            (&[("PROFILE", "prod")], "REALTOROS_PROFILE"),
            (&[("BIND", "3000")], "REALTOROS_BIND"),
            (&[("DATABASE_URL", "mysql://x")], "REALTOROS_DATABASE_URL"),
            (&[("PUBLIC_URL", "example.com")], "REALTOROS_PUBLIC_URL"),
            (&[("CLOCK_OFFSET", "soon")], "REALTOROS_CLOCK_OFFSET"),
            (&[("CLOCK_OFFSET", "99999999d")], "REALTOROS_CLOCK_OFFSET"),
            (&[("CLOCK_OFFSET", "-99999999999999d")], "REALTOROS_CLOCK_OFFSET"),
            (&[("MASTER_KEY", "short")], "REALTOROS_MASTER_KEY"),
            (&[("TLS_CERT", "cert.pem")], "REALTOROS_TLS_KEY"),
            (&[("TLS_KEY", "key.pem")], "REALTOROS_TLS_CERT"),
            (&[("OPERATOR_EMAIL", "nobody")], "REALTOROS_OPERATOR_EMAIL"),
            (&[("CONTACT_EMAIL", "nobody")], "REALTOROS_CONTACT_EMAIL"),
            (&[("MASTER_KEY", "a"), ("MASTER_KEY_FILE", "b")], "REALTOROS_MASTER_KEY"),
            (&[("PROFILE", "production")], "REALTOROS_MASTER_KEY_FILE"),
            (&[("MASTER_KEY_PREVIOUS", "a")], "REALTOROS_MASTER_KEY_PREVIOUS"),
            (&[("KEK", "hsm")], "REALTOROS_KEK"),
            (&[("KEK", "transit"), ("TRANSIT_URL", "https://bao.example")], "REALTOROS_TRANSIT_TOKEN"),
            (&[("KEK", "transit"), ("MASTER_KEY", "a")], "REALTOROS_MASTER_KEY"),
            (&[("PROFILE", "production"), ("MASTER_KEY_FILE", "k")], "REALTOROS_PUBLIC_URL"),
            (
                &[
                    ("PROFILE", "production"),
                    ("MASTER_KEY_FILE", "k"),
                    ("PUBLIC_URL", "https://x.example"),
                    ("CLOCK_OFFSET", "1d"),
                ],
                "REALTOROS_CLOCK_OFFSET",
            ),
            (
                &[
                    ("PROFILE", "production"),
                    ("MASTER_KEY_FILE", "k"),
                    ("PUBLIC_URL", "https://x.example"),
                    ("TWILIO_BASE_URL", "http://10.0.0.1"),
                ],
                "REALTOROS_TWILIO_BASE_URL",
            ),
        ];
        for (vars, name) in cases {
            let line = read(vars).unwrap_err().to_string();
            assert!(line.starts_with(&format!("{name}: ")), "{line}");
            assert!(!line.contains('\n'));
        }
    }

    #[test]
    fn the_clock_moves_by_days_hours_minutes_and_seconds() {
        assert_eq!(parse_offset("31d"), TimeDelta::try_days(31));
        assert_eq!(parse_offset("-2h"), TimeDelta::try_hours(-2));
        assert_eq!(parse_offset("31"), None);
    }
}
