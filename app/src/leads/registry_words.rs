//! What do-not-call lists say about a lead's numbers, in words (P-48).

use super::views::{Zone, when};
use crate::format;
use realtoros_domain::{
    contact::PhoneNumber,
    do_not_call::{List, Mark},
    ids::AccountId,
};
use realtoros_server::{Core, Result, do_not_call, leads::Lead};

/// A sentence for each list that has something to say about a number of the lead; none where they have no number.
pub async fn registry(core: &Core, account: AccountId, lead: &Lead, zone: impl Zone) -> Result<Vec<String>> {
    let numbers: Vec<&str> = lead.record.phones.iter().map(PhoneNumber::e164).collect();
    let marks = do_not_call::marks(core.db.read(), core, account, &numbers).await?;
    let mut all = Vec::new();
    for number in &numbers {
        let said = said(marks.get(*number).map_or(&[], Vec::as_slice), zone);
        let which = if numbers.len() > 1 { format!("{}: ", format::phone(number)) } else { String::new() };
        all.extend(said.into_iter().map(|said| format!("{which}{said}")));
    }
    Ok(all)
}

/// Every list that the number is on; that it is not on the federal one, or was never compared with it.
fn said(marks: &[Mark], zone: impl Zone) -> Vec<String> {
    let day = |mark: &Mark| when(mark.at.timestamp_millis(), zone, "%b %-d, %Y");
    let on = |mark: &Mark| format!("On {} (checked {}).", mark.list.name(), day(mark));
    let mut said: Vec<String> = marks.iter().filter(|mark| mark.listed).map(on).collect();
    let federal = marks.iter().find(|mark| mark.list == List::Federal);
    match federal {
        Some(mark) if !mark.listed => {
            said.push(format!("Not on {}, checked {}.", mark.list.name(), day(mark)));
        }
        Some(_) => {}
        None => said.push("Never checked against the federal do-not-call list.".to_owned()),
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p48_what_lists_say_about_a_number_is_told_with_the_day() {
        let at = "2026-11-03T05:00:00Z".parse().unwrap();
        let mark = |list, listed| Mark { list, at, listed };
        let (federal, texas) = (List::Federal, List::State("TX"));
        let cases = [
            (vec![], vec!["Never checked against the federal do-not-call list."]),
            (vec![mark(federal, true)], vec!["On the federal do-not-call list (checked Nov 3, 2026)."]),
            (
                vec![mark(federal, false), mark(texas, true)],
                vec![
                    "On the Texas do-not-call list (checked Nov 3, 2026).",
                    "Not on the federal do-not-call list, checked Nov 3, 2026.",
                ],
            ),
            (vec![mark(texas, false)], vec!["Never checked against the federal do-not-call list."]),
        ];
        for (marks, expected) in cases {
            assert_eq!(said(&marks, chrono::Utc), expected);
        }
    }
}
