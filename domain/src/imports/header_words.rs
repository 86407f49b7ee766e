//! Column names of files that nobody's export wrote, in the words that people use.

use super::{Field, normalise_header};

/// The field that a column name suggests, or nothing.
pub(super) fn field(header: &str) -> Option<Field> {
    let name = normalise_header(header);
    let unnumbered = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    by_name(&name).or_else(|| by_name(unnumbered)).or_else(|| consent_field(&name))
}

fn by_name(name: &str) -> Option<Field> {
    NAMES.iter().find(|(_, names)| names.split(", ").any(|known| known == name)).map(|(field, _)| *field)
}

/// Columns about consent come in too many wordings for a list: a channel and a yes or no are enough.
fn consent_field(name: &str) -> Option<Field> {
    let words: Vec<&str> = name.split(' ').collect();
    let has = |options: &[&str]| words.iter().any(|word| options.contains(word));
    if words.first() == Some(&"consent") || words.last() == Some(&"consent") && words.len() <= 3 {
        let detail = [
            (Field::ConsentWording, &["text", "wording", "language", "disclosure", "statement"][..]),
            (Field::ConsentAct, &["act", "action", "method", "how"]),
            (Field::ConsentTime, &["time", "date", "timestamp", "at", "when"]),
            (Field::ConsentUrl, &["url", "page", "link", "source"]),
            (Field::ConsentIp, &["ip"]),
            (Field::ConsentPhone, &["phone", "number"]),
        ];
        if words[0] == "consent"
            && let Some((field, _)) = detail.iter().find(|(_, options)| has(options))
        {
            return Some(*field);
        }
    }
    let text = has(&["text", "texts", "texting", "sms", "txt"]);
    let call = has(&["call", "calls", "calling", "phone", "voice", "telephone"]);
    let email =
        has(&["email", "emails", "emailing", "mail", "mailing", "newsletter"]) || name.contains("e mail");
    let contact = has(&["contact", "contacting", "all", "everything", "marketing"]);
    if email && has(&["status"]) {
        return Some(Field::EmailStatus);
    }
    let together = |pair: &str| name.contains(pair);
    let no = together("do not")
        || together("dont")
        || together("opt out")
        || together("opted out")
        || words.windows(2).any(|pair| pair[0] == "no" && is_channel(pair[1]))
        || has(&["optout", "dnc", "stop", "unsubscribe", "unsubscribed"]);
    let yes = together("opt in")
        || together("opted in")
        || has(&[
            "optin",
            "ok",
            "okay",
            "may",
            "can",
            "allow",
            "allowed",
            "permission",
            "consent",
            "subscribed",
        ]);
    match (no, yes) {
        (true, _) if text => Some(Field::DoNotText),
        (true, _) if email => Some(Field::DoNotEmail),
        (true, _) if call || name == "dnc" => Some(Field::DoNotCall),
        (true, _) if matches!(name, "unsubscribed" | "unsubscribe") => Some(Field::DoNotEmail),
        (true, _) if contact || matches!(name, "opted out" | "opt out" | "optout") => {
            Some(Field::DoNotContact)
        }
        (false, true) if text => Some(Field::TextOptIn),
        (false, true) if email => Some(Field::EmailOptIn),
        (false, true) if call => Some(Field::CallOptIn),
        (false, true) if contact => Some(Field::ContactOptIn),
        _ => None,
    }
}

fn is_channel(word: &str) -> bool {
    matches!(
        word,
        "text" | "texts" | "sms" | "call" | "calls" | "email" | "emails" | "mail" | "contact" | "marketing"
    )
}

/// The field, and the folded names of columns that fill it.
const NAMES: &[(Field, &str)] = &[
    (
        Field::FullName,
        "name, full name, lead, lead name, contact name, contact, client, client name, \
         customer, customer name, person, nombre completo",
    ),
    (Field::FirstName, "first name, first, firstname, fname, given name, given, forename, nombre"),
    (
        Field::LastName,
        "last name, last, lastname, lname, surname, family name, family, apellido, \
         apellidos",
    ),
    (Field::NameSuffix, "suffix, name suffix"),
    (
        Field::Email,
        "email, e mail, emails, e mails, email address, e mail address, emailaddress, \
         mail, primary email, home email, work email, personal email, secondary email, \
         other email, email s, correo, correo electronico",
    ),
    (
        Field::Phone,
        "phone, phones, phone number, phone numbers, phonenumber, telephone, \
         telephone number, tel, tel no, cell, cell phone, cellphone, cell number, \
         mobile, mobile phone, mobile number, home phone, work phone, business phone, \
         office phone, primary phone, secondary phone, other phone, contact number, \
         telefono, celular",
    ),
    (Field::PhoneExtension, "ext, extension, phone ext, phone extension"),
    (
        Field::Street,
        "street, street address, address, address line, mailing address, home address, \
         home street, primary address, street name",
    ),
    (Field::City, "city, town, city town, home city, mailing city, primary city"),
    (
        Field::State,
        "state, st, state province, province, region, home state, mailing state, \
         primary state",
    ),
    (
        Field::Zip,
        "zip, zip code, zipcode, postal code, postcode, zip postal code, home zip, \
         mailing zip, primary zip",
    ),
    (
        Field::DealType,
        "deal type, buyer seller, buyer or seller, buyer seller renter, lead type, \
         client type, contact type, looking to, side",
    ),
    (Field::Stage, "stage, status, pipeline, lead status, lead stage, pipeline stage"),
    (
        Field::Source,
        "source, lead source, referral source, how did you hear, \
         how did you hear about us, origin",
    ),
    (Field::Tags, "tags, tag, hashtags, labels, label, categories, category, groups, group"),
    (Field::Budget, "budget, price range, budget range, price, target price, price point"),
    (
        Field::BudgetMin,
        "min price, price min, minimum price, budget min, min budget, minimum budget, \
         search price min, price from, budget from",
    ),
    (
        Field::BudgetMax,
        "max price, price max, maximum price, budget max, max budget, maximum budget, \
         search price max, price to, budget to",
    ),
    (
        Field::Timeline,
        "timeline, time line, timeframe, time frame, when, buying time frame, \
         buying timeframe, selling timeframe, move date, move in date, moving, \
         target date",
    ),
    (
        Field::Notes,
        "notes, note, comments, comment, background, message, remarks, memo, \
         description",
    ),
];

#[cfg(test)]
mod tests {
    use super::field;
    use crate::imports::Field;

    #[test]
    fn names_of_columns_in_the_words_of_people() {
        for (header, expected) in [
            ("First Name", Some(Field::FirstName)),
            ("E-Mail Address 2", Some(Field::Email)),
            ("CELL", Some(Field::Phone)),
            ("Phone 3", Some(Field::Phone)),
            ("Buyer/Seller", Some(Field::DealType)),
            ("When?", Some(Field::Timeline)),
            ("Budget (max)", Some(Field::BudgetMax)),
            ("Favourite colour", None),
            ("Assigned To", None),
            ("Agent Email", None),
        ] {
            assert_eq!(field(header), expected, "{header:?}");
        }
    }

    #[test]
    fn a_column_about_consent_is_found_in_any_wording() {
        for (header, expected) in [
            ("OK to text?", Some(Field::TextOptIn)),
            ("SMS opt-in", Some(Field::TextOptIn)),
            ("May we call", Some(Field::CallOptIn)),
            ("Email Subscribed", Some(Field::EmailOptIn)),
            ("Email opt out", Some(Field::DoNotEmail)),
            ("Do Not Text", Some(Field::DoNotText)),
            ("Don't call", Some(Field::DoNotCall)),
            ("DNC", Some(Field::DoNotCall)),
            ("Do not contact", Some(Field::DoNotContact)),
            ("Opted out", Some(Field::DoNotContact)),
            ("Unsubscribed", Some(Field::DoNotEmail)),
            ("OK to contact?", Some(Field::ContactOptIn)),
            ("Email status", Some(Field::EmailStatus)),
            ("No texts", Some(Field::DoNotText)),
            ("No. of calls", None),
            ("Consent text", Some(Field::ConsentWording)),
            ("Consent time (UTC)", Some(Field::ConsentTime)),
            ("Consent phone", Some(Field::ConsentPhone)),
            ("Notes", Some(Field::Notes)),
        ] {
            assert_eq!(field(header), expected, "{header:?}");
        }
    }
}
