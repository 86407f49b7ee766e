//! What a column can be, in the words of the wizard.

use realtoros_domain::imports::Field;

/// Every field with its key in forms and its name.
pub const FIELDS: [(Field, &str, &str); 42] = [
    (Field::FullName, "full_name", "Name"),
    (Field::FirstName, "first_name", "First name"),
    (Field::LastName, "last_name", "Last name"),
    (Field::NameSuffix, "name_suffix", "Suffix (Jr., Sr.)"),
    (Field::Email, "email", "E-mail"),
    (Field::Phone, "phone", "Phone"),
    (Field::PhoneExtension, "phone_extension", "Phone extension"),
    (Field::Street, "street", "Street"),
    (Field::City, "city", "City"),
    (Field::State, "state", "State"),
    (Field::Zip, "zip", "ZIP code"),
    (Field::DealType, "deal_type", "Buyer or seller"),
    (Field::Stage, "stage", "Stage"),
    (Field::Source, "source", "Source"),
    (Field::Tags, "tags", "Tags"),
    (Field::Budget, "budget", "Budget"),
    (Field::BudgetMin, "budget_min", "Budget from"),
    (Field::BudgetMax, "budget_max", "Budget to"),
    (Field::Timeline, "timeline", "Timeline"),
    (Field::Notes, "notes", "Notes"),
    (Field::EmailOptIn, "email_opt_in", "May get e-mail (only “no” counts)"),
    (Field::TextOptIn, "text_opt_in", "May get texts (only “no” counts)"),
    (Field::CallOptIn, "call_opt_in", "May get calls (only “no” counts)"),
    (Field::PhoneOn, "phone_on", "Phone on (only “no” counts)"),
    (Field::ContactOptIn, "contact_opt_in", "May be contacted (only “no” counts)"),
    (Field::EmailStatus, "email_status", "E-mail status"),
    (Field::DoNotEmail, "do_not_email", "Do not e-mail"),
    (Field::DoNotText, "do_not_text", "Do not text"),
    (Field::DoNotCall, "do_not_call", "Do not call"),
    (Field::DoNotContact, "do_not_contact", "Do not contact"),
    (Field::ConsentWording, "consent_wording", "Consent: the words"),
    (Field::ConsentAct, "consent_act", "Consent: what they did"),
    (Field::ConsentTime, "consent_time", "Consent: when"),
    (Field::ConsentUrl, "consent_url", "Consent: web page"),
    (Field::ConsentIp, "consent_ip", "Consent: internet address"),
    (Field::ConsentPhone, "consent_phone", "Consent: phone number"),
    (Field::AiAllowed, "ai_allowed", "May use AI (only “no” counts)"),
    (Field::NeedsLook, "needs_look", "May be an opt-out: look first"),
    (Field::Restricted, "restricted", "May only be stored"),
    (Field::MaybeMinor, "maybe_minor", "May be under 18"),
    (Field::TimeZone, "time_zone", "Time zone"),
    (Field::Preferences, "preferences", "Preferences (RealtorOS)"),
];

/// The key of a field.
pub fn key_of(field: Field) -> &'static str {
    FIELDS.iter().find(|(known, ..)| *known == field).map_or("", |(_, key, _)| key)
}

/// The field of a key; an empty or unknown key is none. Keys come back to the server only.
#[cfg(any(test, feature = "ssr"))]
pub fn by_key(key: &str) -> Option<Field> {
    FIELDS.iter().find(|(_, known, _)| *known == key).map(|(field, ..)| *field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back_as_the_field_that_they_are_of() {
        for (field, key, name) in FIELDS {
            assert_eq!(by_key(key_of(field)), Some(field), "{key}");
            assert!(!name.is_empty());
        }
        assert_eq!(by_key(""), None);
    }
}
