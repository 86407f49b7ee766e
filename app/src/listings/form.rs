//! Adding and editing a listing.

use super::api::{ListingView, save_listing};
use crate::ui::Outcome;
use leptos::{ev::SubmitEvent, html, prelude::*};
use realtoros_domain::{
    ids::ListingId,
    listing::{Listing, ListingStatus},
    quiet_hours::state_names,
};

/// Pictures of our own site.
pub const PICTURES: [&str; 6] =
    ["/house-1.svg", "/house-2.svg", "/house-3.svg", "/house-4.svg", "/house-5.svg", "/house-6.svg"];

/// The choice of a home to rent.
const MONTH: &str = "month";

/// The form; `done` runs when it was saved or given up.
#[component]
pub fn ListingForm(editing: Option<ListingView>, done: Callback<()>) -> impl IntoView {
    let id = editing.as_ref().map(|view| view.id);
    let listing = RwSignal::new(editing.map(|view| view.listing).unwrap_or_default());
    let save = Action::new(|(id, listing): &(Option<ListingId>, Listing)| save_listing(*id, listing.clone()));
    Effect::new(move |_| {
        if matches!(save.value().get(), Some(Ok(_))) {
            done.run(());
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        save.dispatch((id, listing.get_untracked()));
    };
    let first = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = first.get() {
            let _ = input.focus();
        }
    });
    let known = listing.get_untracked();
    let states: Vec<_> = std::iter::once(("", "Choose…".to_owned()))
        .chain(state_names().map(|(code, name)| (code, name.to_owned())))
        .collect();
    let statuses = ListingStatus::ALL.map(|status| (status.as_str(), status.name().to_owned())).to_vec();
    let offers = vec![("", "For sale".to_owned()), (MONTH, "To rent; the price is a month's".to_owned())];
    let offer = if known.per_month { MONTH } else { "" }.to_owned();
    let pictures: Vec<_> = std::iter::once(("", "None".to_owned()))
        .chain(PICTURES.into_iter().zip(1..).map(|(path, n)| (path, format!("House {n}"))))
        .collect();
    view! {
        <form class="card stack" on:submit=submit>
            <h2>{if id.is_some() { "Edit listing" } else { "Add a listing" }}</h2>
            <Text label="Street and number" input=first value=known.address set=move |v: String| listing.update(|l| l.address = v) />
            <div class="fields">
                <Text label="City" value=known.city set=move |v: String| listing.update(|l| l.city = v) />
                <Choice label="State" options=states value=known.state set=move |v: String| listing.update(|l| l.state = v) />
                <Text label="ZIP code" value=known.zip set=move |v: String| listing.update(|l| l.zip = v) />
            </div>
            <div class="fields">
                <Text label="Price in dollars" value=shown(known.price_cents / 100) set=move |v: String| listing.update(|l| l.price_cents = dollars(&v)) />
                <Text label="Bedrooms" value=shown(known.beds.into()) set=move |v: String| listing.update(|l| l.beds = whole(&v)) />
                <Text label="Full bathrooms" value=shown(known.baths.into()) set=move |v: String| listing.update(|l| l.baths = whole(&v)) />
                <Text label="Half bathrooms" value=shown(known.half_baths.into()) set=move |v: String| listing.update(|l| l.half_baths = whole(&v)) />
                <Text label="Square feet" value=shown(known.sqft.into()) set=move |v: String| listing.update(|l| l.sqft = whole(&v)) />
            </div>
            <Choice label="It is offered" options=offers value=offer set=move |v: String| listing.update(|l| l.per_month = v == MONTH) />
            <Choice label="Status" options=statuses value=known.status.as_str().to_owned() set=move |v: String| listing.update(|l| l.status = ListingStatus::parse(&v)) />
            <Choice label="Picture" options=pictures value=known.picture set=move |v: String| listing.update(|l| l.picture = v) />
            <Text label="Link to its page, https://" value=known.url set=move |v: String| listing.update(|l| l.url = v) />
            <label class="field">
                "Description"
                <textarea rows="4" on:input:target=move |event| listing.update(|l| l.description = event.target().value())>
                    {known.description}
                </textarea>
            </label>
            <Outcome value=save.value() />
            <div class="form-actions">
                <button class="button primary" disabled=move || save.pending().get()>"Save"</button>
                <button class="button quiet" type="button" on:click=move |_| done.run(())>"Cancel"</button>
            </div>
        </form>
    }
}

#[component]
fn Text(
    label: &'static str,
    value: String,
    #[prop(into)] set: Callback<String>,
    #[prop(optional)] input: NodeRef<html::Input>,
) -> impl IntoView {
    view! {
        <label class="field">
            {label}
            <input node_ref=input value=value on:input:target=move |event| set.run(event.target().value().trim().to_owned()) />
        </label>
    }
}

#[component]
fn Choice(
    label: &'static str,
    options: Vec<(&'static str, String)>,
    value: String,
    #[prop(into)] set: Callback<String>,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|(key, text)| view! { <option value=key selected=key == value>{text}</option> })
        .collect_view();
    view! {
        <label class="field">
            {label}
            <select on:change:target=move |event| set.run(event.target().value())>{options}</select>
        </label>
    }
}

/// A number as it stands in a field; nothing for zero.
fn shown(number: i64) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}

/// `$418,000.50` in cents, without the cents that nobody asks for a house.
fn dollars(text: &str) -> i64 {
    let digits: String = text.chars().take_while(|sign| *sign != '.').filter(char::is_ascii_digit).collect();
    digits.parse::<i64>().unwrap_or_default().saturating_mul(100)
}

fn whole(text: &str) -> u32 {
    text.replace(',', "").parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!((dollars("$418,000"), dollars("418000.75"), dollars("")), (41_800_000, 41_800_000, 0));
        assert_eq!((whole("1,480"), whole("two"), whole("")), (1_480, 0, 0));
        assert_eq!((shown(0), shown(3)), (String::new(), "3".to_owned()));
    }
}
