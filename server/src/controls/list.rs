//! Every live control. The list is closed: nothing else may speak for a clause.

use super::{
    Control,
    checks::{
        at_rest, audit_chain, backups, closing, consent_ledger, data_map, egress, expired, key_file,
        keys_open, signed_heads, tls, walls,
    },
};

/// Every live control, by clause.
pub const ALL: &[Control] = &[
    Control {
        clause: "P-01",
        name: "canary-at-rest",
        about: "A made-up word is sealed into the database. Then every byte of every file in the data directory and of \
                the database is searched for it, as text, UTF-16, base64 and hexadecimal.",
        check: |core| Box::pin(at_rest::check(core)),
    },
    Control {
        clause: "P-01",
        name: "key-file",
        about: "The file of the master key can be read by its owner only, and the version in use is younger than two years.",
        check: |core| Box::pin(key_file::check(core)),
    },
    Control {
        clause: "P-01",
        name: "keys-open",
        about: "Every wrapped key is unwrapped as it lies in the database, and every account and lead must have one.",
        check: |core| Box::pin(keys_open::check(core)),
    },
    Control {
        clause: "P-02",
        name: "tls-suites",
        about: "This server is called with AES-128 and ChaCha20 only, which must fail, and with AES-256, which must \
                succeed.",
        check: |core| Box::pin(tls::check(core)),
    },
    Control {
        clause: "P-03",
        name: "data-map",
        about: "The database is asked for all its columns; each must be in the public data map, and none may be missing.",
        check: |core| Box::pin(data_map::check(core)),
    },
    Control {
        clause: "P-15",
        name: "technical-data-expires",
        about: "Sessions, counted sign-in attempts and exports that are past their time must be gone within two hours.",
        check: |core| Box::pin(expired::check(core)),
    },
    Control {
        clause: "P-24",
        name: "egress-list",
        about: "Every host that the clients of this server may talk to must be on the public list of sub-processors, and each client must refuse a stranger.",
        check: |core| Box::pin(egress::check(core)),
    },
    Control {
        clause: "P-35",
        name: "row-security",
        about: "The database itself is asked for rows of another account, without any filter of ours, and must show none.",
        check: |core| Box::pin(walls::row_security(core)),
    },
    Control {
        clause: "P-41",
        name: "consent-ledger",
        about: "Every entry of the consent ledger is opened; its channel, act, level, source and time must be those that were \
                sealed with the evidence.",
        check: |core| Box::pin(consent_ledger::check(core)),
    },
    Control {
        clause: "P-57",
        name: "retention-backlog",
        about: "No closed account may be past its thirty days, no lead past a retention rule of its account, and nothing may \
                be left of accounts that are deleted.",
        check: |core| Box::pin(closing::check(core)),
    },
    Control {
        clause: "P-58",
        name: "oldest-backup",
        about: "No backup of data may be older than ninety days, no backup of keys older than thirty, and none cut off.",
        check: |core| Box::pin(backups::check(core)),
    },
    Control {
        clause: "P-66",
        name: "audit-chain",
        about: "The hashes of every account's history are computed again, from the first entry to the last.",
        check: |core| Box::pin(audit_chain::check(core)),
    },
    Control {
        clause: "P-66",
        name: "audit-locked",
        about: "The server tries to change and to delete an entry of the history; its database role must be refused.",
        check: |core| Box::pin(walls::audit_locked(core)),
    },
    Control {
        clause: "P-66",
        name: "signed-heads",
        about: "The ends of all histories are compared with copies that were signed and are kept outside of the database, in \
                the data directory of this server. Members can download them: only a copy kept elsewhere proves that \
                nobody changed both.",
        check: |core| Box::pin(signed_heads::check(core)),
    },
];
