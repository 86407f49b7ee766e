//! Why a row is not imported.

use serde::{Deserialize, Serialize};

/// Why a row is not imported (import rule 2). One bad row never stops the others.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, thiserror::Error,
)]
#[serde(rename_all = "snake_case")]
pub enum RejectReason {
    /// Neither a valid e-mail address nor a valid telephone number.
    #[error("no valid e-mail address or telephone number")]
    NoContactPoint,
    /// More cells than the header, or a record that was cut off.
    #[error("the cells do not match the header")]
    MalformedRow,
    /// The header line again.
    #[error("the header line again")]
    RepeatedHeader,
    /// A cell above 65,536 bytes.
    #[error("a cell is larger than 65,536 bytes")]
    CellTooLarge,
    /// A quoted cell without its closing quote.
    #[error("a quotation mark is never closed")]
    UnterminatedQuote,
    /// The person's data was erased; a file does not bring them back (P-62).
    #[error("this person's data was erased")]
    Erased,
}
