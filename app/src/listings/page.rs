//! The page of listings.

use super::{
    api::{ListingView, list_listings, set_listing_status},
    card::ListingCard,
    form::ListingForm,
    import::ImportForm,
};
use crate::ui::{Empty, Outcome, PageHead, Waiting, loaded};
use leptos::prelude::*;
use realtoros_domain::{ids::ListingId, listing::ListingStatus};

/// What is being filled in.
#[derive(Clone, PartialEq)]
enum Editing {
    Nothing,
    New,
    Known(Box<ListingView>),
    Import,
}

/// The account's listings as cards.
#[component]
pub fn ListingsPage() -> impl IntoView {
    let editing = RwSignal::new(Editing::Nothing);
    let archived = RwSignal::new(false);
    let changes = RwSignal::new(0_u32);
    let status = Action::new(move |(id, status): &(ListingId, ListingStatus)| {
        let (id, status) = (*id, *status);
        async move {
            let outcome = set_listing_status(id, status).await;
            changes.update(|n| *n += 1);
            outcome
        }
    });
    let listings =
        Resource::new(move || (archived.get(), changes.get()), |(archived, _)| list_listings(archived));
    let added = Callback::new(move |()| changes.update(|n| *n += 1));
    let done = Callback::new(move |()| {
        editing.set(Editing::Nothing);
        added.run(());
    });
    let form = move || match editing.get() {
        Editing::Nothing => ().into_any(),
        Editing::New => view! { <ListingForm editing=None done /> }.into_any(),
        Editing::Known(view) => view! { <ListingForm editing=Some(*view) done /> }.into_any(),
        Editing::Import => view! { <ImportForm added done /> }.into_any(),
    };
    view! {
        <PageHead title="Listings".to_owned() lede="The homes that you show, in newsletters above all.">
            <button class="button" on:click=move |_| editing.set(Editing::Import)>"Import a file"</button>
            <button class="button primary" on:click=move |_| editing.set(Editing::New)>"Add a listing"</button>
        </PageHead>
        {form}
        <Outcome value=status.value() />
        <label class="checkbox">
            <input type="checkbox" on:change:target=move |event| archived.set(event.target().checked()) />
            <span>"Show archived listings"</span>
        </label>
        <Suspense fallback=|| view! { <Waiting what="Loading your listings" /> }>
            {move || Suspend::new(async move {
                loaded(listings.await, move |found| view! { <Cards found editing status /> }.into_any())
            })}
        </Suspense>
    }
}

#[component]
fn Cards(
    found: Vec<ListingView>,
    editing: RwSignal<Editing>,
    status: Action<(ListingId, ListingStatus), Result<(), crate::AppError>>,
) -> impl IntoView {
    if found.is_empty() {
        return view! {
            <Empty picture="house-1.svg" title="No listings yet" text="Add the first one, or import a file with RESO column names.">
                <button class="button primary" on:click=move |_| editing.set(Editing::New)>"Add a listing"</button>
            </Empty>
        }
        .into_any();
    }
    let cards = found
        .into_iter()
        .map(|view| {
            let (id, is_archived) = (view.id, view.listing.status == ListingStatus::Archived);
            let (next, verb) =
                if is_archived { (ListingStatus::Active, "Show again") } else { (ListingStatus::Archived, "Archive") };
            let known = Editing::Known(Box::new(view.clone()));
            let label = view.listing.address.clone();
            view! {
                <ListingCard listing=view.listing>
                    <button class="button small" aria-label=format!("Edit {label}") on:click=move |_| editing.set(known.clone())>"Edit"</button>
                    <button class="button small quiet" aria-label=format!("{verb} {label}") on:click=move |_| { status.dispatch((id, next)); }>{verb}</button>
                </ListingCard>
            }
        })
        .collect_view();
    view! { <div class="card-grid">{cards}</div> }.into_any()
}
