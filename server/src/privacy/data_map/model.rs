//! The words in which the data map speaks.

/// The categories of section 2 of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// 2a.
    Account,
    /// 2b.
    Lead,
    /// 2c.
    Communication,
    /// 2d.
    Technical,
    /// Not personal: ids, states and times by which the software finds its way.
    Operational,
}

impl Category {
    /// The categories of the policy.
    pub const PERSONAL: [Self; 4] = [Self::Account, Self::Lead, Self::Communication, Self::Technical];

    /// The number in the policy.
    pub const fn number(self) -> &'static str {
        match self {
            Self::Account => "2a",
            Self::Lead => "2b",
            Self::Communication => "2c",
            Self::Technical => "2d",
            Self::Operational => "–",
        }
    }

    /// The heading in the policy.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Account => "Account information",
            Self::Lead => "Lead data",
            Self::Communication => "Communication data",
            Self::Technical => "Technical and usage data",
            Self::Operational => "Inner workings",
        }
    }
}

/// What data may be used for: the six uses of section 3 of the policy, and two duties (P-17).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// "Facilitating AI-driven conversations and responses".
    Conversations,
    /// "Generating summaries, insights, and recommendations".
    Insights,
    /// "Automating follow-ups and communications".
    FollowUps,
    /// "Creating personalized newsletters and content".
    Newsletters,
    /// "Scheduling and calendar coordination".
    Scheduling,
    /// "Maintaining system performance and security": running the service.
    Service,
    /// Keeping others out, and showing who did what.
    Security,
    /// Keeping the law: consent, opt-outs, deletion.
    Legal,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 8] = [
        Self::Conversations,
        Self::Insights,
        Self::FollowUps,
        Self::Newsletters,
        Self::Scheduling,
        Self::Service,
        Self::Security,
        Self::Legal,
    ];

    /// The stable name, by which a version of the policy says what it adds.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Conversations => "conversations",
            Self::Insights => "insights",
            Self::FollowUps => "follow_ups",
            Self::Newsletters => "newsletters",
            Self::Scheduling => "scheduling",
            Self::Service => "service",
            Self::Security => "security",
            Self::Legal => "legal",
        }
    }

    /// The reason in plain words.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Conversations => "To hold conversations and draft answers",
            Self::Insights => "To summarize and recommend",
            Self::FollowUps => "To follow up",
            Self::Newsletters => "To make personal newsletters",
            Self::Scheduling => "To plan showings and calls",
            Self::Service => "To run the service",
            Self::Security => "To keep others out and show who did what",
            Self::Legal => "To keep consent, opt-outs and other legal duties",
        }
    }
}

/// Whom a row is about (P-06).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Somebody who signs in.
    User,
    /// A person whom a realtor works with.
    Lead,
    /// Somebody who has only come by.
    Visitor,
    /// Nobody.
    None,
}

/// Which role RealtorOS has for a row (P-07).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// We work for the realtor, whose data it is.
    Processor,
    /// We decide.
    Controller,
}

/// How a column holds its value (P-01).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As it is: ids, states, times, counts.
    Plain,
    /// Encrypted with AES-256-GCM.
    Sealed,
    /// As a keyed hash: it can be compared but not read.
    Hashed,
}

impl Form {
    /// The form in plain words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Plain => "Plain",
            Self::Sealed => "Encrypted",
            Self::Hashed => "Keyed hash",
        }
    }
}

/// How long rows are kept. A column cannot outlive its row, so this belongs to the table (policy section 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Retention {
    /// While the account is active.
    Account,
    /// While the lead is there.
    Lead,
    /// Until the session ends.
    Session,
    /// Minutes.
    Moment,
    /// Until it is fetched, and at most a day.
    Day,
    /// A day.
    Confirmation,
    /// While the account is active, also after the lead is erased.
    OptOut,
    /// As long as this installation runs.
    Installation,
    /// For good: numbers that keep a restored backup from bringing back what was erased.
    Proof,
}

impl Retention {
    /// The term in plain words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Account => "While the account is active; deleted within 30 days after it is closed.",
            Self::Lead => "Until the lead is erased, and never longer than the account.",
            Self::Session => "Until you sign out or the session runs out.",
            Self::Moment => "For minutes, while somebody signs in and attempts are counted.",
            Self::Day => "Until you have fetched it, and never longer than 24 hours.",
            Self::Confirmation => "For a day at most, until the address is confirmed.",
            Self::OptOut => {
                "While the account is active, as a keyed hash without a name, so that a request to stop outlives erasure."
            }
            Self::Installation => "As long as this installation runs; nothing in it is about a person.",
            Self::Proof => {
                "For good, also after the account: numbers only, so that a restored backup cannot bring back what was erased."
            }
        }
    }
}

/// What erasing a person does to the rows about them (P-62).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// The rows go, and the key that sealed them is destroyed.
    DeleteAndDestroyKey,
    /// The rows go.
    Delete,
    /// The rows go, but for the way out of newsletters: it holds numbers and keyed hashes only and works for ever (P-52).
    DeleteButWayOut,
    /// The rows stay: they hold ids and keyed hashes only, and go with the account.
    KeepUntilAccountEnds,
    /// The rows stay, also after the account: they hold numbers only.
    KeepAsProof,
    /// Nothing is to be erased: no person is in it.
    Nothing,
}

impl Erasure {
    /// The action in plain words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::DeleteAndDestroyKey => "Deleted, and its key destroyed",
            Self::Delete => "Deleted",
            Self::DeleteButWayOut => {
                "Deleted, but for the link that ends newsletters, which holds keyed hashes only"
            }
            Self::KeepUntilAccountEnds => "Kept without a name until the account ends",
            Self::KeepAsProof => "Kept as numbers without a name",
            Self::Nothing => "Nothing to erase",
        }
    }
}

/// How the rows of an account are found (P-35).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// By `account_id`.
    AccountId,
    /// The row is the account.
    Itself,
    /// By the member in `member_id`, who belongs to an account.
    Member,
    /// No account has it.
    Installation,
}

/// A table of the database.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name in the database.
    pub name: &'static str,
    /// What it holds, in plain words.
    pub title: &'static str,
    /// Whom its rows are about.
    pub subject: Subject,
    /// Our role for it.
    pub role: Role,
    /// How an account's rows are found.
    pub owner: Owner,
    /// How long rows are kept.
    pub retention: Retention,
    /// What erasing the subject does.
    pub erasure: Erasure,
    /// Its columns.
    pub columns: &'static [Column],
}

impl Table {
    /// The policy's categories that the table holds something of.
    pub fn categories(&self) -> impl Iterator<Item = Category> {
        Category::PERSONAL.into_iter().filter(|wanted| self.columns.iter().any(|c| c.category == *wanted))
    }
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in the database.
    pub name: &'static str,
    /// The policy's category.
    pub category: Category,
    /// What it holds, in plain words.
    pub what: &'static str,
    /// What it may be used for; never empty.
    pub purposes: &'static [Purpose],
    /// How it holds its value.
    pub form: Form,
    /// Whether an export carries it.
    pub exported: bool,
}

/// A column by which the software finds its way: no personal data, not exported.
pub(super) const fn inner(name: &'static str, what: &'static str) -> Column {
    Column {
        name,
        category: Category::Operational,
        what,
        purposes: &[Purpose::Service],
        form: Form::Plain,
        exported: false,
    }
}

/// A plain column about a person: a state, a time or a count.
pub(super) const fn plain(
    name: &'static str,
    category: Category,
    what: &'static str,
    purposes: &'static [Purpose],
) -> Column {
    Column { name, category, what, purposes, form: Form::Plain, exported: true }
}

/// A sealed column.
pub(super) const fn sealed(
    name: &'static str,
    category: Category,
    what: &'static str,
    purposes: &'static [Purpose],
) -> Column {
    Column { name, category, what, purposes, form: Form::Sealed, exported: true }
}

/// A sealed column that would open the account to whoever reads it: an export leaves it out.
pub(super) const fn secret(
    name: &'static str,
    category: Category,
    what: &'static str,
    purposes: &'static [Purpose],
) -> Column {
    Column { name, category, what, purposes, form: Form::Sealed, exported: false }
}

/// A keyed hash of something personal, which an export does not need.
pub(super) const fn hashed(
    name: &'static str,
    category: Category,
    what: &'static str,
    purposes: &'static [Purpose],
) -> Column {
    Column { name, category, what, purposes, form: Form::Hashed, exported: false }
}
