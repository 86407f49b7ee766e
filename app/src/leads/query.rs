//! What the list shows, as it stands in the address: reloading and going back keep it.

use leptos_router::params::ParamsMap;
use realtoros_domain::ids::LeadId;
use serde::{Deserialize, Serialize};

/// Filters, order and place of a list of leads. Empty means any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// Part of a name or address, or digits of a number.
    pub text: String,
    /// The name of a stage.
    pub stage: String,
    /// A tag.
    pub tag: String,
    /// A source.
    pub source: String,
    /// The word for a reach, as `Reach::label` writes it.
    pub consent: String,
    /// A column, with `-` before it for the other way round.
    pub sort: String,
    /// The page begins after this lead.
    pub after: Option<LeadId>,
    /// The page ends before this lead.
    pub before: Option<LeadId>,
}

impl ListQuery {
    /// Reads the query of an address; what is no id is left out.
    pub fn from_params(params: &ParamsMap) -> Self {
        let text = |name| params.get(name).unwrap_or_default();
        let id = |name| params.get(name).and_then(|id| id.parse().ok());
        Self {
            text: text("q"),
            stage: text("stage"),
            tag: text("tag"),
            source: text("source"),
            consent: text("consent"),
            sort: text("sort"),
            after: id("after"),
            before: id("before"),
        }
    }

    /// The address of the list that this describes.
    pub fn path(&self) -> String {
        let id = |id: Option<LeadId>| id.map(|id| id.to_string()).unwrap_or_default();
        let values = [
            ("q", self.text.clone()),
            ("stage", self.stage.clone()),
            ("tag", self.tag.clone()),
            ("source", self.source.clone()),
            ("consent", self.consent.clone()),
            ("sort", self.sort.clone()),
            ("after", id(self.after)),
            ("before", id(self.before)),
        ];
        let params: ParamsMap = values.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        format!("/app/leads{}", params.to_query_string())
    }

    /// The same list after a change of filter or order: from its first page.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut query = Self { after: None, before: None, ..self.clone() };
        change(&mut query);
        query
    }

    /// The column that sorts, and whether the other way round.
    pub fn order(&self) -> (&str, bool) {
        match self.sort.strip_prefix('-') {
            Some(column) => (column, true),
            None if self.sort.is_empty() => ("updated", false),
            None => (&self.sort, false),
        }
    }

    /// The list sorted by `column`, or the other way round when it is so already.
    #[must_use]
    pub fn sorted_by(&self, column: &str) -> Self {
        let turned = self.order() == (column, false);
        self.with(|query| query.sort = format!("{}{column}", if turned { "-" } else { "" }))
    }

    /// What `aria-sort` says of a column. Times run from the newest, which is downwards.
    pub fn aria_sort(&self, column: &str) -> Option<&'static str> {
        let (sorted, turned) = self.order();
        let downwards = matches!(column, "created" | "updated") != turned;
        (sorted == column).then_some(if downwards { "descending" } else { "ascending" })
    }

    /// Whether any filter is set.
    pub fn is_filtered(&self) -> bool {
        [&self.text, &self.stage, &self.tag, &self.source, &self.consent]
            .iter()
            .any(|value| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_all_of_it() {
        let query = ListQuery {
            text: "ana & co".into(),
            stage: "active".into(),
            sort: "-name".into(),
            after: "018f0000-0000-7000-8000-000000000001".parse().ok(),
            ..ListQuery::default()
        };
        let path = query.path();
        let search = path.strip_prefix("/app/leads?").unwrap();
        let params = search
            .split('&')
            .map(|pair| pair.split_once('=').unwrap())
            .map(|(key, value)| (key.to_owned(), value.replace("%20", " ").replace("%26", "&")));
        assert_eq!(ListQuery::from_params(&params.collect()), query);
        assert_eq!(ListQuery::default().path(), "/app/leads");
    }

    #[test]
    fn a_column_sorts_and_then_turns_and_every_change_begins_at_the_first_page() {
        let list =
            ListQuery { after: "018f0000-0000-7000-8000-000000000001".parse().ok(), ..ListQuery::default() };
        let by_name = list.sorted_by("name");
        assert_eq!((by_name.sort.as_str(), by_name.after), ("name", None));
        assert_eq!(by_name.sorted_by("name").sort, "-name");
        assert_eq!(by_name.sorted_by("name").sorted_by("name").sort, "name");
        assert_eq!(by_name.aria_sort("name"), Some("ascending"));
        assert_eq!(list.aria_sort("updated"), Some("descending"));
        assert_eq!(list.sorted_by("updated").aria_sort("updated"), Some("ascending"));
        assert_eq!(list.aria_sort("name"), None);
    }
}
