//! Short words for the columns that every table has.

use sea_orm_migration::prelude::{Index, IndexCreateStatement, Table, TableCreateStatement};
pub use sea_orm_migration::schema::{
    big_integer as instant, big_integer, big_integer_null as instant_null, big_integer_null, blob, blob_null,
    boolean, integer, pk_uuid, string, string_null, uuid, uuid_null,
};

/// A new table with a UUID as primary key.
pub fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).col(pk_uuid("id")).to_owned()
}

/// A new table whose primary key the caller adds.
pub fn keyless(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).to_owned()
}

/// An index over `columns`; its name is `ix_<table>_<first column>…`.
pub fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.table(table).name(format!("ix_{table}_{}", columns.join("_")));
    for column in columns {
        index.col(*column);
    }
    index
}

/// The same, and no two rows may agree in it.
pub fn unique(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = index(table, columns);
    index.unique();
    index
}
