//! The newsletter that is being edited.

use super::api::save_newsletter;
use crate::AppError;
use leptos::prelude::*;
use realtoros_domain::{
    ids::NewsletterId,
    newsletter::{Audience, Block, Content},
};
use std::time::Duration;

/// One block in the editor. The key stays with it when it moves.
#[derive(Clone, Copy, PartialEq)]
pub struct Item {
    pub key: u32,
    pub block: RwSignal<Block>,
}

/// For how long typing has to rest until the preview follows.
const REST: Duration = Duration::from_millis(300);

/// The newsletter that is being edited. Every change is stored at once, typed words when their field is left.
#[derive(Clone, Copy)]
pub struct Draft {
    pub subject: RwSignal<String>,
    pub intro: RwSignal<bool>,
    pub audience: RwSignal<Audience>,
    pub items: RwSignal<Vec<Item>>,
    /// What the preview shows: what stands in the editor, stored or not.
    pub shown: RwSignal<Content>,
    /// Grows with every change that was stored.
    pub stored: RwSignal<u32>,
    pub save: Action<Content, Result<(), AppError>>,
    next_key: RwSignal<u32>,
    keystrokes: StoredValue<u32>,
}

impl Draft {
    pub fn new(id: NewsletterId, content: Content) -> Self {
        let (stored, shown) = (RwSignal::new(0), RwSignal::new(content.clone()));
        let items: Vec<Item> =
            (0..).zip(content.blocks).map(|(key, block)| Item { key, block: RwSignal::new(block) }).collect();
        let next_key = RwSignal::new(u32::try_from(items.len()).unwrap_or_default());
        let save = Action::new(move |content: &Content| {
            let content = content.clone();
            async move {
                let outcome = save_newsletter(id, content).await;
                stored.update(|n| *n += 1);
                outcome
            }
        });
        Self {
            subject: RwSignal::new(content.subject),
            intro: RwSignal::new(content.intro),
            audience: RwSignal::new(content.audience),
            items: RwSignal::new(items),
            shown,
            stored,
            save,
            next_key,
            keystrokes: StoredValue::new(0),
        }
    }

    /// What stands in the editor.
    fn content(self) -> Content {
        let blocks =
            self.items.with_untracked(|items| items.iter().map(|item| item.block.get_untracked()).collect());
        Content {
            subject: self.subject.get_untracked(),
            blocks,
            intro: self.intro.get_untracked(),
            audience: self.audience.get_untracked(),
        }
    }

    /// Stores what stands in the editor.
    pub fn store(self) {
        let content = self.content();
        self.shown.set(content.clone());
        self.save.dispatch(content);
    }

    /// Somebody is typing: the preview follows once they rest. Of the timers that wait only the newest acts.
    pub fn typed(self) {
        self.keystrokes.update_value(|n| *n += 1);
        let mine = self.keystrokes.get_value();
        let show = move || {
            if self.keystrokes.try_get_value() == Some(mine) {
                self.shown.set(self.content());
            }
        };
        set_timeout(show, REST);
    }

    /// Adds a block at the end.
    pub fn add(self, block: Block) {
        let key = self.next_key.get_untracked();
        self.next_key.set(key + 1);
        self.items.update(|items| items.push(Item { key, block: RwSignal::new(block) }));
        self.store();
    }

    /// Removes a block.
    pub fn remove(self, key: u32) {
        self.items.update(|items| items.retain(|item| item.key != key));
        self.store();
    }

    /// Moves a block one place up or down.
    pub fn shift(self, key: u32, up: bool) {
        self.items.update(|items| shift(items, key, up));
        self.store();
    }

    /// Changes the words of a block, which are stored when their field is left.
    pub fn edit(self, item: Item, change: impl FnOnce(&mut Block)) {
        item.block.update(change);
        self.typed();
    }

    /// Changes a block.
    pub fn change(self, item: Item, change: impl FnOnce(&mut Block)) {
        item.block.update(change);
        self.store();
    }
}

fn shift(items: &mut [Item], key: u32, up: bool) {
    let Some(at) = items.iter().position(|item| item.key == key) else { return };
    let other = if up { at.checked_sub(1) } else { Some(at + 1) };
    if let Some(other) = other.filter(|other| *other < items.len()) {
        items.swap(at, other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_move_within_the_list() {
        let owner = Owner::new();
        owner.set();
        let item = |key| Item { key, block: RwSignal::new(Block::Divider) };
        let mut items = vec![item(0), item(1), item(2)];
        for (key, up, expected) in [
            (0, true, [0, 1, 2]),
            (0, false, [1, 0, 2]),
            (2, false, [1, 0, 2]),
            (2, true, [1, 2, 0]),
            (9, true, [1, 2, 0]),
        ] {
            shift(&mut items, key, up);
            assert_eq!(items.iter().map(|item| item.key).collect::<Vec<_>>(), expected);
        }
    }
}
