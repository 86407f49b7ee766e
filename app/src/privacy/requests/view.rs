//! What the register shows.

use realtoros_domain::ids::{LeadId, RequestId};
use serde::{Deserialize, Serialize};

/// Both queues.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterView {
    /// Requests of leads, to the realtor.
    pub leads: Vec<RequestView>,
    /// Requests of this account's members, to RealtorOS.
    pub ours: Vec<RequestView>,
    /// Today, where the realtor works: the latest day on which something can have come in.
    pub today: String,
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestView {
    /// Which.
    pub id: RequestId,
    /// What is asked.
    pub kind: String,
    /// Who asks.
    pub who: String,
    /// How it came in.
    pub via: String,
    /// Where it stands.
    pub state: String,
    /// The tone of the state.
    pub tone: String,
    /// Whether somebody still has to answer.
    pub open: bool,
    /// Whether it is known who asks.
    pub identity: String,
    /// The day on which it came in.
    pub received: String,
    /// The last day to answer, and how far away that is.
    pub due: String,
    /// The tone of that date.
    pub due_tone: String,
    /// The last day to confirm it, while that has not been done.
    pub confirm: Option<String>,
}

/// A request with everything about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailView {
    /// The request.
    pub request: RequestView,
    /// The lead who asks, where there is one on file.
    pub lead: Option<LeadId>,
    /// Name and day of each date of the law.
    pub dates: Vec<(String, String)>,
    /// Which law's clock runs.
    pub law: String,
    /// Where a code can go.
    pub destinations: Vec<String>,
    /// What was done, oldest first.
    pub lines: Vec<LineView>,
    /// What can be done now.
    pub can: CanView,
}

/// What can be done about a request now.
#[expect(clippy::struct_excessive_bools, reason = "each is a form of its own")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CanView {
    /// Tell the person that it has come in.
    pub confirm: bool,
    /// Ask who it is.
    pub identify: bool,
    /// Put it off.
    pub extend: bool,
    /// Say that it is done.
    pub complete: bool,
    /// Make the copy.
    pub copy: bool,
    /// Erase the lead.
    pub erase: bool,
    /// Say no.
    pub refuse: bool,
}

/// One line of a request's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineView {
    /// What was done.
    pub what: String,
    /// By whom.
    pub who: String,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// The same where the realtor works.
    pub when: String,
    /// The words that belong to it.
    pub words: String,
    /// Where the person wrote or called from.
    pub contact: Option<String>,
}

/// One thing to do about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Tell the person that it has come in.
    Confirm,
    /// Send a code to the destination whose number is in the text.
    SendCode,
    /// Take the code that the person read out.
    EnterCode,
    /// Take longer, for the reason in the text.
    Extend,
    /// Write something down.
    Note,
    /// It is done.
    Complete,
    /// Make the copy.
    Copy,
    /// Erase the lead.
    Erase,
    /// Say no, for the reason in the text.
    Refuse,
}

/// A request that somebody writes down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LogInput {
    /// What is asked: a stored name.
    pub kind: String,
    /// How it came in: a stored name.
    pub via: String,
    /// Which clock runs: a stored name.
    pub law: String,
    /// The day on which it came in.
    pub received: String,
    /// The address or number of the person.
    pub contact: String,
    /// What they said.
    pub text: String,
}
