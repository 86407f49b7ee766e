//! What minors say in English.

use super::{
    bare::by_age_and_sex,
    words::{after, ends_or, number, skip},
};

const SELF: &[&str] = &["i am", "im", "iam", "we are both", "were both"];
const FILLERS: &[&str] = &[
    "only",
    "just",
    "actually",
    "still",
    "really",
    "currently",
    "barely",
    "like",
    "almost",
    "nearly",
    "literally",
];
/// What may follow an age. A measure follows with its unit, which is not here.
pub(super) const GOES_ON: &[&str] = &[
    "and", "but", "so", "btw", "lol", "now", "can", "could", "do", "does", "is", "would", "will", "if",
    "sorry", "fyi", "tho", "though", "haha", "ok", "right", "hope", "because", "cause", "cuz", "turning",
    "looking", "thanks",
];
/// Names of months and their short forms.
pub(super) const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];
const SEASONS: &[&str] = &["spring", "summer", "fall", "winter"];
const GRADES: &[&str] = &[
    "1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th", "11th", "12th", "first", "second",
    "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
];
const SCHOOLS: &[&str] =
    &["high school", "middle school", "junior high", "elementary school", "grade school", "hs"];
/// A school that is a place to live near, not one to go to.
const PLACES: &[&str] = &[
    "zone",
    "zones",
    "district",
    "districts",
    "area",
    "neighborhood",
    "attendance",
    "boundary",
    "boundaries",
    "teacher",
    "admin",
    "administration",
    "coach",
    "counselor",
    "principal",
    "education",
];

/// Whether these words, which come after `before` in a sentence, say that the writer is under 18.
pub(super) fn says(words: &[&str], before: Option<&str>) -> bool {
    let starts = before.is_none();
    let is_own = matches!(before, None | Some("," | "-" | "and" | "but" | "so"));
    after(words, SELF).is_some_and(about_me)
        || after(
            words,
            &[
                "i turn",
                "i turned",
                "i just turned",
                "i only turned",
                "i only just turned",
                "i recently turned",
                "ive just turned",
                "ive only just turned",
                "i have just turned",
                "ill turn",
                "i will turn",
            ],
        )
        .is_some_and(|rest| turns(words, rest))
        || after(
            words,
            &["ill be", "i will be", "im turning", "i am turning", "im gonna be", "im going to be"],
        )
        .is_some_and(becomes)
        || after(words, &["i go to", "i attend"]).is_some_and(|rest| school(skip(rest, &["a", "the"])))
        || (is_own && after(words, &["still in", "only in"]).is_some_and(|rest| school(skip(rest, &["the"]))))
        || after(words, &["my age is", "my age"]).is_some_and(aged)
        || (starts && after(words, &["age", "aged"]).is_some_and(aged))
        || after(words, &["as a", "as an"]).is_some_and(young_person)
        || after(
            words,
            &["not yet 18", "not 18 yet", "not eighteen yet", "i have not turned 18", "i havent turned 18"],
        )
        .is_some()
}

/// What comes after "I am".
fn about_me(rest: &[&str]) -> bool {
    if after(rest, &["almost", "nearly", "about to be", "about to turn"]).is_some_and(nearly_of_age) {
        return true;
    }
    let rest = skip(rest, FILLERS);
    if let Some(rest) = after(rest, &["not", "not yet", "not even", "not quite"]) {
        let rest = skip(rest, &["yet", "even", "quite"]);
        return rest.first().and_then(|word| number(word)) == Some(18)
            && ends_or(&rest[1..], &["yet", "years", "year", "until", "till", "til", "but", "and", "so"]);
    }
    if after(rest, &["under 18", "under age", "underage", "under eighteen", "below 18", "younger than 18"])
        .is_some()
    {
        return true;
    }
    if let Some(rest) = after(rest, &["a minor", "minor", "minors", "the minor"]) {
        return ends_or(rest, GOES_ON) || after(rest, &["in age", "under"]).is_some();
    }
    if let Some(rest) = after(rest, &["a teen", "a teenager", "teenager"]) {
        return ends_or(rest, GOES_ON);
    }
    if let Some(rest) = after(
        rest,
        &[
            "in",
            "going into",
            "a student in",
            "a freshman in",
            "a sophomore in",
            "a junior in",
            "a senior in",
        ],
    ) {
        return school(skip(rest, &["a", "the", "my", "still"]));
    }
    if let Some(rest) = after(rest, &["a", "an"]) {
        return young_person(rest) || grader(rest) || by_age_and_sex(rest);
    }
    age(rest, 8)
}

/// "Almost 18", and not "almost 18 months in".
fn nearly_of_age(rest: &[&str]) -> bool {
    let years = rest.first().and_then(|word| number(word)).filter(|years| (8..=18).contains(years));
    years.is_some_and(|_| {
        let rest = after(&rest[1..], &["years old", "year old"]).unwrap_or(&rest[1..]);
        ends_or(rest, GOES_ON)
    })
}

/// "9th grade", "grade 9", "high school", and no place with a school.
fn school(rest: &[&str]) -> bool {
    let in_class = GRADES
        .iter()
        .find_map(|grade| after(rest, &[*grade]))
        .and_then(|rest| after(rest, &["grade", "graders"]));
    let in_grade = after(rest, &["grade"])
        .filter(|rest| rest.first().is_some_and(|word| number(word).is_some_and(|n| n <= 12)));
    let after_it = in_class.or_else(|| in_grade.map(|rest| &rest[1..])).or_else(|| after(rest, SCHOOLS));
    after_it.is_some_and(|rest| {
        let next = skip(rest, &["school", "level"]).first();
        !next.is_some_and(|word| PLACES.contains(word))
    })
}

/// "9th grader", "high schooler", "freshman in high school".
fn grader(rest: &[&str]) -> bool {
    let in_class = GRADES.iter().find_map(|grade| after(rest, &[*grade]));
    in_class.is_some_and(|rest| after(rest, &["grader", "grade student"]).is_some())
        || after(
            rest,
            &[
                "high schooler",
                "high school student",
                "high school freshman",
                "high school sophomore",
                "high school junior",
                "high school senior",
                "middle schooler",
                "middle school student",
            ],
        )
        .is_some()
}

/// "16", "16 years old", and nothing that makes it a measure. Small numbers are ages only when they say so.
fn age(rest: &[&str], least: u8) -> bool {
    let Some(years) = rest.first().and_then(|word| number(word)) else { return false };
    let rest = &rest[1..];
    if let Some(rest) = after(rest, &["years", "year", "yrs", "yr"]) {
        let says_old = after(rest, &["old", "of age", "young"]).is_some();
        return years < 18 && (says_old || (years >= least && ends_or(rest, GOES_ON)));
    }
    let rest = after(rest, &["/ f", "/ m", "f", "m", "female", "male"]).unwrap_or(rest);
    let half = after(rest, &["and a half"]).unwrap_or(rest);
    let schooled = after(half, &["in"]).is_some_and(|rest| school(skip(rest, &["the"])));
    years < 18 && years >= least && (ends_or(half, GOES_ON) || schooled)
}

/// "My age is 15", "age: 16".
fn aged(rest: &[&str]) -> bool {
    age(skip(rest, &["is", ":", "=", "-", "only", "just"]), 8)
}

/// "16 year old here", "17 year old girl".
pub(super) fn young_person(rest: &[&str]) -> bool {
    let years = rest.first().and_then(|word| number(word)).filter(|years| *years < 18);
    let old = years.and_then(|_| after(&rest[1..], &["year old", "years old", "yr old", "yrs old"]));
    old.is_some_and(|rest| {
        ends_or(
            rest,
            &[
                "here", "girl", "boy", "kid", "student", "male", "female", "minor", "teen", "i", "looking",
                "and", "who",
            ],
        )
    })
}

/// "I turned 16", "I turn 18 in May", and not "I turned 16 in 1998".
pub(super) fn turns(words: &[&str], rest: &[&str]) -> bool {
    let years = rest.first().and_then(|word| number(word));
    let is_done = words.contains(&"turned");
    let measure = rest.get(1).is_some_and(|word| {
        !ends_or(&[*word], GOES_ON)
            && ![
                "years",
                "year",
                "in",
                "on",
                "next",
                "this",
                "last",
                "yesterday",
                "today",
                "tomorrow",
                "soon",
            ]
            .contains(word)
    });
    let long_ago = rest.iter().any(|word| word.len() == 4 && word.parse::<u16>().is_ok());
    years.is_some_and(|years| (8..18).contains(&years) || (years == 18 && !is_done)) && !measure && !long_ago
}

/// "I'll be 18 next month", "I'll be 17 in May", and not "I'll be 15 late".
pub(super) fn becomes(rest: &[&str]) -> bool {
    let Some(years) = rest.first().and_then(|word| number(word)).filter(|years| (8..=18).contains(years))
    else {
        return false;
    };
    let rest = &rest[1..];
    let dated = after(rest, &["in", "on", "this", "next", "by"]).is_some_and(|rest| {
        rest.first().is_some_and(|word| {
            MONTHS.contains(word) || SEASONS.contains(word) || ["year", "month", "week", "a"].contains(word)
        })
    });
    after(rest, &["years old", "year old", "soon", "tomorrow"]).is_some()
        || dated
        || (years > 12 && rest.is_empty())
}
