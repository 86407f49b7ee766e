//! Passwords (P-09): Argon2id as OWASP asks for at least, at least eight characters, no rules of composition, and
//! none of those that everybody tries first.

use crate::{Error, Result};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::sync::LazyLock;
use zeroize::Zeroizing;

/// Memory in KiB, passes and lanes.
const COST: (u32, u32, u32) = (19_456, 2, 1);

/// Fewest characters.
pub const SHORTEST: usize = 8;

/// Most bytes; only so that nobody can keep the server busy with one.
const LONGEST: usize = 1_024;

/// What stands in for the hash of a member who does not exist, so that the answer takes as long.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash("nobody has this password").ok());

/// Passwords and parts of passwords that everybody tries first, in lower case.
static COMMON: &str = include_str!("common_passwords.txt");

/// Why `password` cannot be used, if so. `personal` are texts that everybody knows of the member.
pub fn problem(password: &str, personal: &[&str]) -> Option<&'static str> {
    let folded = password.trim().to_lowercase();
    if password.chars().count() < SHORTEST {
        return Some("Use at least 8 characters; a few unrelated words make a good password.");
    }
    if password.len() > LONGEST {
        return Some("Use at most 1,024 characters.");
    }
    if is_monotonous(&folded) || COMMON.lines().any(|common| common == folded) {
        return Some("Many people use this password, so it is easily guessed. Choose another.");
    }
    let known = |text: &str| {
        let text = text.trim().to_lowercase();
        let local = text.split('@').next().unwrap_or_default();
        !text.is_empty() && (folded == text || folded == local || folded == text.replace(' ', ""))
    };
    personal
        .iter()
        .any(|text| known(text))
        .then_some("Your name and your e-mail address are known to others. Choose something else.")
}

/// One character repeated, or a run such as `12345678`, `abcdefgh` or `87654321`.
fn is_monotonous(text: &str) -> bool {
    let codes: Vec<i64> = text.chars().map(|c| i64::from(u32::from(c))).collect();
    [-1, 0, 1].iter().any(|step| codes.windows(2).all(|pair| pair[1] - pair[0] == *step))
}

/// The PHC string of a password.
pub async fn hash_apart(password: &str) -> Result<String> {
    let password = Zeroizing::new(password.to_owned());
    apart(move || hash(&password)).await
}

/// Whether `password` is the one of `phc`. Without a hash the same work is done for nothing.
pub async fn verify_apart(password: &str, phc: Option<String>) -> Result<bool> {
    let password = Zeroizing::new(password.to_owned());
    apart(move || {
        let known = phc.is_some();
        let phc = phc.or_else(|| NOBODY.clone()).unwrap_or_default();
        Ok(verify(&password, &phc) && known)
    })
    .await
}

/// Whether `phc` was made with less work than passwords are hashed with now.
pub fn is_weak(phc: &str) -> bool {
    let Ok(hash) = PasswordHash::new(phc) else { return true };
    let Ok(params) = Params::try_from(&hash) else { return true };
    hash.algorithm != Algorithm::Argon2id.ident()
        || params.m_cost() < COST.0
        || params.t_cost() < COST.1
        || params.p_cost() < COST.2
}

fn hash(password: &str) -> Result<String> {
    let phc: PasswordHash = argon2()?.hash_password(password.as_bytes()).map_err(|_| failed())?;
    Ok(phc.to_string())
}

fn verify(password: &str, phc: &str) -> bool {
    let (Ok(argon2), Ok(phc)) = (argon2(), PasswordHash::new(phc)) else { return false };
    argon2.verify_password(password.as_bytes(), &phc).is_ok()
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(COST.0, COST.1, COST.2, None).map_err(|_| failed())?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn failed() -> Error {
    Error::Internal("a password could not be hashed".to_owned())
}

/// Hashing takes tens of milliseconds: it must not hold up other requests.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(error.to_string()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p09_a_stored_hash_has_at_least_the_cost_that_owasp_asks_for() {
        let phc = hash("correct horse battery staple").unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        assert!(verify("correct horse battery staple", &phc));
        assert!(!verify("correct horse battery stable", &phc));
        assert!(!is_weak(&phc));
        assert_ne!(phc, hash("correct horse battery staple").unwrap(), "each hash has its own salt");
    }

    #[test]
    fn p09_less_work_or_another_algorithm_is_weak() {
        let with = |algorithm, m, t| {
            let params = Params::new(m, t, 1, None).unwrap();
            let phc: PasswordHash =
                Argon2::new(algorithm, Version::V0x13, params).hash_password(b"some password").unwrap();
            phc.to_string()
        };
        assert!(is_weak(&with(Algorithm::Argon2id, 8_192, 2)));
        assert!(is_weak(&with(Algorithm::Argon2id, 19_456, 1)));
        assert!(is_weak(&with(Algorithm::Argon2i, 19_456, 2)));
        assert!(is_weak("$2b$12$not-argon2"));
        assert!(!is_weak(&with(Algorithm::Argon2id, 65_536, 3)));
    }

    #[test]
    fn p09_long_passphrases_of_any_script_work_and_guessable_ones_do_not() {
        let fine = [
            "zwölf grüne Gläser",
            "abcdefg1",
            "x y z 1 2",
            &"é".repeat(32).replace("éé", "éa"),
            &"пароль ".repeat(16),
        ];
        for password in fine {
            assert_eq!(problem(password, &["Ada Vale", "ada@vale.example"]), None, "{password}");
        }
        let refused = [
            "short",
            "ééééééé",
            "password1",
            "PASSWORD1",
            "12345678",
            "aaaaaaaaaa",
            "87654321",
            "qwertyuiop",
            "ada vale",
            "adavale",
            "Ada@Vale.example",
            "iloveyou",
        ];
        for password in refused {
            assert!(problem(password, &["Ada Vale", "ada@vale.example"]).is_some(), "{password}");
        }
        assert!(
            problem("adavalerealty", &["Ada", "adavalerealty@homes.example"]).is_some(),
            "the local part"
        );
        assert!(problem(&"a1".repeat(1_000), &[]).is_some());
    }
}
