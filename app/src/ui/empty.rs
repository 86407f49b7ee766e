//! What stands where nothing is yet.

use leptos::prelude::*;

/// A drawing, what is missing, and the next thing to do (the children).
#[component]
pub fn Empty(
    /// The file name of a drawing in `public/`.
    picture: &'static str,
    title: &'static str,
    text: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="empty">
            <img src=format!("/{picture}") alt="" width="160" height="120" />
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|action| action())}
        </section>
    }
}
