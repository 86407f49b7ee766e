//! What is held about an account and its leads, counted now and explained by the data map.

use super::data_map::{Category, Owner, Purpose, Retention, Table, tables};
use crate::{Core, Result, Scope};
use sea_orm::{
    ConnectionTrait, ExprTrait,
    sea_query::{Alias, Asterisk, Expr, Func, Query, SelectStatement},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What is held in one category of the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryHolding {
    /// The category.
    pub category: Category,
    /// Its heading in the policy.
    pub title: &'static str,
    /// What it is used for, in plain words.
    pub reasons: Vec<&'static str>,
    /// How much, by table.
    pub tables: Vec<Holding>,
    /// How long it is kept, in plain words.
    pub retention: Vec<&'static str>,
}

impl CategoryHolding {
    /// How many rows there are in all.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|holding| holding.rows).sum()
    }
}

/// How much is held in one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// What the table holds.
    pub title: &'static str,
    /// How many rows of this account.
    pub rows: u64,
}

/// What is held for the account, by category of the policy (P-03).
pub async fn holdings(core: &Core, scope: &Scope) -> Result<Vec<CategoryHolding>> {
    let conn = core.db.read();
    let mut holdings = Vec::new();
    for category in Category::PERSONAL {
        let mut reasons = BTreeSet::<Purpose>::new();
        let mut terms = BTreeSet::<Retention>::new();
        let mut counted = Vec::new();
        for table in tables().filter(|table| table.categories().any(|c| c == category)) {
            let Some(query) = rows_of(table, scope.account.0) else { continue };
            let row = conn.query_one(&query).await?;
            let rows: i64 = row.map(|row| row.try_get("", "n")).transpose()?.unwrap_or(0);
            let columns = table.columns.iter().filter(|column| column.category == category);
            reasons.extend(columns.flat_map(|column| column.purposes));
            terms.insert(table.retention);
            counted.push(Holding { title: table.title, rows: u64::try_from(rows).unwrap_or_default() });
        }
        holdings.push(CategoryHolding {
            category,
            title: category.title(),
            reasons: reasons.into_iter().map(Purpose::reason).collect(),
            tables: counted,
            retention: terms.into_iter().map(Retention::words).collect(),
        });
    }
    Ok(holdings)
}

/// The query that counts an account's rows; `None` for tables that no account has.
fn rows_of(table: &Table, account: Uuid) -> Option<SelectStatement> {
    let mut query = Query::select();
    query.expr_as(Func::count(Expr::col(Asterisk)), Alias::new("n")).from(table.name);
    match table.owner {
        Owner::AccountId => query.and_where(Expr::col("account_id").eq(account)),
        Owner::Itself => query.and_where(Expr::col("id").eq(account)),
        Owner::Member => query.and_where(
            Expr::col("member_id").in_subquery(
                Query::select()
                    .column("id")
                    .from("member")
                    .and_where(Expr::col("account_id").eq(account))
                    .to_owned(),
            ),
        ),
        Owner::Installation => return None,
    };
    Some(query.take())
}
