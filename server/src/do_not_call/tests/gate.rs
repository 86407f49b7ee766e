//! What marks do at the gate.

use super::{sales, scrub};
use crate::{
    Core, Scope,
    leads::{self, LeadPatch},
    on_both,
    outbound::tests::fixture::{EMAIL, NUMBER, account, give, lead},
    privacy::{self, ContactSetting, Kind},
};
use chrono::TimeDelta;
use realtoros_domain::{
    Channel,
    consent::{Decision, Level, Reason},
};

const CLEAR: &str = "212,5550100\n212,5550101\n";
const LISTED: &str = "212,5550100\n212,5550142\n";

/// An account that has switched calls on.
async fn caller(core: &Core) -> Scope {
    let scope = account(core, "dana@example.com").await;
    let setting = ContactSetting { channel: Channel::Voice, kind: Kind::Automatic, allowed: true };
    privacy::set_contact(core, &scope, setting).await.unwrap();
    scope
}

on_both!(p48_a_check_counts_for_31_days_and_not_on_the_32nd, core, {
    let scope = caller(&core).await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::Express).await;
    let says = async || sales(&core, &scope, lead, Channel::Sms).await;
    assert_eq!(says().await, Decision::Deny(Reason::DncUnchecked));
    // The clock stands on November 24.
    scrub(&core, &scope, "federal", "2026-11-20", CLEAR, &[212]).await;
    assert_eq!(says().await, Decision::Allow);
    core.clock.advance(TimeDelta::days(27));
    assert_eq!(says().await, Decision::Allow, "day 31");
    core.clock.advance(TimeDelta::days(1));
    assert_eq!(says().await, Decision::Deny(Reason::DncStale), "day 32");
});

on_both!(p48_a_listed_number_gets_no_sales_by_text_or_phone_unless_something_exempts_it, core, {
    let scope = caller(&core).await;
    for (n, exempt) in [None, Some(Level::Inquiry), Some(Level::Transaction), Some(Level::ExpressWritten)]
        .into_iter()
        .enumerate()
    {
        let number = format!("+1212555014{n}");
        let lead = lead(&core, &scope, &number, &format!("l{n}@example.com")).await;
        let file = format!("212,555014{n}\n");
        scrub(&core, &scope, "federal", "", &file, &[212]).await;
        for channel in [Channel::Sms, Channel::Voice] {
            give(&core, &scope, lead, channel, Level::Express).await;
            if let Some(level) = exempt {
                give(&core, &scope, lead, channel, level).await;
            }
            // In a call an artificial voice speaks: short of the written agreement it is refused before any list is asked.
            let expected = match (channel, exempt) {
                (Channel::Voice, found) if found != Some(Level::ExpressWritten) => {
                    Decision::Deny(Reason::NoWrittenConsent)
                }
                (_, None) => Decision::Deny(Reason::DncListed),
                (_, Some(_)) => Decision::Allow,
            };
            assert_eq!(sales(&core, &scope, lead, channel).await, expected, "{channel} {exempt:?}");
        }
    }
});

on_both!(p48_a_number_added_or_corrected_after_the_check_was_never_checked, core, {
    let scope = account(&core, "dana@example.com").await;
    let early = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, early, Channel::Sms, Level::Express).await;
    scrub(&core, &scope, "federal", "", CLEAR, &[212]).await;
    let late = lead(&core, &scope, "+12125550177", "ben@example.com").await;
    give(&core, &scope, late, Channel::Sms, Level::Express).await;
    assert_eq!(sales(&core, &scope, early, Channel::Sms).await, Decision::Allow);
    assert_eq!(sales(&core, &scope, late, Channel::Sms).await, Decision::Deny(Reason::DncUnchecked));
    let phones = Some(vec!["+12125550178".into()]);
    leads::patch(&core, &scope, early, LeadPatch { phones, ..LeadPatch::default() }).await.unwrap();
    assert_eq!(sales(&core, &scope, early, Channel::Sms).await, Decision::Deny(Reason::DncUnchecked));
});

on_both!(p48_p35_accounts_do_not_see_each_others_checks, core, {
    let scope = account(&core, "dana@example.com").await;
    let other = account(&core, "lee@example.com").await;
    let mine = lead(&core, &scope, NUMBER, EMAIL).await;
    let theirs = lead(&core, &other, NUMBER, EMAIL).await;
    give(&core, &scope, mine, Channel::Sms, Level::Express).await;
    give(&core, &other, theirs, Channel::Sms, Level::Express).await;
    let id = scrub(&core, &scope, "federal", "", LISTED, &[212]).await;
    assert_eq!(sales(&core, &scope, mine, Channel::Sms).await, Decision::Deny(Reason::DncListed));
    assert_eq!(sales(&core, &other, theirs, Channel::Sms).await, Decision::Deny(Reason::DncUnchecked));
    assert!(matches!(crate::do_not_call::view(&core, &other, id).await, Err(crate::Error::NotFound)));
    let standing = crate::do_not_call::standing(&core, &other).await.unwrap();
    assert!(standing.copies.is_empty() && standing.open.is_empty());
    assert_eq!((standing.numbers, standing.unchecked), (1, 1));
});

on_both!(p48_the_list_of_a_state_adds_to_the_federal_one_and_the_newest_copy_wins, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::Express).await;
    let says = async || sales(&core, &scope, lead, Channel::Sms).await;
    scrub(&core, &scope, "NY", "2026-11-20", CLEAR, &[212]).await;
    assert_eq!(says().await, Decision::Deny(Reason::DncUnchecked), "a state alone is not enough");
    scrub(&core, &scope, "federal", "2026-11-20", CLEAR, &[212]).await;
    assert_eq!(says().await, Decision::Allow);
    scrub(&core, &scope, "NY", "2026-11-22", LISTED, &[212]).await;
    assert_eq!(says().await, Decision::Deny(Reason::DncListed));
    scrub(&core, &scope, "NY", "2026-11-21", CLEAR, &[212]).await;
    assert_eq!(says().await, Decision::Deny(Reason::DncListed), "an older copy takes nothing back");
    scrub(&core, &scope, "NY", "2026-11-23", CLEAR, &[212]).await;
    assert_eq!(says().await, Decision::Allow);
});
