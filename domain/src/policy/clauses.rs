//! The clauses of the policy: the smallest promises in it that software can keep and a check can stand behind.

/// A clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// `P-01` to `P-70`; tests carry it in their name, as in `p01_…`.
    pub id: &'static str,
    /// The line of the policy that it is about, word for word.
    pub line: &'static str,
    /// The rule that follows from the line, in plain words. Whether it is kept is for controls and tests to say.
    pub rule: &'static str,
    /// What of the rule this product does not do, whatever controls and tests say.
    pub caveat: Option<Caveat>,
}

/// What is missing from a rule, said plainly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caveat {
    /// How much is missing.
    pub extent: Extent,
    /// What, in plain words.
    pub words: &'static str,
}

/// How much of a rule is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A part of it.
    Partly,
    /// Nothing yet of what it is about.
    NotBuilt,
}

const fn clause(id: &'static str, line: &'static str, rule: &'static str) -> Clause {
    Clause { id, line, rule, caveat: None }
}

impl Clause {
    const fn partly(self, words: &'static str) -> Self {
        Self { caveat: Some(Caveat { extent: Extent::Partly, words }), ..self }
    }
}

/// Every clause, in the order of its number.
pub const CLAUSES: &[Clause] = &[
    clause(
        "P-01",
        "AES-256 encryption for all data in transit and at rest.",
        "Everything personal is encrypted with AES-256-GCM before it is stored, in databases, queues, files and sessions alike.",
    ),
    clause(
        "P-02",
        "AES-256 encryption for all data in transit and at rest.",
        "Connections use AES-256 suites only. Text messages are the exception: no carrier encrypts them.",
    ),
    clause(
        "P-03",
        "Clear visibility into what data we collect and why.",
        "Every field of the database is in a public list, with what it is for and how long it is kept.",
    ),
    clause(
        "P-04",
        "You control your data and privacy settings at all times.",
        "A changed setting counts from the next message on, also for work that was already waiting.",
    ),
    clause(
        "P-05",
        "Full compliance with international privacy regulations.",
        "Nobody can prove that sentence as a whole. This page shows rule by rule what is checked, and what is not.",
    )
    .partly("No authority and no auditor has certified it, and laws of other places may ask for more than is checked here."),
    clause(
        "P-06",
        "Leads and individuals whose information is processed through the platform on behalf of Users",
        "Every record about a person belongs to an account, so that it can be found, shown and erased.",
    ),
    clause(
        "P-07",
        "RealtorOS acts as a data processor for Lead data and as a data controller for account and platform-related information.",
        "What leads tell a realtor is the realtor’s. Our own staff do not look at it.",
    ),
    clause(
        "P-08",
        "Name, email address, phone number",
        "Names, addresses and numbers are stored encrypted, and found again by a keyed hash only.",
    ),
    clause(
        "P-09",
        "Login credentials and authentication data",
        "Passwords are kept as a slow hash (Argon2id) that cannot be turned back. A second step with codes that work once is \
         offered in Settings, and passkeys where the site has a host name.",
    ),
    clause(
        "P-10",
        "Integration data (Google, Outlook, calendar access)",
        "Disconnecting a service deletes its tokens and busy times at once, and tells the service that our access is over. \
         Microsoft cannot be told; the page then says where you end the permission there. What leads wrote stays with them.",
    ),
    clause(
        "P-11",
        "Contact details (name, email, phone)",
        "Only known fields of a list are imported. Columns such as social security numbers or religion are refused.",
    ),
    clause(
        "P-12",
        "Property preferences, budget, location, timeline",
        "Wishes and budgets are used for the purposes of section 3 and nothing else.",
    ),
    clause(
        "P-13",
        "Messages, emails, and AI-assisted conversations",
        "Messages are encrypted, and searched within one account only.",
    ),
    clause(
        "P-14",
        "Call metadata and interaction logs",
        "Of a call we keep when it was and how long, never its sound.",
    ),
    clause(
        "P-15",
        "IP address, device type, browser information",
        "Technical records are short-lived and are not joined with what leads write.",
    ),
    clause(
        "P-16",
        "Platform usage, activity logs, and analytics",
        "A browser that asks not to be followed (Global Privacy Control) is not.",
    ),
    clause(
        "P-17",
        "We use information strictly to operate, maintain, and improve the Services, including:",
        "Every field has a stated purpose, and there are no others.",
    ),
    clause(
        "P-18",
        "Facilitating AI-driven conversations and responses",
        "AI writes drafts, and a person sends each of them.",
    ),
    clause(
        "P-19",
        "Generating summaries, insights, and recommendations",
        "What AI wrote says so, cites the messages it rests on, and can be changed or deleted.",
    ),
    clause(
        "P-20",
        "Automating follow-ups and communications",
        "Whether a message may go is decided again at the moment of sending: a request to stop beats what is waiting.",
    ),
    clause(
        "P-21",
        "Creating personalized newsletters and content",
        "A newsletter’s page has a secret address, loads nothing from elsewhere and shows no contact data.",
    ),
    clause(
        "P-22",
        "Scheduling and calendar coordination",
        "From calendars we read when somebody is busy, not with what, and we write nothing into them.",
    ),
    clause(
        "P-23",
        "Maintaining system performance and security",
        "Measurements are counts and numbers, never anybody’s content.",
    ),
    clause(
        "P-24",
        "We do not sell personal data.",
        "There is no advertising and no outside analytics, and the server talks to listed companies only.",
    ),
    clause(
        "P-25",
        "RealtorOS uses artificial intelligence to process communications and generate responses.",
        "AI can be turned off for an account and for one lead, and then no call is made.",
    ),
    clause(
        "P-26",
        "Data is used solely to provide platform functionality",
        "Of an AI provider’s interface only answering is used: no files, no fine-tuning, no storage.",
    ),
    clause(
        "P-27",
        "Data is not used by RealtorOS to train independent AI models",
        "Every request to an AI provider says that nothing may be stored, and carries no name of an account.",
    ),
    clause(
        "P-28",
        "Processing may be performed using third-party providers such as OpenAI",
        "Each AI call is recorded: which provider, when, for what, and which kinds of fields. Never its words.",
    ),
    clause(
        "P-29",
        "Automated decisions do not produce legal or similarly significant effects without user involvement",
        "AI may draft, summarize, propose and tag. It cannot decline a lead, set a price, change consent or delete.",
    ),
    clause(
        "P-30",
        "Automated decisions do not produce legal or similarly significant effects without user involvement",
        "Whoever writes with an assistant is told so, and asking whether it is a machine gets a true answer.",
    ),
    clause(
        "P-31",
        "Automated decisions do not produce legal or similarly significant effects without user involvement",
        "What AI writes and what steers people by race, religion, family or the like is held back (Fair Housing Act). What a \
         person types is theirs.",
    ),
    clause(
        "P-32",
        "Automated decisions do not produce legal or similarly significant effects without user involvement",
        "What a lead writes is treated as text, never as an order to the AI.",
    ),
    clause(
        "P-33",
        "Users (Realtors) retain ownership of all Lead data they provide or collect",
        "Everything can be taken along in open formats. Leads, messages and listings can be read in again in another account.",
    ),
    clause(
        "P-34",
        "RealtorOS processes Lead data on behalf of Users to deliver Services",
        "Processing follows the realtor’s settings and cannot go beyond them.",
    ),
    clause(
        "P-35",
        "RealtorOS does not share Lead data between Users",
        "A record of another account looks exactly like one that does not exist. On PostgreSQL the database refuses it too.",
    ),
    clause(
        "P-36",
        "RealtorOS does not share Lead data between Users",
        "AI sees the data of one account at a time, and nothing is kept between calls.",
    ),
    clause(
        "P-37",
        "RealtorOS may use aggregated and de-identified data to improve platform performance and efficiency",
        "Counts are published only over enough accounts and leads that nobody can be told apart.",
    ),
    clause(
        "P-38",
        "We may share data with trusted third-party providers strictly as necessary to operate the Services, including:",
        "Every company that may process data is on a public list. A new one is announced before anything reaches it.",
    ),
    clause(
        "P-39",
        "We may share data with trusted third-party providers strictly as necessary to operate the Services, including:",
        "Each company gets the fields that its task needs and no others.",
    ),
    clause(
        "P-40",
        "These providers process data only on our behalf and are not permitted to use it for independent purposes.",
        "Where an AI provider offers a switch against keeping or using data, it is set. Texts stay in the realtor’s own Twilio \
         account until they are erased.",
    ),
    clause(
        "P-41",
        "They have obtained all required consent from Leads prior to communication",
        "Consent is kept as evidence: who agreed to what, in which words, when and where. It is added to, never rewritten, and \
         goes only with its person or with an import that is taken back.",
    ),
    clause(
        "P-42",
        "They have obtained all required consent from Leads prior to communication",
        "Each kind of text and call needs its own level of consent, from an inquiry up to a signed agreement. Mail needs none; \
         what sells has a way out.",
    ),
    clause(
        "P-43",
        "They will comply with applicable laws, including TCPA and CAN-SPAM",
        "Nobody is texted or called at night: the strictest hours of every place where the lead may be count. Only what answers \
         somebody goes out then: their own request, or words that a person types to a lead who has written.",
    ),
    clause(
        "P-44",
        "They will comply with applicable laws, including TCPA and CAN-SPAM",
        "No more than three sales messages that no person typed reach a lead in a day.",
    ),
    clause(
        "P-45",
        "They will honor opt-out requests and communication preferences",
        "A request to stop is understood in plain words too, and counts before anything else is sent.",
    ),
    clause(
        "P-46",
        "They will honor opt-out requests and communication preferences",
        "Whoever stops gets one confirmation at most, without advertising.",
    ),
    clause(
        "P-47",
        "They will honor opt-out requests and communication preferences",
        "Stopping works from every direction: a text, a link, a web page, a key or a word in a spoken call, a realtor’s note, and \
         an answer to an e-mail in the mailbox that the realtor connects. Only leads’ mails are read there.",
    ),
    clause(
        "P-48",
        "They will honor opt-out requests and communication preferences",
        "Numbers on do-not-call lists, or not compared with them for 31 days, are not solicited, unless the person has inquired, \
         done business or agreed in writing.",
    ),
    clause(
        "P-49",
        "They will honor opt-out requests and communication preferences",
        "Artificial voices do not call anybody who has not agreed to that in writing.",
    ),
    clause(
        "P-50",
        "RealtorOS provides tools for automated communication, including email, messaging, and AI-assisted outreach.",
        "Texts go out only once the realtor has recorded that the carriers registered the number. The first to a person says who \
         sends it and how to end it.",
    ),
    clause(
        "P-51",
        "RealtorOS provides tools for automated communication, including email, messaging, and AI-assisted outreach.",
        "Every commercial mail, and every other that answers nobody, names its sender, a postal address and the way out.",
    ),
    clause(
        "P-52",
        "RealtorOS provides tools for automated communication, including email, messaging, and AI-assisted outreach.",
        "The way out of e-mail never expires and asks for nothing but one click.",
    ),
    clause(
        "P-53",
        "RealtorOS provides tools for automated communication, including email, messaging, and AI-assisted outreach.",
        "Mail programs can unsubscribe with their own button.",
    ),
    clause(
        "P-54",
        "RealtorOS provides recommended safeguards and controls but does not assume liability for User misuse of communication features.",
        "The safeguards are part of sending itself. A program that goes round the pages meets them all the same.",
    ),
    clause(
        "P-55",
        "Data is retained for as long as a User account is active",
        "No lead disappears by itself while the account is active, unless a rule takes them that the account has set.",
    ),
    clause(
        "P-56",
        "Upon account termination, data is retained for up to 30 days",
        "Closing an account stops sending, AI and synchronising at once. Only answers to requests about personal data still leave.",
    ),
    clause(
        "P-57",
        "After 30 days, data is permanently deleted",
        "After thirty days the records and their keys are gone, which is verified and certified. Only a legal hold keeps them longer.",
    ),
    clause(
        "P-58",
        "Backup data may be retained for up to 90 days for system recovery",
        "Backups are deleted after ninety days, and what was erased stays erased when one is restored.",
    ),
    clause(
        "P-59",
        "Access their data",
        "Everything that is held about you can be shown, with who has seen it.",
    ),
    clause(
        "P-60",
        "Export their data",
        "An export is complete, encrypted while it waits, and its link works once.",
    ),
    clause(
        "P-61",
        "Request correction of inaccurate data",
        "A correction reaches summaries, drafts and newsletters too.",
    ),
    clause(
        "P-62",
        "Delete individual records or their entire account",
        "Erasing a lead destroys the key of their data. A request to stop survives without a name.",
    ),
    clause(
        "P-63",
        "Delete individual records or their entire account",
        "A closed account can be taken back until its thirty days are over.",
    ),
    clause(
        "P-64",
        "Requests may be submitted to the contact details below.",
        "Requests are kept in a register with the dates by which the law wants an answer.",
    ),
    clause(
        "P-65",
        "Access controls and authentication measures",
        "Sessions end when idle, guessing is slowed down, and the server refuses requests from other sites.",
    ),
    clause(
        "P-66",
        "Monitoring and logging of system activity",
        "Who did what is kept in a chain of hashes: a changed or missing entry is found and named.",
    ),
    clause(
        "P-67",
        "In the event of a merger, acquisition, financing, or sale of assets, information may be transferred as part of the transaction, subject to applicable law.",
        "Before anything is handed over, every account is told and can leave with its data.",
    ),
    clause(
        "P-68",
        "The Services are not intended for individuals under the age of 18, and we do not knowingly collect data from children.",
        "Members confirm that they are adults. A lead who says they are a minor gets nothing from a machine until a person has looked.",
    ),
    clause(
        "P-69",
        "We may update this Privacy Policy from time to time. Updates will be posted with a revised \"Last Updated\" date. Continued use of the Services constitutes acceptance of the updated policy.",
        "A changed text is a new version with its own date and fingerprint. Old versions stay.",
    ),
    clause(
        "P-70",
        "Email: info.realtoros@gmail.com",
        "The contact address is written down once, and every page takes it from there.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::TEXT;

    #[test]
    fn p05_the_clauses_are_p01_to_p70_and_each_stands_under_a_line_of_the_policy() {
        let lines: Vec<&str> = TEXT.lines().map(|line| line.trim().trim_start_matches("• ")).collect();
        let expected: Vec<String> = (1..=70).map(|n| format!("P-{n:02}")).collect();
        assert_eq!(CLAUSES.iter().map(|clause| clause.id).collect::<Vec<_>>(), expected);
        for clause in CLAUSES {
            assert!(lines.contains(&clause.line), "{}: {}", clause.id, clause.line);
            assert!(clause.rule.ends_with('.'), "{}", clause.id);
        }
    }

    #[test]
    fn p05_what_is_not_built_is_said_at_its_clause() {
        let stands = |id: &str| {
            let found = CLAUSES.iter().find(|clause| clause.id == id);
            found.and_then(|clause| clause.caveat).map(|caveat| caveat.extent)
        };
        let cases = [
            ("P-05", Some(Extent::Partly)),
            ("P-10", None),
            ("P-22", None),
            ("P-47", None),
            ("P-49", None),
            ("P-50", None),
            ("P-01", None),
            ("P-45", None),
            ("P-48", None),
        ];
        for (id, extent) in cases {
            assert_eq!(stands(id), extent, "{id}");
        }
        for caveat in CLAUSES.iter().filter_map(|clause| clause.caveat) {
            assert!(caveat.words.ends_with('.') && !caveat.words.contains("  "), "{}", caveat.words);
        }
    }
}
