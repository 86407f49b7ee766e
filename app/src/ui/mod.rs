//! Leaf components without domain words. Their looks are in `style/`.

mod empty;
mod field;
mod flash;
mod page_head;
mod successes;
mod waiting;

pub use empty::Empty;
pub use field::{Field, Select};
pub use flash::Outcome;
pub use page_head::PageHead;
pub use successes::successes;
pub use waiting::{Waiting, loaded};
