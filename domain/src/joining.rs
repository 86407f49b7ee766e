//! How the values of two records become one, and are parted again.
//!
//! [`fill`] and [`join`] take over what is missing, [`other_than`] and [`beyond`] say what of a value another record has
//! not, and [`empty`] and [`take_out`] take exactly that away again.

use std::collections::BTreeMap;

/// Fills an empty field; says whether it did.
pub fn fill<T: Default + PartialEq>(field: &mut T, value: T) -> bool {
    let fills = *field == T::default() && value != T::default();
    if fills {
        *field = value;
    }
    fills
}

/// Adds what is not there yet; says whether anything was.
pub fn join<T: PartialEq>(list: &mut Vec<T>, more: Vec<T>) -> bool {
    let before = list.len();
    for item in more {
        if !list.contains(&item) {
            list.push(item);
        }
    }
    list.len() > before
}

/// Adds entries with a new key; says whether there were any.
pub fn join_map<K: Ord, V>(map: &mut BTreeMap<K, V>, more: BTreeMap<K, V>) -> bool {
    let before = map.len();
    for (key, value) in more {
        map.entry(key).or_insert(value);
    }
    map.len() > before
}

/// The value, where it is another one than `known`; otherwise an empty one.
pub fn other_than<T: Clone + Default + PartialEq>(value: &T, known: &T) -> T {
    if value == known { T::default() } else { value.clone() }
}

/// Those of `values` that `known` has not.
pub fn beyond<T: Clone + PartialEq>(values: &[T], known: &[T]) -> Vec<T> {
    values.iter().filter(|value| !known.contains(value)).cloned().collect()
}

/// Those entries of `values` that `known` has not.
pub fn beyond_map<K: Clone + Ord, V: Clone + PartialEq>(
    values: &BTreeMap<K, V>,
    known: &BTreeMap<K, V>,
) -> BTreeMap<K, V> {
    let is_new = |(key, value): &(&K, &V)| known.get(key) != Some(value);
    values.iter().filter(is_new).map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// Empties the field, if it still holds `value`; says whether there was anything to empty.
pub fn empty<T: Default + PartialEq>(field: &mut T, value: &T) -> bool {
    let empties = field == value && *value != T::default();
    if empties {
        *field = T::default();
    }
    empties
}

/// Takes `values` out of the list; says whether any was in it.
pub fn take_out<T: PartialEq>(list: &mut Vec<T>, values: &[T]) -> bool {
    let before = list.len();
    list.retain(|value| !values.contains(value));
    list.len() < before
}

/// Takes entries out of the map that are still the same; says whether there were any.
pub fn take_out_of_map<K: Ord, V: PartialEq>(map: &mut BTreeMap<K, V>, values: &BTreeMap<K, V>) -> bool {
    let before = map.len();
    map.retain(|key, value| values.get(key) != Some(value));
    map.len() < before
}
