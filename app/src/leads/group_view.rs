//! What the board and the duplicates show.

use realtoros_domain::{Stage, ids::LeadId};
use serde::{Deserialize, Serialize};

/// The board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardView {
    /// A column per stage, in order.
    pub columns: Vec<ColumnView>,
}

/// A column of the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    /// The stage.
    pub stage: Stage,
    /// How many leads are in it.
    pub total: usize,
    /// The first of them.
    pub cards: Vec<CardView>,
}

/// A card of the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardView {
    /// Who it is.
    pub id: LeadId,
    /// The name to show.
    pub name: String,
    /// Source and tags.
    pub note: String,
}

impl BoardView {
    /// Moves a card to the top of another column. Whether it was there to be moved.
    pub fn put(&mut self, id: LeadId, stage: Stage) -> bool {
        let mut taken = None;
        for column in self.columns.iter_mut().filter(|column| column.stage != stage) {
            if let Some(at) = column.cards.iter().position(|card| card.id == id) {
                taken = Some(column.cards.remove(at));
                column.total = column.total.saturating_sub(1);
            }
        }
        let Some((card, column)) = taken.zip(self.columns.iter_mut().find(|column| column.stage == stage))
        else {
            return false;
        };
        column.cards.insert(0, card);
        column.total += 1;
        true
    }
}

/// A group of leads that may be one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupView {
    /// Whether there is no doubt.
    pub certain: bool,
    /// The leads, the oldest first.
    pub leads: Vec<TwinView>,
}

/// One of the leads of a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TwinView {
    /// Who it is.
    pub id: LeadId,
    /// The name to show.
    pub name: String,
    /// What is known: name of the field, value. Every lead of a group has the same fields.
    pub fields: Vec<(String, String)>,
}

/// The duplicates of the account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DuplicatesView {
    /// How many groups there are.
    pub total: usize,
    /// The first of them.
    pub groups: Vec<GroupView>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_moves_to_the_top_of_its_new_column_and_counts_there() {
        let id = |n: u8| format!("018f0000-0000-7000-8000-00000000000{n}").parse::<LeadId>().unwrap();
        let card = |n| CardView { id: id(n), name: String::new(), note: String::new() };
        let column = |stage, cards: Vec<CardView>| ColumnView { stage, total: cards.len(), cards };
        let columns = vec![column(Stage::New, vec![card(1), card(2)]), column(Stage::Active, vec![card(3)])];
        let mut board = BoardView { columns };
        assert!(board.put(id(2), Stage::Active));
        assert_eq!(board.columns[1].cards, [card(2), card(3)]);
        assert_eq!((board.columns[0].total, board.columns[1].total), (1, 2));
        assert!(!board.put(id(2), Stage::Active), "it is there already");
        assert!(!board.put(id(9), Stage::New), "nobody knows it");
    }
}
