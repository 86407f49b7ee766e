//! A listing as a card.

use leptos::prelude::*;
use realtoros_domain::listing::{Listing, ListingStatus};

/// A picture, the price, the place and the facts; what can be done comes from the children.
#[component]
pub fn ListingCard(listing: Listing, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let picture = Some(listing.picture.clone()).filter(|path| !path.is_empty());
    let (price, place, facts) = (listing.price(), listing.place(), listing.facts());
    let standing = listing.standing();
    view! {
        <article class="listing-card">
            {picture.map(|src| view! { <img src=src alt="" /> })}
            <div>
                <p class="price">{price}</p>
                <h3>{listing.address}</h3>
                {(!place.is_empty()).then(|| view! { <p>{place}</p> })}
                <ul class="facts">{facts.into_iter().map(|fact| view! { <li>{fact}</li> }).collect_view()}</ul>
                <p><span class=tone(listing.status)>{standing}</span></p>
                {children.map(|actions| view! { <div class="actions row">{actions()}</div> })}
            </div>
        </article>
    }
}

const fn tone(status: ListingStatus) -> &'static str {
    match status {
        ListingStatus::Active => "chip ok",
        ListingStatus::ComingSoon => "chip info",
        ListingStatus::Pending => "chip warn",
        ListingStatus::Sold | ListingStatus::Archived => "chip muted",
    }
}
