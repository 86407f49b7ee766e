//! Facts in a message: what a lead says they want.

pub(crate) mod text;
