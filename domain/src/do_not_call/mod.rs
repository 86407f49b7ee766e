//! Do-not-call registries: which lists there are, how their files are written, how long a copy of one may be used, and
//! what several say together about a number (P-48, 47 CFR 64.1200(c)(2)).

mod download;
mod line;
mod list;
mod mark;

pub use download::{Unusable, check_download, last_good_day};
pub use line::{Line, Number, read_line};
pub use list::{List, NotAList};
pub use mark::{Mark, registry};
