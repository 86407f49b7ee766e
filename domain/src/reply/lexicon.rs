//! The word classes that the patterns name.

/// Verbs that ask to end something.
const STOP: &[&str] =
    &["stop", "quit", "cease", "desist", "discontinue", "halt", "end", "terminate", "refrain", "enough"];
/// Verbs of contact in the base form.
const REACH: &[&str] = &[
    "text", "texts", "message", "call", "phone", "ring", "email", "mail", "contact", "bother", "harass",
    "pester", "spam", "solicit", "hound", "annoy", "bug", "bombard", "disturb", "communicate", "write",
    "ping", "dial", "reach", "sms", "telephone", "hassle", "badger", "approach", "follow", "robocall",
];
/// Verbs of contact in the -ing form.
const REACHING: &[&str] = &[
    "texting", "messaging", "calling", "phoning", "ringing", "emailing", "mailing", "contacting",
    "bothering", "harassing", "pestering", "spamming", "soliciting", "hounding", "annoying", "bugging",
    "bombarding", "disturbing", "communicating", "writing", "pinging", "dialing", "reaching", "hassling",
    "badgering", "blowing", "robocalling", "stalking", "telephoning", "smsing", "hitting",
];
/// Participles of contact.
const REACHED: &[&str] = &[
    "texted", "messaged", "called", "phoned", "emailed", "mailed", "contacted", "bothered", "harassed",
    "solicited", "disturbed", "spammed", "reached", "rung",
];
/// What contact consists of.
const CONTACT: &[&str] = &[
    "text", "texts", "message", "messages", "sms", "call", "calls", "voicemail", "voicemails", "email",
    "emails", "mail", "mails", "mailing", "mailings", "newsletter", "newsletters", "communication",
    "communications", "contact", "outreach", "updates", "alerts", "alert", "notifications", "notification",
    "reminders", "spam", "blasts", "blast", "solicitation", "solicitations", "correspondence", "robocalls",
    "robotexts", "junk", "ads", "advertising", "advertisements", "marketing", "subscription",
    "subscriptions", "promotions", "promos", "pings", "drip", "texting", "calling", "emailing", "messaging",
    "campaign", "campaigns", "digest", "digests", "flyers", "followups",
];
/// Words for contact that has been named before.
const THIS: &[&str] = &[
    "this", "these", "it", "those", "them", "everything", "all", "that",
];
/// Lists and records that hold a person.
const LIST: &[&str] = &[
    "list", "lists", "database", "system", "records", "contacts", "crm", "file", "files", "roster",
    "distribution", "books", "rolodex", "subscription", "phonebook", "mailing", "thread", "campaign",
    "program", "service", "rotation", "sequence", "email", "emails", "texts", "newsletter", "alerts",
    "updates", "messages",
];
/// What is kept about a person for contact.
const RECORD: &[&str] = &[
    "number", "name", "info", "information", "email", "contact", "contacts", "data", "address", "details",
    "cell", "digits", "phone", "profile", "account",
];
/// Verbs that take somebody from a list.
const REMOVE: &[&str] = &[
    "remove", "removed", "removing", "delete", "deleted", "deleting", "drop", "dropped", "scratch",
    "strike", "erase", "erased", "scrub", "unlist", "purge", "wipe", "clear",
];
/// Verbs that take somebody "off".
const TAKE: &[&str] = &[
    "take", "taken", "taking", "get", "gotten", "pull", "pulled", "keep", "cut", "cross", "leave", "strike",
    "scratch", "knock", "kick", "let", "drop", "want", "mark",
];
/// The people we write to.
const ME: &[&str] = &[
    "me", "us", "him", "her", "them", "myself", "ourselves",
];
/// People.
const PEOPLE: &[&str] = &[
    "i", "we", "he", "she", "they", "client", "caller", "lead", "customer", "buyer", "seller", "wife",
    "husband", "you", "who", "contact",
];
/// Words that end a prohibition: further contact of any sort.
const AGAIN: &[&str] =
    &["again", "anymore", "ever", "further", "any", "more", "another", "longer", "else", "nothing"];
/// Days and parts of days.
const TIME: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues",
    "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "mondays", "tuesdays", "wednesdays", "thursdays",
    "fridays", "saturdays", "sundays", "today", "tomorrow", "tonight", "tmrw", "tmr", "tomorow", "morning",
    "mornings", "afternoon", "afternoons", "evening", "evenings", "night", "nights", "noon", "weekend",
    "weekends", "week", "weekday", "weekdays", "lunch", "dinner", "month", "am", "pm", "midnight", "oclock",
];
/// Showings, appointments and the like.
const VISIT: &[&str] = &[
    "showing", "showings", "tour", "tours", "appointment", "appointments", "appt", "visit", "viewing",
    "viewings", "walkthrough", "walk", "meeting", "inspection", "closing", "open", "call", "signing",
    "consultation", "zoom", "slot", "booking", "cita", "visita", "reunion", "recorrido",
];
/// Kinds of homes.
const KIND: &[&str] = &[
    "condo", "condos", "townhouse", "townhouses", "townhomes", "townhome", "house", "houses", "home",
    "homes", "place", "places", "property", "properties", "listing", "listings", "ones", "one", "anything",
    "rentals", "rental", "lots", "lot", "land", "ranches", "duplex", "duplexes", "apartments", "fixer",
    "fixers", "foreclosures", "stuff", "things", "options", "units", "area", "neighborhood", "new",
];
/// Counts of repeated contact; the first is no repetition.
const ORDINAL: &[&str] = &[
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "2nd", "3rd",
    "4th", "5th", "6th", "7th", "8th", "9th", "10th",
];
/// Seasons and months.
const SEASON: &[&str] = &[
    "spring", "summer", "fall", "autumn", "winter", "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
];
/// Threats.
const THREAT: &[&str] = &[
    "lawyer", "lawyers", "attorney", "attorneys", "sue", "suing", "fcc", "ftc", "police", "tcpa", "legal",
    "court", "lawsuit", "litigation", "report", "reporting", "reported", "block", "blocking", "blocked",
    "complaint", "authorities", "bbb", "cops", "regret", "sheriff", "abogado", "denuncia", "denunciar",
    "demanda", "demandar", "demando", "denuncio", "reportar", "reporto", "reportare", "bloquear", "bloqueo",
    "bloqueare", "policia", "1500", "500", "license", "licensing", "commission", "broker", "restraining",
];
/// Automation as the thing objected to.
const MACHINE: &[&str] = &[
    "bot", "bots", "robot", "robots", "automated", "automatic", "auto", "ai", "machine", "computer",
    "chatbot", "chatbots", "automation", "autotexts", "algorithm", "program", "canned", "robo", "software",
];
/// Refusals as a bare answer.
const NO: &[&str] = &[
    "no", "nope", "nah", "n", "nop", "negative", "never", "not",
];

/// Groups that fair housing law protects, as people name them.
const GROUP: &[&str] = &[
    "white", "whites", "black", "blacks", "asian", "asians", "latino", "latinos", "hispanic", "hispanics",
    "mexican", "mexicans", "indian", "indians", "chinese", "korean", "vietnamese", "african", "arab",
    "arabs", "muslim", "muslims", "christian", "christians", "catholic", "catholics", "jewish", "jews",
    "hindu", "hindus", "mormon", "mormons", "russian", "russians", "nigerian", "filipino", "immigrant",
    "gay", "lesbian", "gays", "straight", "lgbt", "lgbtq", "american", "americans", "european", "pakistani",
    "somali", "haitian", "brazilian", "sikh", "buddhist", "religious", "transgender",
];

/// Words before a request that do not change it.
pub(super) const FILLERS: &[&str] = &[
    "please", "just", "ok", "okay", "hi", "hello", "hey", "so", "and", "but", "also", "then", "well", "yes",
    "yeah", "yep", "sorry", "thanks", "thank", "you", "now", "actually", "seriously", "wow", "omg", "ugh",
    "sir", "maam", "look", "listen", "kindly", "por", "favor", "hola", "y", "pero", "oye", "guys", "folks",
    "no", "good", "morning", "afternoon", "dude", "bro", "again", "for", "real", "plus", "lol", "or",
    "alright", "gracias", "because", "k", "oh", "go", "ahead", "simply", "immediately", "must", "friend",
    "everyone", "team", "buenas", "tardes", "buenos", "dias", "god", "damn", "man", "lady", "thx", "once",
    "last", "time", "right", "ya", "disculpe", "first", "haha", "with", "that", "respectfully", "honestly",
    "literally",
];
/// Words after a request that do not change it.
pub(super) const TRAILERS: &[&str] = &[
    "please", "thanks", "thank", "you", "ok", "okay", "now", "immediately", "asap", "por", "favor",
    "gracias", "already", "lol", "haha", "man", "dude", "bro", "sir", "maam", "again", "ever", "anymore",
    "today", "then", "so", "much", "very", "guys", "folks", "all", "god", "damn", "damnit", "too", "either",
    "appreciated", "appreciate", "it", "at", "once", "kindly", "period", "jeez", "friend", "right", "away",
    "and", "more", "bye", "ya", "mas", "nunca", "kthx", "kthxbye", "peace", "forever", "permanently",
    "lady", "buddy", "pal", "idiot", "idiots", "people", "sorry", "completely", "entirely", "altogether",
    "from", "here", "on", "out", "going", "forward", "further", "jerk", "jerks",
];
/// Words that add nothing between a verb and its object.
pub(super) const PADDING: &[&str] = &[
    "the", "these", "those", "this", "all", "any", "your", "my", "with", "sending", "send", "me", "us",
    "of", "such", "damn", "stupid", "fucking", "freaking", "constant", "weekly", "daily", "monthly",
    "marketing", "from", "getting", "get", "receiving", "receive", "please", "now", "already", "text",
    "email", "phone", "sms", "a", "an", "more", "further", "future", "other", "that", "kind", "sort",
    "unsolicited", "annoying", "ridiculous", "endless", "and", "or", "to", "both", "every", "single",
    "unwanted", "random", "listing", "market", "price", "property", "open", "house", "damned", "bloody",
    "goddamn", "promotional", "spam", "out", "sales", "it", "home", "new", "leaving", "making", "giving",
    "up", "on", "for", "so", "another", "her", "him", "them", "follow", "check", "cold", "their", "our",
    "group", "mass", "mailing", "additional", "anymore", "silly", "fuckin", "crazy", "nonstop",
];
/// Spanish verbs of contact in the subjunctive, as after "no me".
const ES_REACH: &[&str] = &[
    "mande", "manden", "mandes", "envie", "envien", "envies", "llame", "llamen", "llames", "escriba",
    "escriban", "escribas", "contacte", "contacten", "contactes", "moleste", "molesten", "molestes",
    "busque", "busquen", "busques", "hable", "hablen", "hables", "textee", "texteen", "textees", "mensajee",
    "mensajeen", "mensajees", "marque", "marquen", "marques", "comunique", "comuniquen", "insista",
    "insistan", "insistas", "mandar", "enviar", "llamar", "escribir", "contactar", "molestar", "texto",
    "escribe", "llama", "manda", "mandan", "envian",
];
/// Spanish verbs of contact in the infinitive.
const ES_TO_REACH: &[&str] = &[
    "mandar", "mandarme", "mandarnos", "enviar", "enviarme", "enviarnos", "llamar", "llamarme", "llamarnos",
    "escribir", "escribirme", "escribirnos", "contactar", "contactarme", "contactarnos", "molestar",
    "molestarme", "molestarnos", "textear", "textearme", "mensajear", "mensajearme", "buscarme", "hablarme",
    "marcarme", "fastidiar", "fastidiarme", "joder", "insistir", "acosarme", "acosar", "mandando",
    "llamando", "escribiendo", "comunicarse",
];
/// Spanish words for what contact consists of.
const ES_CONTACT: &[&str] = &[
    "mensaje", "mensajes", "texto", "textos", "llamada", "llamadas", "correo", "correos", "email", "emails",
    "notificaciones", "alertas", "avisos", "boletin", "boletines", "suscripcion", "sms", "publicidad",
    "spam", "whatsapp", "mensajitos", "contacto", "newsletter",
];

/// The words of a class.
pub(super) fn class(name: &str) -> &'static [&'static str] {
    match name {
        "stop" => STOP,
        "reach" => REACH,
        "reaching" => REACHING,
        "reached" => REACHED,
        "contact" => CONTACT,
        "this" => THIS,
        "list" => LIST,
        "record" => RECORD,
        "remove" => REMOVE,
        "take" => TAKE,
        "me" => ME,
        "people" => PEOPLE,
        "again" => AGAIN,
        "time" => TIME,
        "visit" => VISIT,
        "kind" => KIND,
        "ordinal" => ORDINAL,
        "season" => SEASON,
        "threat" => THREAT,
        "machine" => MACHINE,
        "no" => NO,
        "group" => GROUP,
        "es_reach" => ES_REACH,
        "es_to_reach" => ES_TO_REACH,
        "es_contact" => ES_CONTACT,
        _ => &[],
    }
}
