//! quiet_hours
