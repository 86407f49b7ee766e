//! Messages as leads write them, read on Wednesday 2027-02-10.

use super::*;
