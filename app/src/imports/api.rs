//! Server functions of the import wizard.

use super::view::{ImportLine, ImportRun};
use crate::AppError;
use leptos::prelude::*;
use realtoros_domain::ids::ImportId;

/// The newest imports.
#[server(prefix = "/rpc", endpoint = "imports/list")]
pub async fn list_imports() -> Result<Vec<ImportLine>, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::list(&core, &scope).await }).await
}

/// An import. What is no id is no import.
#[server(prefix = "/rpc", endpoint = "imports/show")]
pub async fn show_import(id: String) -> Result<ImportRun, AppError> {
    use realtoros_server::Error;
    crate::wire::answer(|core, scope| async move {
        let id = id.parse().map_err(|_| Error::NotFound)?;
        super::views::run(&core, &scope, id).await
    })
    .await
}

/// Corrects what the columns of a table hold: one key of a field per column, empty for a column that is left out.
#[server(prefix = "/rpc", endpoint = "imports/choose")]
pub async fn choose_columns(id: ImportId, table: usize, fields: Vec<String>) -> Result<(), AppError> {
    use realtoros_server::imports::{TableChoice, choose};
    crate::wire::answer(|core, scope| async move {
        let fields = fields.iter().map(|key| super::fields::by_key(key)).collect();
        choose(&core, &scope, id, TableChoice { table, fields }).await
    })
    .await
}

/// Starts writing, or goes on after a stop.
#[server(prefix = "/rpc", endpoint = "imports/start")]
pub async fn start_import(id: ImportId) -> Result<(), AppError> {
    use realtoros_server::imports;
    crate::wire::answer(|core, scope| async move { imports::start(&core, &scope, id).await.map(drop) }).await
}

/// Stops writing.
#[server(prefix = "/rpc", endpoint = "imports/cancel")]
pub async fn cancel_import(id: ImportId) -> Result<(), AppError> {
    use realtoros_server::imports;
    crate::wire::answer(|core, scope| async move { imports::cancel(&core, &scope, id).await }).await
}

/// Takes back what an import wrote.
#[server(prefix = "/rpc", endpoint = "imports/undo")]
pub async fn undo_import(id: ImportId) -> Result<(), AppError> {
    use realtoros_server::imports;
    crate::wire::answer(|core, scope| async move { imports::undo(&core, &scope, id).await.map(drop) }).await
}

/// Forgets an upload that has not been started.
#[server(prefix = "/rpc", endpoint = "imports/discard")]
pub async fn discard_import(id: ImportId) -> Result<(), AppError> {
    use realtoros_server::imports;
    crate::wire::answer(|core, scope| async move { imports::discard(&core, &scope, id).await }).await
}
