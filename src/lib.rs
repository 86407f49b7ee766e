//! The browser's half: wakes the page that the server rendered.

#![cfg(feature = "hydrate")]

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once, when the page has loaded.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_lazy(realtoros_app::App);
}
