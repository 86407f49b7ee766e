use super::*;

#[test]
fn what_is_shown_and_not_changed_stays_as_it_is() {
    let facts = Facts {
        budget: Some(Budget { min_cents: None, max_cents: Some(65_000_000), per: Per::Purchase }),
        beds_min: Some(3),
        baths_min: Some(1.5),
        areas: vec!["Hyde Park".into(), "78704".into()],
        areas_excluded: vec!["Downtown".into()],
        timeline: "2027-03-01".parse().ok().map(|from| Timeline { from, to: None }),
        ..Facts::default()
    };
    assert_eq!(PreferencesInput::of(&facts).apply(&facts), Ok(facts.clone()));
    let emptied = PreferencesInput::default().apply(&facts).unwrap();
    assert_eq!(emptied, Facts { areas_excluded: vec!["Downtown".into()], ..Facts::default() });
}

#[test]
fn what_cannot_be_used_is_named() {
    let wrong = |input: PreferencesInput| input.apply(&Facts::default()).unwrap_err();
    let input = PreferencesInput { beds_min: "many".into(), ..PreferencesInput::default() };
    assert!(wrong(input).contains("many"));
    let input = PreferencesInput { to: "2027-03-01".into(), ..PreferencesInput::default() };
    assert!(wrong(input).contains("first day"));
    let input =
        PreferencesInput { budget_min: "$500,000".into(), budget_max: "400k".into(), ..Default::default() };
    assert!(wrong(input).contains("more than"));
}

#[test]
fn budgets_are_read_as_people_write_them() {
    let max = |text: &str, per: &str| {
        let input = PreferencesInput { budget_max: text.into(), per: per.into(), ..Default::default() };
        input.apply(&Facts::default()).unwrap().budget.and_then(|budget| budget.max_cents)
    };
    for (text, dollars) in [
        ("600k", 600_000),
        ("$650k", 650_000),
        ("1.2M", 1_200_000),
        ("$650,000", 650_000),
        ("650000", 650_000),
    ] {
        assert_eq!(max(text, "purchase"), Some(dollars * 100), "{text}");
    }
    assert_eq!(max("2,500", "month"), Some(250_000));
}
