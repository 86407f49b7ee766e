mod again;
mod ceremonies;
mod device;
mod news;
mod passkeys;
mod setting_up;
mod signing_in;

use super::{super::*, totp};
use crate::{Core, Scope, testing};

const IP: &str = "192.0.2.9";
const EMAIL: &str = "dana@example.com";
/// The password of [`testing::realtor`].
const PASSWORD: &str = "a long and unusual pass phrase";

/// What the app of a member shows now.
fn code(core: &Core, secret: &str) -> String {
    totp::tests::code(secret, totp::time(core))
}

/// Six digits that no step around now has.
fn wrong_code(core: &Core, secret: &str) -> String {
    let near: Vec<String> =
        (-2..=2).map(|step| totp::tests::code(secret, totp::time(core) + step * 30)).collect();
    (0..10).map(|digit| format!("{digit}").repeat(6)).find(|code| !near.contains(code)).unwrap()
}

/// A realtor who has begun to set the second step up, and the secret in their app.
async fn begun(core: &Core) -> (Scope, String) {
    let scope = testing::realtor(core, EMAIL).await;
    let shown = begin_second_step(core, &scope, PASSWORD, IP).await.unwrap();
    (scope, shown.secret)
}

/// A realtor with a second step, the secret in their app, and their codes for recovery. The code of now is used.
async fn with_second_step(core: &Core) -> (Scope, String, Vec<String>) {
    let (scope, secret) = begun(core).await;
    let codes = turn_on_second_step(core, &scope, &code(core, &secret), IP, None).await.unwrap();
    (scope, secret, codes)
}

/// What the browser carries after the right password.
async fn half_way(core: &Core) -> String {
    carried(sign_in(core, EMAIL, PASSWORD, IP).await.unwrap())
}

fn carried(signed_in: SignedIn) -> String {
    match signed_in {
        SignedIn::Half(half) => half.cookie,
        SignedIn::Whole(_) => panic!("the second step was left out"),
    }
}
