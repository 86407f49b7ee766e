//! From use cases to what the page shows.

use super::view::{Choices, DueView, RetentionView, StageView};
use crate::format;
use realtoros_server::{
    Core, Error, Result, Scope,
    privacy::retention::{self, Choice, Due, Preview},
};

/// Everything on the page, with these choices as if they were made.
pub async fn retention(core: &Core, scope: &Scope, choices: Choices) -> Result<RetentionView> {
    let previews = retention::preview(core, scope, &chosen(choices)?).await?;
    let due = retention::due_soon(core, scope).await?;
    Ok(RetentionView {
        stages: previews.into_iter().map(stage).collect(),
        due: due
            .into_iter()
            .map(|Due { lead, name, stage, last_at, at }| DueView { lead, name, stage, last_at, at })
            .collect(),
    })
}

/// Choices as use cases know them.
pub fn chosen(choices: Choices) -> Result<Vec<Choice>> {
    let choice = |(stage, months): (String, u16)| {
        let stage = stage.parse().map_err(|error| Error::invalid(format!("{error}.")))?;
        Ok((stage, Some(months).filter(|months| *months > 0)))
    };
    choices.into_iter().map(choice).collect()
}

fn stage(preview: Preview) -> StageView {
    StageView {
        stage: preview.stage,
        months: preview.months.unwrap_or_default(),
        leads: preview.leads,
        erases: preview.within_a_year > 0,
        effect: effect(&preview),
    }
}

/// What a rule does, in plain words.
fn effect(preview: &Preview) -> String {
    let Preview { months, first_at, first, within_a_year, .. } = *preview;
    let leads = |n: u64| format::count(n, "lead");
    match (months, first_at.map(format::day)) {
        (None, _) => "Kept until you erase them.".to_owned(),
        (Some(_), None) => "Nobody is in this stage now.".to_owned(),
        (Some(_), Some(day)) if within_a_year == 0 => format!("Nobody within a year; the first on {day}."),
        (Some(_), Some(day)) if within_a_year > first => {
            format!("Will erase {} on {day}, and {} within a year.", leads(first), leads(within_a_year))
        }
        (Some(_), Some(day)) => format!("Will erase {} on {day}.", leads(first)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use realtoros_domain::Stage;

    #[test]
    fn p55_what_a_rule_does_is_said_with_number_and_day() {
        let preview = |months, first_at, first, within_a_year| {
            effect(&Preview { stage: Stage::Lost, months, leads: 9, first_at, first, within_a_year })
        };
        let day = Some(1_795_392_000_000);
        assert_eq!(preview(None, None, 0, 0), "Kept until you erase them.");
        assert_eq!(preview(Some(12), None, 0, 0), "Nobody is in this stage now.");
        assert_eq!(preview(Some(12), day, 1, 0), "Nobody within a year; the first on Nov 23, 2026.");
        assert_eq!(preview(Some(12), day, 1, 1), "Will erase 1 lead on Nov 23, 2026.");
        assert_eq!(
            preview(Some(12), day, 2, 5),
            "Will erase 2 leads on Nov 23, 2026, and 5 leads within a year."
        );
    }

    #[test]
    fn p55_only_stages_that_there_are_can_be_chosen() {
        assert_eq!(chosen(Choices::from([("lost".into(), 12)])).unwrap(), [(Stage::Lost, Some(12))]);
        assert_eq!(chosen(Choices::from([("lost".into(), 0)])).unwrap(), [(Stage::Lost, None)]);
        assert!(chosen(Choices::from([("somewhere".into(), 12)])).is_err());
    }
}
