//! How large a ZIP file becomes when it is unpacked, by its own directory.

/// The sizes in bytes of everything in the archive, and of the largest entry whose name ends with `part`.
/// `None` when the archive has no directory, because its end is missing.
pub(super) fn sizes(zip: &[u8], part: &[u8]) -> Option<(u64, u64)> {
    const ENTRY: &[u8] = b"PK\x01\x02";
    const END: &[u8] = b"PK\x05\x06";
    let tail = zip.len().saturating_sub(66_000);
    let end = tail + zip[tail..].windows(END.len()).rposition(|window| window == END)?;
    let mut at = usize::try_from(u32_at(zip, end + 16)?).ok()?;
    let (mut total, mut largest) = (0, 0);
    while zip.get(at..at + 4) == Some(ENTRY) {
        let size = u64::from(u32_at(zip, at + 24)?);
        let [name, extra, comment] = [28, 30, 32].map(|offset| u16_at(zip, at + offset).map(usize::from));
        let (name, extra, comment) = (name?, extra?, comment?);
        total += size;
        if zip.get(at + 46..at + 46 + name)?.ends_with(part) {
            largest = size.max(largest);
        }
        at += 46 + name + extra + comment;
    }
    Some((total, largest))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}
