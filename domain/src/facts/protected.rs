//! Words about traits that fair-housing law protects. No stored text may hold one (data rules, section D, `never_store`).

/// Single words, in lower case; a name of a place that holds one of them is not kept.
const WORDS: &[&str] = &[
    "african", "asian", "autistic", "baby", "babies", "baptist", "black", "blind", "brown", "buddhist", "catholic", "child", "children", "chinese", "christian", "church", "daughter", "deaf", "disability", "disabled", "divorce", "divorced", "elderly", "ethnic", "expecting", "family", "families",
    "female", "filipino", "gay", "grandkids", "handicap", "handicapped", "hindu", "hispanic", "hiv", "immigrant", "immigrants", "indian", "infant", "iranian", "islamic", "italian", "jew", "jewish", "jews", "kid", "kids", "korean", "kosher", "latina", "latino", "lesbian", "lgbt", "lgbtq", "lutheran", "male",
    "married", "medicaid", "medicare", "methodist", "mexican", "mormon", "mosque", "muslim", "newborn", "newlywed", "newlyweds", "nigerian", "orthodox", "parish", "pregnant", "preschool", "race", "refugee", "religious", "retired", "retiree", "retirees", "school", "schools", "section", "senior", "seniors", "sikh", "single", "son",
    "ssdi", "ssi", "synagogue", "teen", "teenager", "toddler", "toddlers", "trans", "transgender", "twins", "veteran", "vietnamese", "voucher", "vouchers", "wheelchair", "white", "widow", "widowed", "widower",
];

/// Whether `text` holds a word about a protected trait.
pub(super) fn is_in(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}

/// The list itself, for tests.
#[cfg(test)]
pub(super) fn words() -> &'static [&'static str] {
    WORDS
}
