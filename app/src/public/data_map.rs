//! The data map for everybody: every table and column, made from the registry (P-03).

use super::{Look, PublicFrame, document};
use crate::{format, wire::Caller};
use axum::{Extension, Router, response::Response, routing::get};
use leptos::prelude::*;
use realtoros_server::privacy::data_map::{self, Category, Column, Subject, Table};

/// `GET /privacy/data-map`.
pub fn routes() -> Router {
    Router::new().route("/privacy/data-map", get(page))
}

async fn page(Extension(caller): Extension<Caller>) -> Response {
    let signed_in = caller.scope.is_some();
    document(Look::Open, "Data map", view! { <DataMap signed_in /> })
}

/// Whom the tables of a section are about, and its heading.
const SECTIONS: [(Subject, &str); 4] = [
    (Subject::Lead, "About leads"),
    (Subject::User, "About people who sign in, and their business"),
    (Subject::Visitor, "About visitors"),
    (Subject::None, "About nobody: how the software keeps itself going"),
];

#[component]
fn DataMap(signed_in: bool) -> impl IntoView {
    let sections = SECTIONS.map(|(subject, heading)| {
        let tables: Vec<_> = data_map::tables().filter(|table| table.subject == subject).map(table).collect();
        (!tables.is_empty()).then(|| view! { <section><h2>{heading}</h2>{tables}</section> })
    });
    let (tables, columns) = (data_map::tables().count(), data_map::columns().count());
    view! {
        <PublicFrame signed_in>
            <header class="page-head">
                <div>
                    <h1>"Data map"</h1>
                    <p class="lede">
                        "Every field of our database: what it holds, what it may be used for, how it is kept and for how \
                         long. The page is made from the registry that our tests hold against the database itself."
                    </p>
                    <p class="muted small">{format!("{tables} tables with {columns} fields. Open one to see them.")}</p>
                </div>
            </header>
            <div class="stack loose">{sections.into_iter().collect_view()}</div>
        </PublicFrame>
    }
}

fn table(table: &'static Table) -> impl IntoView {
    let rows = table.columns.iter().map(column).collect_view();
    let role = match table.role {
        data_map::Role::Processor => "We process it for the realtor, whose data it is.",
        data_map::Role::Controller => "We decide about it.",
    };
    let personal = table.columns.iter().filter(|column| column.category != Category::Operational).count();
    let holds = match personal {
        0 => "nothing personal".to_owned(),
        some => format::count(some as u64, "personal field"),
    };
    view! {
        <details class="disclosure">
            <summary>
                <span>{table.title} <span class="muted small note">{holds}</span></span>
            </summary>
            <div id=table.name>
                <p class="muted small">
                    {role} " Kept: " {running(table.retention.words())} " When the person is erased: " {running(table.erasure.words())} "."
                </p>
                <table class="table">
                    <caption class="visually-hidden">{table.title}</caption>
                    <thead>
                        <tr><th>"Field"</th><th>"Category"</th><th>"What for"</th><th>"Kept as"</th><th>"In exports"</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

fn column(column: &'static Column) -> impl IntoView {
    let category = match column.category {
        Category::Operational => column.category.title().to_owned(),
        personal => format!("{} {}", personal.number(), personal.title()),
    };
    let mut purposes: Vec<String> = column.purposes.iter().map(|purpose| running(purpose.reason())).collect();
    if let (Some(first), Some(purpose)) = (purposes.first_mut(), column.purposes.first()) {
        purpose.reason().clone_into(first);
    }
    view! {
        <tr>
            <th scope="row">{column.what} <br /> <code class="muted small">{column.name}</code></th>
            <td data-label="Category">{category}</td>
            <td data-label="What for">{purposes.join("; ")}</td>
            <td data-label="Kept as">{column.form.words()}</td>
            <td data-label="In exports">{if column.exported { "Yes" } else { "No" }}</td>
        </tr>
    }
}

/// A text as it goes on after a colon or a semicolon.
fn running(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p03_the_page_shows_every_table_and_column_of_the_registry() {
        let html = Owner::new().with(|| view! { <DataMap signed_in=false /> }.to_html());
        let columns: usize = data_map::tables().map(|table| table.columns.len()).sum();
        assert_eq!(html.matches("<th scope=\"row\">").count(), columns);
        for table in data_map::tables() {
            assert!(html.contains(&format!("id=\"{}\"", table.name)), "{}", table.name);
        }
    }
}
