//! Importing leads from the files of other tools.

pub mod reader;
