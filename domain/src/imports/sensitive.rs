//! Columns that are refused by name (import rule 10, P-11).

use super::header::{can_be_name, normalise_header};

/// Whether a column holds what is never stored: government numbers, birth dates, race, religion,
/// disability, origin, children, marital status, gender, and pictures of people. A text that cannot be the name of
/// a column is none: a note about a birthday is no column of birthdays.
pub fn is_sensitive(header: &str) -> bool {
    if !can_be_name(header) {
        return false;
    }
    let name = normalise_header(header);
    let squeezed: String = name.split(' ').collect();
    let words: Vec<&str> = name.split(' ').collect();
    WORDS.iter().any(|word| words.contains(word))
        || ABBREVIATIONS.iter().any(|letters| spells(&words, letters))
        || PHRASES.iter().any(|phrase| name.contains(phrase))
        || SQUEEZED.iter().any(|part| squeezed.contains(part))
}

/// Refused as a word of its own.
const WORDS: &[&str] = &[
    "ssn",
    "sin",
    "itin",
    "dob",
    "bday",
    "birthday",
    "birthdate",
    "birth",
    "born",
    "age",
    "race",
    "races",
    "racial",
    "ethnic",
    "ethnicity",
    "religion",
    "religious",
    "faith",
    "church",
    "denomination",
    "creed",
    "disability",
    "disabilities",
    "disabled",
    "handicap",
    "handicapped",
    "impairment",
    "diagnosis",
    "medical",
    "health",
    "nationality",
    "citizenship",
    "citizen",
    "immigration",
    "visa",
    "birthplace",
    "ancestry",
    "children",
    "kids",
    "child",
    "dependents",
    "familial",
    "pregnant",
    "pregnancy",
    "marital",
    "married",
    "divorced",
    "gender",
    "sex",
    "sexual",
    "orientation",
    "pronouns",
    "photo",
    "photos",
    "picture",
    "avatar",
    "headshot",
    "passport",
    "raza",
    "religio",
    "sexo",
    "genero",
    "nacimiento",
    "discapacidad",
    "hijos",
];

/// Refused wherever the words stand together.
const PHRASES: &[&str] = &[
    "social security",
    "soc sec",
    "social sec",
    "tax id",
    "taxpayer id",
    "government id",
    "govt id",
    "national id",
    "national origin",
    "country of origin",
    "country of birth",
    "place of birth",
    "date of birth",
    "driver license",
    "drivers license",
    "driver licence",
    "drivers licence",
    "license number",
    "civil status",
    "family status",
    "skin color",
    "source of income",
    "public assistance",
    "bank account",
    "credit card",
    "card number",
    "estado civil",
    "seguro social",
    "profile image",
];

/// Refused also without the spaces or with dots between the letters.
const SQUEEZED: &[&str] = &[
    "socialsecurity",
    "dateofbirth",
    "birthdate",
    "maritalstatus",
    "nationalorigin",
    "numberofchildren",
    "driverslicense",
];

/// Abbreviations that are also written with dots.
const ABBREVIATIONS: &[&str] = &["ssn", "dob"];

/// Whether single-letter words in a row spell `letters`, as `S.S.N.` does once the dots are gone.
fn spells(words: &[&str], letters: &str) -> bool {
    words
        .windows(letters.len())
        .any(|window| window.iter().all(|word| word.len() == 1) && window.concat() == letters)
}

#[cfg(test)]
mod tests {
    use super::is_sensitive;

    #[test]
    fn p11_sensitive_columns_are_refused_by_name() {
        for header in [
            "SSN",
            "S.S.N.",
            "ssn #",
            "Social Security Number",
            "SocialSecurityNo",
            "Date of Birth",
            "DOB",
            "D.O.B.",
            "Birthday",
            "BDAY",
            "birth_date",
            "Race",
            "Race / Ethnicity",
            "Religion",
            "Disability",
            "Disabled?",
            "National Origin",
            "Country of birth",
            "Children",
            "# of kids",
            "Marital Status",
            "Gender",
            "Sex",
            "Government ID Number",
            "Driver's License",
            "Photo",
            "Age",
            "Familial status",
            "What is your date of birth? We need it for the application",
            "Do you or does anyone in your household live with a disability, and if so, which rooms have to be accessible?",
        ] {
            assert!(is_sensitive(header), "{header:?}");
        }
    }

    #[test]
    fn other_columns_are_not() {
        for header in [
            "Stage",
            "Agent",
            "Message",
            "Mileage",
            "Language",
            "External ID",
            "Sensitivity",
            "Spouse",
            "Anniversary",
            "Email",
            "Image of house",
            "Organizational ID Number",
            "Trace",
            "Essex",
            "Assigned To",
            "Ann Lee,ann@example.com,\"Her birthday is in May, send a card\"",
            "Quiet street with a church and a school near by, kids welcome, the owner kept every receipt since it was built.",
        ] {
            assert!(!is_sensitive(header), "{header:?}");
        }
    }
}
