//! What the columns of a table hold, and the realtor's correction.

use super::{
    api::ChooseColumns,
    fields::{FIELDS, key_of},
    view::{Plan, TableView},
};
use leptos::prelude::*;
use realtoros_domain::{
    ids::ImportId,
    imports::{Column, Target},
};

/// A table of the file.
#[component]
pub fn Columns(
    id: ImportId,
    at: usize,
    table: TableView,
    choose: ServerAction<ChooseColumns>,
) -> impl IntoView {
    let usual = if table.plan == Plan::History { "History" } else { "Columns" };
    let title = table.sheet.clone().unwrap_or_else(|| usual.to_owned());
    let content = match table.plan {
        Plan::OptOuts => view! {
            <p class="flash warn" role="status">
                "This sheet lists people who want no contact. Their numbers and addresses are closed, whether they are in your list or not."
            </p>
        }
        .into_any(),
        Plan::History => view! {
            <p class="muted">
                "Messages, calls and notes come along to be read: nothing of them is sent again, and they give nobody permission. Newsletters, drafts and what waited to be sent stay in the export."
            </p>
            <p class="muted">
                "Consent comes back as it was if this server made the file for the same brokerage and nobody changed it. From any other file it is judged anew from its evidence. Opt-outs always come along, and what people have taken back here stays taken back."
            </p>
        }
        .into_any(),
        Plan::Leads | Plan::Unknown => view! { <Mapping id at table choose /> }.into_any(),
    };
    view! { <section class="card stack"><h3>{title}</h3>{content}</section> }
}

#[component]
fn Mapping(id: ImportId, at: usize, table: TableView, choose: ServerAction<ChooseColumns>) -> impl IntoView {
    let unknown = table.plan == Plan::Unknown;
    let sample = table.sample;
    let rows = table.columns.into_iter().enumerate().map(|(column, known)| {
        let examples: Vec<String> = sample
            .iter()
            .filter_map(|row| row.get(column))
            .filter(|cell| !cell.trim().is_empty())
            .take(2)
            .map(|cell| shortened(cell))
            .collect();
        view! { <ColumnRow at column known examples /> }
    });
    let rows = rows.collect_view();
    let pending = choose.pending();
    view! {
        {unknown.then(|| view! {
            <p class="flash warn" role="status">"Say which column holds the e-mail address or the phone number; without one nobody can be reached."</p>
        })}
        <ActionForm action=choose>
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="table" value=at.to_string() />
            <table class="table">
                <thead>
                    <tr><th scope="col">"In the file"</th><th scope="col">"Becomes"</th><th scope="col">"For example"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <div class="form-actions"><button class="button" disabled=pending>"Count again"</button></div>
        </ActionForm>
    }
}

#[component]
fn ColumnRow(at: usize, column: usize, known: Column, examples: Vec<String>) -> impl IntoView {
    let input = format!("t{at}c{column}");
    let name = format!("fields[{column}]");
    let becomes = match known.target {
        Target::Refused => view! {
            <input type="hidden" name=name value="" />
            <span class="chip stop">"Refused: sensitive"</span>
        }
        .into_any(),
        Target::Field(_) | Target::Ignored => {
            let chosen = if let Target::Field(field) = known.target { key_of(field) } else { "" };
            let options = FIELDS
                .map(|(_, key, label)| view! { <option value=key selected=key == chosen>{label}</option> })
                .collect_view();
            view! {
                <select id=input.clone() name=name>
                    <option value="" selected=chosen.is_empty()>"Leave out"</option>
                    {options}
                </select>
            }
            .into_any()
        }
    };
    view! {
        <tr>
            <th scope="row" data-label="In the file"><label for=input>{known.header}</label></th>
            <td data-label="Becomes">{becomes}</td>
            <td data-label="For example" class="muted small">{examples.join(" · ")}</td>
        </tr>
    }
}

/// A cell as an example: one line, not too long.
fn shortened(cell: &str) -> String {
    let line = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn examples_are_one_short_line() {
        assert_eq!(shortened(" two\n words "), "two words");
        assert_eq!(shortened(&"é".repeat(80)), format!("{}…", "é".repeat(60)));
    }
}
