//! Why the vault refused.

use realtoros_domain::ids::KeyId;

/// Why the vault refused. Never carries data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The bytes are not what was sealed in this place with this key.
    #[error("sealed data does not open: it was changed, moved, or sealed under another key")]
    DoesNotOpen,
    /// The same, where it is known of which table and under which key: in `data_key` it is the key itself that is damaged.
    #[error(
        "sealed data in the table {table} does not open (key {key}): it was changed, moved, or sealed under another key"
    )]
    DoesNotOpenIn {
        /// The table.
        table: &'static str,
        /// The key in `data_key`.
        key: KeyId,
    },
    /// The bytes are not in the sealed format at all.
    #[error("not sealed data")]
    NotSealed,
    /// The key is gone: what it sealed is erased.
    #[error("the key has been destroyed")]
    KeyDestroyed,
    /// The key has sealed as often as one key may (rules B4.1).
    #[error(
        "the key has been used 2,147,483,648 times and seals nothing more: rotate it (`realtoros keys rotate`)"
    )]
    KeyUsedUp,
    /// The master key is not the one that this database was set up with.
    #[error("the master key is not the one that this database was made with")]
    WrongMasterKey,
    /// The master key is a version that is no longer in use.
    #[error(
        "the master key given is version {given}, but this database is sealed under version {needed}: give the newer one"
    )]
    OldMasterKey {
        /// The newest that was given.
        given: i32,
        /// The one that is in use.
        needed: i32,
    },
    /// The master key lacks a version that something is still sealed under.
    #[error("the master key lacks version {0}, which this database needs: put it back from the key's backup")]
    MasterKeyLacks(i32),
    /// The opened bytes are not the record that was expected.
    #[error("the sealed record has another shape than this version expects")]
    Shape,
}
