//! Global Privacy Control: a browser's wish not to be followed.

/// Whether a request with these values of `Sec-GPC` carries the wish: at least one value is exactly `1`; every other
/// value means nothing (GPC specification; P-16). Nothing here is optional analytics, so there is nothing to turn
/// off, and the pages say so.
pub fn is_opt_out<'a>(values: impl IntoIterator<Item = &'a [u8]>) -> bool {
    values.into_iter().any(|value| value == b"1")
}

#[cfg(test)]
mod tests {
    use super::is_opt_out;

    #[test]
    fn p16_only_exactly_one_is_the_wish() {
        let cases: [(&[&[u8]], bool); 9] = [
            (&[], false),
            (&[b"1"], true),
            (&[b"0"], false),
            (&[b"true"], false),
            (&[b" 1"], false),
            (&[b"1, 1"], false),
            (&[b"01"], false),
            (&[b"0", b"1"], true),
            (&[b""], false),
        ];
        for (values, expected) in cases {
            assert_eq!(is_opt_out(values.iter().copied()), expected, "{values:?}");
        }
    }
}
