//! What a lead wants to do.

use serde::{Deserialize, Serialize};

/// What a lead wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DealType {
    /// Buys.
    Buyer,
    /// Sells.
    Seller,
    /// Rents as a tenant.
    Renter,
}

impl DealType {
    /// The deal type that a cell names first; other wordings, such as "Property inquiry", name none.
    pub fn from_cell(cell: &str) -> Option<Self> {
        crate::contact::fold_name(cell).split(' ').find_map(|word| match word {
            "buyer" | "buyers" | "buy" | "buying" | "purchase" => Some(Self::Buyer),
            "seller" | "sellers" | "sell" | "selling" | "listing" => Some(Self::Seller),
            "renter" | "renters" | "rent" | "renting" | "tenant" | "rental" | "lease" => Some(Self::Renter),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::DealType;

    #[test]
    fn the_cell_names_it_or_not() {
        for (cell, expected) in [
            ("Buyer", Some(DealType::Buyer)),
            ("SELLING", Some(DealType::Seller)),
            ("Tenant", Some(DealType::Renter)),
            ("Property inquiry", None),
            ("", None),
        ] {
            assert_eq!(DealType::from_cell(cell), expected, "{cell:?}");
        }
    }
}
