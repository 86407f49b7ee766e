//! Randomness from the operating system.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// Fills `bytes` from the operating system's generator.
///
/// # Panics
/// When the operating system has no randomness to give: nothing secret can be made then.
pub fn fill_random(bytes: &mut [u8]) {
    #[expect(clippy::expect_used, reason = "without randomness no key, nonce or token may be made")]
    getrandom::fill(bytes).expect("the operating system gives randomness");
}

/// A secret of 192 bits for links, sessions and API tokens, in URL-safe base64.
pub fn token() -> String {
    let mut bytes = [0; 24];
    fill_random(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}
