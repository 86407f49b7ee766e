//! What to do with each table of a file: leads with a mapping, a list of opt-outs, or nothing.

use super::ImportFile;
use realtoros_domain::imports::{Layout, Mapping, OptOutList};
use serde::{Deserialize, Serialize};

/// What to do with each table of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// One entry per table, in the order of the file.
    pub tables: Vec<TablePlan>,
}

/// What to do with a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TablePlan {
    /// It holds leads. The realtor may correct the mapping.
    Leads(Mapping),
    /// It lists opt-outs (import rule 9).
    OptOuts(OptOutList),
    /// No column holds an address or number: nothing to import, unless the realtor says which does.
    Unknown(Mapping),
    /// It holds what was said with the leads of an export of RealtorOS, and listings (P-33).
    History,
}

/// Suggests what to do with each table. `name` is the file's name: a CSV file has no sheet name, and one
/// called "do not call" lists opt-outs as a sheet of that name does.
pub fn prepare(name: &str, file: &ImportFile<'_>) -> Plan {
    let stem =
        name.rsplit(['/', '\\']).next().unwrap_or(name).rsplit_once('.').map_or(name, |(stem, _)| stem);
    let tables = file.tables.iter().map(|table| {
        if table.is_history {
            return TablePlan::History;
        }
        let mapping = Mapping::suggest(&table.headers, &table.sample);
        let title = match &table.sheet {
            Some(sheet) => Some(sheet.as_str()),
            None => is_bare_list(&mapping).then_some(stem),
        };
        if mapping.layout() == Layout::Own
            && let Some(list) = OptOutList::recognise(title, &table.headers)
        {
            return TablePlan::OptOuts(list);
        }
        if mapping.has_contact_column() { TablePlan::Leads(mapping) } else { TablePlan::Unknown(mapping) }
    });
    Plan { tables: tables.collect() }
}

/// Whether a table holds little more than numbers or addresses.
fn is_bare_list(mapping: &Mapping) -> bool {
    mapping.columns().len() <= 4
}
