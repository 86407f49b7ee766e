//! Codes of an app: RFC 6238 with SHA-1, six digits and steps of thirty seconds, which every app knows. A code counts for its
//! thirty seconds and, so that there is time to type it, for one step of delay (section 5.2); ASVS 6.5.5 has the thirty
//! seconds alone. No code counts before its time.

use crate::{Core, Error, Result, vault::fill_random};
use qrcode::{QrCode, render::svg};
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

/// How long a step lasts, in seconds.
const STEP_S: i64 = 30;
/// How many steps late a code may arrive.
const DELAY: i64 = 1;
/// The sides of the picture, in pixels, at least.
const SIDE: u32 = 200;

/// What a member copies into their app. Shown until a code has confirmed it, and never again.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The secret, in base32.
    pub secret: String,
    /// A QR code of the secret, as SVG.
    pub picture: String,
}

impl std::fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Enrolment").finish_non_exhaustive()
    }
}

/// A new secret of 160 bits, in base32.
pub fn new_secret() -> String {
    let mut bytes = Zeroizing::new([0_u8; 20]);
    fill_random(bytes.as_mut());
    Secret::from(*bytes).to_base32()
}

/// What the member of this address copies into their app.
pub fn enrolment(secret: &str, email: &str) -> Result<Enrolment> {
    let named = builder(secret)?.with_issuer(Some("RealtorOS")).with_account_name(email);
    let url = Zeroizing::new(named.build().and_then(|totp| totp.to_url()).map_err(|_| broken())?);
    let code = QrCode::new(url.as_bytes()).map_err(|_| broken())?;
    let picture = code.render::<svg::Color<'_>>().min_dimensions(SIDE, SIDE).build();
    // What stands before the element is for files, not for pages.
    let picture = picture.find("<svg").and_then(|at| picture.get(at..)).ok_or_else(broken)?;
    Ok(Enrolment { secret: secret.to_owned(), picture: picture.to_owned() })
}

/// The step whose code this is, if it may be accepted: this one or the one before, and after the last that was (ASVS 6.5.1).
pub fn accepted_step(secret: &str, code: &str, now_s: i64, last: Option<i64>) -> Result<Option<i64>> {
    let totp = builder(secret)?.build().map_err(|_| broken())?;
    Ok(find(&totp, code, now_s, last))
}

fn find(totp: &Totp, code: &str, now_s: i64, last: Option<i64>) -> Option<i64> {
    let now = now_s.div_euclid(STEP_S);
    let first = last.map_or(now - DELAY, |last| Ord::max(last + 1, now - DELAY));
    (first..=now).find(|step| u64::try_from(step * STEP_S).is_ok_and(|at| totp.check(code, at).is_some()))
}

/// The time of the apps, in seconds since 1970 UTC: the real one, also where ours is moved.
pub fn time(core: &Core) -> i64 {
    (core.now() - core.settings.clock_offset).timestamp()
}

/// SHA-1, six digits and thirty seconds are what it begins with. The skew is ours, so that no step counts twice.
fn builder(secret: &str) -> Result<Builder> {
    let secret = Secret::try_from_base32(secret).map_err(|_| broken())?;
    Ok(Builder::new().with_secret(secret).with_step_duration(STEP_S.unsigned_abs()).with_skew(0))
}

fn broken() -> Error {
    Error::Internal("a secret for one-time codes cannot be used".to_owned())
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// The code that an app shows at this time.
    pub fn code(secret: &str, at_s: i64) -> String {
        builder(secret).unwrap().build().unwrap().generate(u64::try_from(at_s).unwrap()).to_string()
    }

    fn rfc(digits: u8) -> Totp {
        let secret = Secret::from(b"12345678901234567890".to_vec());
        Builder::new().with_secret(secret).with_digits(digits).with_skew(0).build().unwrap()
    }

    #[test]
    fn p09_codes_are_those_of_rfc_6238() {
        for (at, code) in [(59, "94287082"), (1_111_111_109, "07081804"), (20_000_000_000, "65353130")] {
            assert_eq!(find(&rfc(8), code, at, None), Some(at / 30), "{at}");
            assert_eq!(find(&rfc(6), &code[2..], at, None), Some(at / 30), "{at}");
        }
        assert_eq!(find(&rfc(8), "94287083", 59, None), None);
    }

    #[test]
    fn p09_a_code_may_be_one_step_late_and_never_early() {
        // The code of step 1.
        for (at, accepted) in
            [(0, false), (29, false), (30, true), (59, true), (89, true), (90, false), (600, false)]
        {
            assert_eq!(find(&rfc(8), "94287082", at, None).is_some(), accepted, "{at}");
        }
        let two = rfc(8).generate(60).to_string();
        assert_eq!(find(&rfc(8), &two, 59, None), None, "one step ahead");
        assert_eq!(find(&rfc(8), &two, 60, None), Some(2));
    }

    #[test]
    fn p09_a_step_that_was_accepted_never_is_again_nor_one_before_it() {
        assert_eq!(find(&rfc(8), "94287082", 59, Some(0)), Some(1));
        assert_eq!(find(&rfc(8), "94287082", 59, Some(1)), None);
        assert_eq!(find(&rfc(8), "94287082", 59, Some(2)), None);
    }

    #[test]
    fn p09_a_secret_has_160_bits_and_its_picture_needs_no_file() {
        let (one, two) = (new_secret(), new_secret());
        assert_ne!(one, two);
        assert_eq!(Secret::try_from_base32(&one).unwrap().as_bytes().len(), 20);
        let shown = enrolment(&one, "ada@vale.example").unwrap();
        assert!(shown.picture.starts_with("<svg ") && shown.picture.ends_with("</svg>"));
        assert!(!format!("{shown:?}").contains(&one));
        for bad in ["", "12345", "1234567", "+12345", "abcdef", "１２３４５６"] {
            assert_eq!(accepted_step(&one, bad, 59, None).unwrap(), None, "{bad}");
        }
    }
}
