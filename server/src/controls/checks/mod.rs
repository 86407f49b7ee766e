//! One small file per check.

pub mod at_rest;
pub mod audit_chain;
pub mod backups;
pub mod closing;
pub mod consent_ledger;
pub mod data_map;
pub mod egress;
pub mod expired;
pub mod key_file;
pub mod keys_open;
pub mod signed_heads;
pub mod tls;
pub mod walls;
