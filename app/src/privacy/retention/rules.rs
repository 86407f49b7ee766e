//! One choice for each stage, and what it would do before it is saved.

use super::{
    api::{SetRetention, retention},
    view::{Choices, RetentionView, StageView},
};
use crate::AppError;
use leptos::{form::ActionForm, prelude::*};
use realtoros_domain::retention::PERIODS;

/// What the choices would do, as the server counts it.
type Look = Action<Choices, Result<RetentionView, AppError>>;

/// The rules, as a form.
#[component]
pub fn Rules(stages: Vec<StageView>, save: ServerAction<SetRetention>) -> impl IntoView {
    let chosen = RwSignal::new(Choices::new());
    let look: Look = Action::new(|choices: &Choices| retention(choices.clone()));
    let rows = stages.into_iter().map(|stage| view! { <Row stage chosen look /> }).collect_view();
    let failed = move || look.value().get().and_then(Result::err).map(|error| error.to_string());
    view! {
        <section class="stack tight" aria-labelledby="rules">
            <h2 id="rules">"Rules"</h2>
            <ActionForm action=save attr:class="stack">
                <table class="table">
                    <caption class="visually-hidden">"How long leads are kept, by stage"</caption>
                    <thead><tr><th>"Stage"</th><th class="num">"Leads"</th><th>"Erase"</th><th>"What happens"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                {move || failed().map(|why| view! { <p class="flash error" role="alert">{why}</p> })}
                <div class="form-actions">
                    <button class="button primary" disabled=save.pending()>"Save rules"</button>
                    <span class="small muted">"What you choose is counted at once and counts only when you save."</span>
                </div>
            </ActionForm>
        </section>
    }
}

#[component]
fn Row(stage: StageView, chosen: RwSignal<Choices>, look: Look) -> impl IntoView {
    let StageView { stage, months, leads, effect, erases } = stage;
    let now = move || {
        let looked = look.value().get().and_then(Result::ok);
        looked.and_then(|view| view.stages.into_iter().find(|one| one.stage == stage))
    };
    let text = move || now().map_or_else(|| effect.clone(), |now| now.effect);
    let is_quiet = move || !now().map_or(erases, |now| now.erases);
    let choose = move |months: String| {
        let months = months.parse().unwrap_or_default();
        chosen.update(|all| all.extend([(stage.as_str().to_owned(), months)]));
        look.dispatch(chosen.get_untracked());
    };
    let options = std::iter::once(0)
        .chain(PERIODS)
        .map(|period| view! { <option value=period.to_string() selected={period == months}>{words(period)}</option> })
        .collect_view();
    view! {
        <tr>
            <th scope="row">{stage.label()}</th>
            <td data-label="Leads" class="num">{leads}</td>
            <td data-label="Erase">
                <select
                    name=format!("choices[{stage}]")
                    aria-label=format!("{}: erase", stage.label())
                    on:change=move |event| choose(event_target_value(&event))
                >
                    {options}
                </select>
            </td>
            <td data-label="What happens" aria-live="polite"><span class:muted=is_quiet>{text}</span></td>
        </tr>
    }
}

/// A period in plain words.
fn words(months: u16) -> String {
    match months {
        0 => "Never".to_owned(),
        12 => "After 1 quiet year".to_owned(),
        years if years.is_multiple_of(12) => format!("After {} quiet years", years / 12),
        months => format!("After {months} quiet months"),
    }
}
