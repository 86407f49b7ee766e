use super::says_minor;
use proptest::prelude::*;

const MINORS: &[&str] = &[
    "I'm 16",
    "I’m 16 and want to rent",
    "im sixteen years old",
    "my age is 15",
    "My age: 17",
    "Age 16, need a room",
    "soy menor de edad",
    "tengo 16 años",
    "Hola, tengo dieciséis años y busco un cuarto",
    "I'm in 9th grade",
    "i am in grade 10",
    "Im still in high school",
    "im a freshman in high school",
    "I'm a high school student, is that ok?",
    "I am a minor",
    "Im still a minor, can my mom sign?",
    "i'm underage",
    "I'm under 18",
    "I'm not 18 yet",
    "im not even 18",
    "Not 18 yet sorry",
    "I just turned 17",
    "I turned 16 last week",
    "I turn 18 in May",
    "I'll be 18 next month",
    "I will be 17 in March",
    "I'm a 16 year old girl looking for a room",
    "16 year old here",
    "17yo here, can i apply",
    "im 17f and moving out",
    "I'm only fifteen",
    "Hi! I'm 14. Do I need a guardian?",
    "i am seventeen but my dad pays",
    "I'm 16 and a half",
    "I'm 17 in high school",
    "no tengo 18 años",
    "Todavía soy menor",
    "cumplo 17 en mayo",
    "estoy en la secundaria",
    "estoy en noveno grado",
    "I'm a teenager",
    "I'm 5 years old",
    "as a 16 year old, can I sign?",
    "I go to high school with her",
    "I was born in 2011",
    "i was born on May 4, 2010 btw",
    "nací en 2012",
    "Nací en el año 2010, ¿puedo rentar?",
    "just got my drivers permit, still in high school",
    "I have a job but still in high school",
    "we are both 17",
];

const OTHERS: &[&str] = &[
    "I was born in 1988",
    "My son was born in 2011",
    "The house was born in 2011, so to say",
    "my daughter is still in high school",
    "nací en 1990",
    "I was born in 2008",
    "my son is 16",
    "My daughter is sixteen years old",
    "16 bedrooms",
    "I'm 16 minutes away",
    "im 15 min out",
    "I've been looking for 16 months",
    "house is 16 years old",
    "The roof is 12 years old",
    "I'm 34",
    "I am 18",
    "I just turned 18",
    "I'm 18 and have a job",
    "I'm 21 years old",
    "I'm not a minor",
    "No soy menor de edad",
    "I'm not under 18",
    "I'm not 16",
    "tengo 16 años de experiencia",
    "tengo 16 dormitorios",
    "tengo 30 años",
    "Mi hijo tiene 16 años",
    "I'm 15 weeks pregnant",
    "I'm 10 blocks from there",
    "I'm 12 miles away",
    "I'll be 15 late",
    "I'll be 10 minutes late",
    "I'm in the 9th grade school zone",
    "I'm in a high school district",
    "I'm in a high school zone",
    "I'm a 9th grade teacher",
    "I'm a high school teacher",
    "my kids are in 9th grade",
    "I'm 16 at heart",
    "When I was 16 we moved here",
    "I feel like I'm 16 again",
    "I'm a minor league coach",
    "It's a minor issue",
    "a 16 year old house",
    "16 year old roof",
    "I'm 10/10 interested",
    "I'm 12-15 minutes away",
    "I'm 16% sure",
    "I am at 16 Alder Lane",
    "I'm in unit 16",
    "the kids are 9 and 12",
    "I'm 5'11",
    "I have a 16 year old",
    "We need 3 beds, under 17 thousand down",
    "Call me at 16:30",
    "I'm 16 years into my lease",
    "my budget is 17",
    "I'm 8 months along",
    "Is it ok for a minor to be on the lease?",
    "age of the roof is 12",
    "near a high school",
    "I turned 16 down",
    "I turned 15 offers down",
    "no estoy en la casa",
    "busco cerca de la secundaria",
    "",
    "?!",
];

#[test]
fn p68_minors_are_recognised_by_what_they_say_of_themselves() {
    let missed: Vec<&&str> = MINORS.iter().filter(|text| !says_minor(text, 2026)).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn p68_other_numbers_and_other_people_are_no_minors() {
    let wrong: Vec<&&str> = OTHERS.iter().filter(|text| says_minor(text, 2026)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

proptest! {
    #[test]
    fn p68_any_age_below_18_counts_and_no_other(age in 8_u8..100, way in 0_usize..6) {
        let text = match way {
            0 => format!("I'm {age}"),
            1 => format!("i am {age} years old"),
            2 => format!("im {age}, is that ok?"),
            3 => format!("Tengo {age} años"),
            4 => format!("my age is {age}"),
            _ => format!("Hey. I'm only {age} and looking"),
        };
        prop_assert_eq!(says_minor(&text, 2026), age < 18, "{}", text);
    }

    #[test]
    fn p68_a_measure_is_no_age(n in 1_u8..60, unit in prop::sample::select(vec![
        "minutes", "min", "mins", "hours", "miles", "blocks", "days", "weeks", "months", "percent", "feet", "beds",
        "bedrooms", "units", "houses", "acres", "floors", "steps", "km", "k",
    ])) {
        for begins in ["I'm", "I am", "im", "I'll be", "I'm only", "We need", "It has", "Tengo"] {
            let text = format!("{begins} {n} {unit} away");
            prop_assert!(!says_minor(&text, 2026), "{}", text);
        }
    }

    #[test]
    fn p68_words_around_it_change_nothing(at in 0..MINORS.len(), before in "(Hi there!|Thanks\\.|Ok\\.) ", after in " (Thanks!|Bye\\.|Call me\\.)") {
        let text = format!("{before}{}.{after}", MINORS[at]);
        prop_assert!(says_minor(&text, 2026), "{}", text);
    }

    #[test]
    fn p68_nothing_makes_it_fail(text in ".{0,80}") {
        let _ = says_minor(&text, 2026);
    }
}
