//! News from the server: one event stream per open browser, and a counter per kind of news.

use leptos::prelude::*;
use std::time::Duration;

/// How soon it is asked again about what is under way.
const SOON: Duration = Duration::from_secs(2);

/// Lets `again` grow as long as something is under way: the news of its end may have come before the page listened.
pub fn ask_again_while(waits: impl Fn() -> bool + Send + Sync + 'static, again: RwSignal<u32>) {
    Effect::new(move |_| {
        if waits() {
            let grow = move || {
                // Nothing is left to grow once the page is gone.
                let _ = again.try_update(|n| *n += 1);
            };
            set_timeout(grow, SOON);
        }
    });
}

/// Counters that grow with the news. A resource that reads one is fetched again when it grows.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    /// Messages came, went or changed.
    pub messages: RwSignal<u32>,
    /// Leads changed.
    pub leads: RwSignal<u32>,
    /// A draft or suggestion is ready.
    pub assistant: RwSignal<u32>,
    /// A job has come further.
    pub jobs: RwSignal<u32>,
}

impl Live {
    /// Listens for as long as the page is open; on the server nothing ever changes.
    pub fn provide() -> Self {
        let live = Self {
            messages: RwSignal::new(0),
            leads: RwSignal::new(0),
            assistant: RwSignal::new(0),
            jobs: RwSignal::new(0),
        };
        provide_context(live);
        #[cfg(feature = "hydrate")]
        Effect::new(move |_| live.listen());
        live
    }

    /// The counters of this page.
    pub fn get() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// The stream begins. When it begins again it was broken, and what happened meanwhile told nobody.
    #[cfg(feature = "hydrate")]
    fn catch_up(self, heard: &std::cell::Cell<bool>) {
        if heard.replace(true) {
            for counter in [self.messages, self.leads, self.assistant, self.jobs] {
                counter.update(|n| *n += 1);
            }
        }
    }

    #[cfg(feature = "hydrate")]
    fn listen(self) {
        use wasm_bindgen::{JsCast, closure::Closure};
        let Ok(source) = web_sys::EventSource::new("/events") else { return };
        let heard = std::cell::Cell::new(false);
        let on_message =
            Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
                let counter = match event.data().as_string().as_deref() {
                    Some("open") => return self.catch_up(&heard),
                    Some("messages") => self.messages,
                    Some("leads") => self.leads,
                    Some("assistant") => self.assistant,
                    Some("jobs") => self.jobs,
                    _ => return,
                };
                counter.update(|n| *n += 1);
            });
        source.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        // The listener lives as long as the page.
        on_message.forget();
    }
}
