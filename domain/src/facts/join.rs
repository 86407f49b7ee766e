//! What two leads want, as the wishes of one, and parted again.

use super::Facts;
use crate::joining::{
    beyond, beyond_map, empty, fill, join, join_map, other_than, take_out, take_out_of_map,
};

/// Runs a macro with all fields of [`Facts`]: those of one value, then the lists.
macro_rules! with_fields {
    ($run:ident) => {
        $run!(
            [budget preapproval_cents monthly_payment_max_cents beds_min beds_max baths_min timeline financing_state
             loan_type sell_before_buy preferred_contact contact_time side]
            [areas areas_excluded property_types must_haves nice_to_haves dealbreakers]
        )
    };
}

impl Facts {
    /// Takes over what `other` says: lists are joined, empty fields are filled, and nothing that is there is lost or
    /// contradicted. Says whether anything came.
    pub fn absorb(&mut self, mut other: Self) -> bool {
        let known = self.clone();
        // Nobody wants more rooms at least than at most, or a place that they refuse.
        let fewest = known.beds_min.or(other.beds_min);
        if fewest.zip(known.beds_max.or(other.beds_max)).is_some_and(|(min, max)| min > max) {
            (other.beds_min, other.beds_max) = (None, None);
        }
        take_out(&mut other.areas, &known.areas_excluded);
        take_out(&mut other.areas_excluded, &known.areas);
        take_out(&mut other.must_haves, &known.dealbreakers);
        take_out(&mut other.nice_to_haves, &known.dealbreakers);
        take_out(&mut other.dealbreakers, &[known.must_haves, known.nice_to_haves].concat());
        macro_rules! absorb {
            ([$($single:ident)+] [$($list:ident)+]) => {
                // Every field, whatever the ones before it said.
                $(fill(&mut self.$single, other.$single))|+ $(| join(&mut self.$list, other.$list))+
            };
        }
        with_fields!(absorb) | join_map(&mut self.pets, other.pets)
    }

    /// What is said here and not in `known`.
    #[must_use]
    pub fn beyond(&self, known: &Self) -> Self {
        macro_rules! beyond_all {
            ([$($single:ident)+] [$($list:ident)+]) => {
                Self {
                    $($single: other_than(&self.$single, &known.$single),)+
                    $($list: beyond(&self.$list, &known.$list),)+
                    pets: beyond_map(&self.pets, &known.pets),
                }
            };
        }
        with_fields!(beyond_all)
    }

    /// Takes out what was `gained`; what has changed since stays. Says whether anything was taken out.
    pub fn give_back(&mut self, gained: &Self) -> bool {
        macro_rules! give_back {
            ([$($single:ident)+] [$($list:ident)+]) => {
                $(empty(&mut self.$single, &gained.$single))|+ $(| take_out(&mut self.$list, &gained.$list))+
            };
        }
        with_fields!(give_back) | take_out_of_map(&mut self.pets, &gained.pets)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{budget::Budget, channel::Channel, facts::Tag};
    use std::collections::BTreeMap;

    fn known() -> Facts {
        Facts {
            beds_min: Some(3),
            areas: vec!["Hyde Park".into()],
            areas_excluded: vec!["Downtown".into()],
            pets: BTreeMap::from([("dog".into(), Some(1))]),
            ..Facts::default()
        }
    }

    #[test]
    fn what_is_missing_comes_and_can_go_again() {
        let other = Facts {
            budget: Some(Budget {
                min_cents: None,
                max_cents: Some(40_000_000),
                per: crate::budget::Per::Purchase,
            }),
            beds_min: Some(4),
            baths_min: Some(2.0),
            areas: vec!["Hyde Park".into(), "Clarksville".into()],
            must_haves: vec![Tag::ALL[0]],
            preferred_contact: Some(Channel::Sms),
            pets: BTreeMap::from([("dog".into(), Some(2)), ("cat".into(), None)]),
            ..Facts::default()
        };
        let mut joined = known();
        assert!(joined.absorb(other.clone()));
        assert_eq!((joined.beds_min, joined.baths_min), (Some(3), Some(2.0)));
        assert_eq!(joined.areas, ["Hyde Park", "Clarksville"]);
        assert_eq!(joined.pets.len(), 2);
        let lost = other.beyond(&joined);
        let pets = BTreeMap::from([("dog".into(), Some(2))]);
        assert_eq!(lost, Facts { beds_min: Some(4), pets, ..Facts::default() }, "two different values");
        assert!(!joined.clone().absorb(other), "nothing comes twice");

        let gained = joined.beyond(&known());
        joined.baths_min = Some(2.5);
        assert!(joined.give_back(&gained));
        assert_eq!(joined, Facts { baths_min: Some(2.5), ..known() }, "what was changed since stays");
        assert!(!joined.give_back(&gained));
    }

    #[test]
    fn what_comes_contradicts_nothing() {
        let other = Facts {
            beds_max: Some(2),
            areas: vec!["Downtown".into()],
            areas_excluded: vec!["Hyde Park".into(), "Airport".into()],
            ..Facts::default()
        };
        let mut joined = known();
        assert!(joined.absorb(other.clone()));
        assert_eq!(joined.beds_max, None);
        assert_eq!((joined.areas.len(), joined.areas_excluded.len()), (1, 2));
        let lost = other.beyond(&joined);
        assert_eq!((lost.beds_max, lost.areas.len(), lost.areas_excluded.len()), (Some(2), 1, 1));
    }
}
