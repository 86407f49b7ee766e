//! Work on many rows, beside the requests that others wait for.

use crate::{Error, Result};

/// With fewer rows, handing them over costs more than it gains.
const MANY: usize = 5_000;

/// Does `work` on each of `rows` and keeps their order. Many rows are shared out over the processors, on threads on
/// which nobody waits for an answer. The first error ends it.
pub async fn apart<R, T>(
    rows: Vec<R>,
    work: impl Fn(R) -> Result<T> + Clone + Send + 'static,
) -> Result<Vec<T>>
where
    R: Send + 'static,
    T: Send + 'static,
{
    if rows.len() < MANY {
        return rows.into_iter().map(work).collect();
    }
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = rows.len().div_ceil(processors);
    let total = rows.len();
    let mut rows = rows.into_iter();
    let mut shares = Vec::with_capacity(processors);
    while rows.len() > 0 {
        let (part, work) = (rows.by_ref().take(share).collect::<Vec<R>>(), work.clone());
        shares.push(tokio::task::spawn_blocking(move || {
            part.into_iter().map(work).collect::<Result<Vec<T>>>()
        }));
    }
    let mut done = Vec::with_capacity(total);
    for share in shares {
        done.extend(share.await.map_err(|error| Error::Internal(format!("work on rows: {error}")))??);
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn many_rows_come_back_in_their_order_and_one_error_ends_it() {
        for n in [0, 3, MANY + 7] {
            let doubled = apart((0..n).collect(), |n| Ok(2 * n)).await.unwrap();
            assert!(doubled.into_iter().eq((0..n).map(|n| 2 * n)));
        }
        let failed = apart((0..2 * MANY).collect(), |n| if n == MANY { Err(Error::NotFound) } else { Ok(n) });
        assert!(matches!(failed.await, Err(Error::NotFound)));
    }
}
