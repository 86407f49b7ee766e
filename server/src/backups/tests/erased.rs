//! What was erased stays erased when a backup is restored (P-58, T3, rules B4.2).
