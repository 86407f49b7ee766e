//! Messages as leads write them, read on Wednesday 2027-02-10.

use super::*;
use proptest::prelude::*;

fn read(text: &str) -> Facts {
    extract(&Message { text, received_on: "2027-02-10".parse().unwrap() })
}

fn json(text: &str) -> serde_json::Value {
    serde_json::to_value(read(text)).unwrap()
}

/// Each row: a message, a field, and the field's value as JSON (`null` when it stays empty).
fn check(rows: &[(&str, &str, &str)]) {
    for (text, field, value) in rows {
        let expected: serde_json::Value = serde_json::from_str(value).unwrap();
        assert_eq!(json(text)[field], expected, "{field} of {text:?}");
    }
}

#[test]
fn budgets() {
    check(&[
        (
            "4 beds, up to $615k in Kyle",
            "budget",
            r#"{"min_cents":null,"max_cents":61500000,"per":"purchase"}"#,
        ),
        (
            "we could do 610 if it has a guest house, otherwise 570",
            "budget",
            r#"{"min_cents":null,"max_cents":61000000,"per":"purchase"}"#,
        ),
        (
            "Actually make that 480, not 450",
            "budget",
            r#"{"min_cents":null,"max_cents":48000000,"per":"purchase"}"#,
        ),
        (
            "can't do more than 410 and no less than 355",
            "budget",
            r#"{"min_cents":35500000,"max_cents":41000000,"per":"purchase"}"#,
        ),
        (
            "looking to rent, 1700 to 1900",
            "budget",
            r#"{"min_cents":170000,"max_cents":190000,"per":"month"}"#,
        ),
        (
            "approved for 475 but want to keep it under 430",
            "budget",
            r#"{"min_cents":null,"max_cents":43000000,"per":"purchase"}"#,
        ),
        ("approved for 475 but want to keep it under 430", "preapproval_cents", "47500000"),
        (
            "my payment can't go over $2,350/month, buying for the first time",
            "monthly_payment_max_cents",
            "235000",
        ),
        ("my payment can't go over $2,350/month, buying for the first time", "budget", "null"),
        ("taxes under 8k, HOA below 150, 2,000 sqft min, 20% down", "budget", "null"),
        ("call me at 512-555-0147", "budget", "null"),
        ("HOA under 300 a month", "side", "null"),
        ("taxes below $400/mo, insurance about 200 a month", "side", "null"),
        ("rent under 2000 a month including utilities", "side", r#""rent""#),
    ]);
}

/// Figures in words (data rules D): the least and the most in thousands of dollars.
#[test]
fn d_budgets_in_words() {
    for (text, min, max) in [
        ("between 4 and 5 hundred", Some(400), 500),
        ("4 or 5 hundred thousand", Some(400), 500),
        ("between three and four hundred thousand", Some(300), 400),
        ("3 to 400k", Some(300), 400),
        ("between three hundred and three fifty thousand", Some(300), 350),
        ("between three hundred and twenty and three fifty thousand", Some(320), 350),
        ("between two fifty and three hundred", Some(250), 300),
        ("between two hundred and fifty thousand and three hundred thousand", Some(250), 300),
        ("between three hundred and fifty thousand and four hundred", Some(350), 400),
        ("a million two", None, 1_200),
        ("a million two fifty", None, 1_250),
        ("one million two hundred thousand", None, 1_200),
        ("one point two million", None, 1_200),
        ("budget is a million five, 4 beds", None, 1_500),
        ("a million and a half", None, 1_500),
        ("a million two bedrooms", None, 1_000),
        ("we have one million, two kids", None, 1_000),
    ] {
        let budget = read(text).budget.unwrap();
        assert_eq!(budget.min_cents.map(|c| c / 100_000), min, "{text}");
        assert_eq!(budget.max_cents.map(|c| c / 100_000), Some(max), "{text}");
    }
}

#[test]
fn d_the_home_that_is_sold_is_no_wish() {
    check(&[
        ("I'm selling my 3 bed house in Tampa before we buy", "areas", "null"),
        ("I'm selling my 3 bed house in Tampa before we buy", "beds_min", "null"),
        ("I'm selling my 3 bed house in Tampa before we buy", "property_types", "null"),
        ("I'm selling my 3 bed house in Tampa before we buy", "sell_before_buy", "true"),
        ("We have to sell our 4 bedroom in Plano before buying in Frisco", "areas", r#"["Frisco"]"#),
        (
            "selling my 2 bath condo in Miami to buy a house in Naples",
            "property_types",
            r#"["single_family"]"#,
        ),
        ("our 3 bed house in Tampa is for sale, we want 4 beds in Ocala", "beds_min", "4"),
        ("are they selling the house in Ocala? we want to buy in Ocala", "areas", r#"["Ocala"]"#),
        ("the house in Tampa needs to sell first, we want Ocala", "areas", r#"["Ocala"]"#),
        ("we own a 3 bed condo in Tampa to sell", "areas", "null"),
        ("my dream house in Ocala has a pool", "property_types", r#"["single_family"]"#),
        ("I'm selling my house in Tampa", "side", r#""sell""#),
        ("selling our condo, 2 bed", "beds_min", "2"),
    ]);
}

#[test]
fn rooms() {
    check(&[
        ("three bedrooms, two and a half baths", "beds_min", "3"),
        ("three bedrooms, two and a half baths", "baths_min", "2.5"),
        ("a 4/3 in Hutto", "baths_min", "3.0"),
        ("no more than 2 bedrooms", "beds_max", "2"),
        ("no more than 2 bedrooms", "beds_min", "null"),
        ("exactly 3 beds", "beds_max", "3"),
        ("2-3 bedrooms", "beds_max", "3"),
        ("a studio downtown", "beds_min", "0"),
    ]);
}

#[test]
fn places() {
    check(&[
        ("Looking in Round Rock or Hutto", "areas", r#"["Round Rock","Hutto"]"#),
        ("Relocating from Denver to Georgetown", "areas", r#"["Georgetown"]"#),
        ("prefer Mueller but not East Riverside", "areas_excluded", r#"["East Riverside"]"#),
        ("Looking in 78745 and 78748, not 78744", "areas", r#"["78745","78748"]"#),
        ("looking in leander or liberty hill, 3 bed", "areas", r#"["leander","liberty hill"]"#),
        ("preapproved through Chase, we want Bee Cave", "areas", r#"["Bee Cave"]"#),
        ("Two beds please.\n\nThanks,\nInez Vail", "areas", "null"),
        ("near St. Louis parish", "areas", "null"),
        ("any area but Katy", "areas", "null"),
        ("any area but Katy", "areas_excluded", r#"["Katy"]"#),
        ("any neighborhood but Katy or Sugar Land", "areas_excluded", r#"["Katy","Sugar Land"]"#),
        ("anywhere in Houston except Katy", "areas", r#"["Houston"]"#),
        ("Houston but Katy is ok too", "areas", r#"["Houston","Katy"]"#),
    ]);
}

#[test]
fn wishes() {
    check(&[
        ("need a garage and a pool would be nice", "must_haves", r#"["garage"]"#),
        ("need a garage and a pool would be nice", "nice_to_haves", r#"["pool"]"#),
        (
            "hate popcorn ceilings, busy roads and shared walls",
            "dealbreakers",
            r#"["popcorn_ceiling","busy_road","shared_walls"]"#,
        ),
        ("no pool or hot tub", "dealbreakers", r#"["pool","hot_tub"]"#),
        ("either a pool or a hot tub", "must_haves", "null"),
        ("we wanted a pool but don't need it anymore", "must_haves", "null"),
        ("HOA under 250", "must_haves", r#"["low_hoa"]"#),
        ("can't have an HOA over $100", "must_haves", r#"["low_hoa"]"#),
        ("garage for three cars, 0.7 acre", "must_haves", r#"["garage_3","large_lot"]"#),
        ("fixer upper is ok", "must_haves", "null"),
        ("email me at the office", "must_haves", "null"),
    ]);
}

#[test]
fn people_and_plans() {
    check(&[
        ("two big rescue dogs and a parrot", "pets", r#"{"dog":2,"bird":1}"#),
        ("cats", "pets", r#"{"cat":null}"#),
        ("my guide dog comes along", "pets", "null"),
        ("on Lady Bird Lake", "pets", "null"),
        ("still working on the pre-approval", "financing_state", r#""in_progress""#),
        ("haven't spoken with a lender", "financing_state", r#""not_started""#),
        ("paying cash", "financing_state", r#""cash""#),
        ("Richmond, VA", "loan_type", "null"),
        ("VA loan", "loan_type", r#""va""#),
        ("we can't buy until ours sells", "sell_before_buy", "true"),
        ("we don't need to sell first", "sell_before_buy", "false"),
        ("Please text. Never before noon.", "contact_time", r#"{"after":"12:00"}"#),
        (
            "call me weekdays between 5 and 7",
            "contact_time",
            r#"{"after":"17:00","before":"19:00","days":"weekdays"}"#,
        ),
        ("don't call, just email me", "preferred_contact", r#""email""#),
        ("thinking of selling our condo, 2 bed", "side", r#""sell""#),
        ("a duplex or a townhome, no condos", "property_types", r#"["multi_family","townhouse"]"#),
        (
            "our lease is up June 30, want to buy by then",
            "timeline",
            r#"{"from":"2027-02-10","to":"2027-06-30"}"#,
        ),
        ("can we tour it March 3?", "timeline", "null"),
    ]);
}

#[test]
fn protected_traits_leave_no_trace() {
    for text in [
        "I use a wheelchair, ground floor please, 1 bed in Crestview",
        "We are a Catholic family with two kids near Sacred Heart Church, 3 beds",
        "my wife is pregnant, 4 beds in Buda by July",
        "I'm on Section 8 with a voucher, 1200 a month, Manor",
        "looking around Little Korean Village, and I have a service dog",
    ] {
        let stored = json(text).to_string().to_lowercase();
        for word in [
            "wheelchair",
            "catholic",
            "church",
            "kids",
            "pregnant",
            "section",
            "voucher",
            "korean",
            "dog",
            "wife",
        ] {
            assert!(!stored.contains(word), "{word} of {text:?} in {stored}");
        }
    }
}

#[test]
fn facts_read_back_as_written() {
    let facts = read("3 beds in Hutto, a pool would be nice, up to 450k, two cats, call after 5");
    let text = serde_json::to_string(&facts).unwrap();
    assert_eq!(serde_json::from_str::<Facts>(&text).unwrap(), facts);
    assert_eq!(serde_json::to_string(&Facts::default()).unwrap(), "{}");
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in "\\PC{0,120}") {
        read(&text);
    }

    #[test]
    fn any_mix_of_real_words_can_be_read(words in prop::collection::vec(prop::sample::select(vec![
        "3", "bed", "under", "$", "450k", "-", ",", ".", "no", "pool", "or", "Hutto", "in", "next", "spring", "by", "the", "15th", "call",
        "after", "5", "two", "dogs", "half", "a", "million", "month", "/", "78701", "VA", "not", "HOA", "1/2", "acre", "1.2.3", "’",
    ]), 0..25)) {
        read(&words.join(" "));
    }

    #[test]
    fn no_protected_word_is_ever_stored(word in prop::sample::select(protected::words()), lead in prop::sample::select(vec![
        "looking in ", "near the ", "3 beds, ", "we like ", "not ", "moving to ", "Area: ", "call me, ",
    ]), capital in any::<bool>()) {
        let name = if capital { format!("{}{} Heights", word[..1].to_uppercase(), &word[1..]) } else { (*word).to_owned() };
        let facts = read(&format!("{lead}{name}, 400k"));
        prop_assert!(facts.areas.iter().chain(&facts.areas_excluded).all(|area| !protected::is_in(area)));
    }
}
