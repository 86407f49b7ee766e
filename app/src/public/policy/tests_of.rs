//! The automated tests that this build has.

/// A test that proves a clause. The build reads them from the sources (`build.rs`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClauseTest {
    /// The clause, such as `P-01`.
    pub clause: &'static str,
    /// The test's name.
    pub name: &'static str,
    /// The file that it is in.
    pub file: &'static str,
}
