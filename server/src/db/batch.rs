//! Storing many rows.

use crate::Result;
use sea_orm::{ConnectionTrait, EntityTrait, Iterable};

/// How many values one statement may carry: `SQLite` takes 32,766, PostgreSQL 65,535.
const VALUES: usize = 30_000;

/// Stores `rows`, as many to a statement as both databases take.
pub async fn insert_all<E: EntityTrait>(conn: &impl ConnectionTrait, rows: Vec<E::ActiveModel>) -> Result<()>
where
    E::ActiveModel: Send,
{
    let size = VALUES / E::Column::iter().count().max(1);
    let mut rows = rows.into_iter();
    loop {
        let batch: Vec<_> = rows.by_ref().take(size).collect();
        if batch.is_empty() {
            return Ok(());
        }
        E::insert_many(batch).exec_without_returning(conn).await?;
    }
}
