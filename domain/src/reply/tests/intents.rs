//! What the person wants besides.

use super::sms;
use crate::reply::Intent::{
    self, BotQuestion, Complaint, HumanRequest, Question, Schedule, Underage, WrongNumber,
};

#[test]
fn intents_are_found() {
    let cases: &[(&str, &[Intent])] = &[
        ("can we see it Saturday at 2?", &[Schedule]),
        ("Sunday at noon works", &[Schedule]),
        ("we'll stop by around 4", &[Schedule]),
        ("need to reschedule tomorrow's tour", &[Schedule]),
        ("be there in 10", &[Schedule]),
        ("¿podemos verla el viernes?", &[Schedule]),
        ("how old is the roof", &[Question]),
        ("Is the garage detached?", &[Question]),
        ("any idea what the taxes are", &[Question]),
        ("Could you find out if pets are allowed?", &[Question]),
        ("¿cuánto es el HOA?", &[Question]),
        ("Can we tour it Friday? And is there a basement?", &[Schedule, Question]),
        ("wrong number", &[WrongNumber]),
        ("can I talk to a real person please", &[HumanRequest]),
        ("have Dana call me", &[HumanRequest]),
        ("quiero hablar con una persona", &[HumanRequest]),
        ("are you a bot?", &[BotQuestion]),
        ("is this a real person", &[BotQuestion]),
        ("am I talking to a machine", &[BotQuestion]),
        ("this sounds like AI", &[BotQuestion]),
        ("¿es usted un robot?", &[BotQuestion]),
        ("I'm 17, can I rent?", &[Question, Underage]),
        ("I turn 18 in May", &[Underage]),
        ("tengo 16 años", &[Underage]),
        ("I'm only 16", &[Underage]),
        ("I am on page 16", &[]),
        ("I'm 5 ft 10", &[]),
        ("too many texts", &[Complaint]),
        ("the agent never showed up", &[Complaint]),
        ("thanks!", &[]),
        ("my son is 16", &[]),
        ("the roof is 12 years old", &[]),
        ("not interested", &[]),
        ("STOP", &[]),
        ("stop texting me", &[]),
        ("calls after 6 please", &[]),
        ("ok sounds good", &[]),
        ("we want 3 bedrooms", &[]),
        ("we bought a place", &[]),
    ];
    let misses: Vec<_> = cases
        .iter()
        .map(|(t, want)| (t, sms(t).intents, want))
        .filter(|(_, got, want)| got != *want)
        .collect();
    assert!(misses.is_empty(), "{misses:?}");
}
