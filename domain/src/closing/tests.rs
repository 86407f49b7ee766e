use super::{BackupKind, DAY_MS, Lifecycle, Lifecycle::*, Refusal, UNDO_MS, days_left};

/// T0 of the tests.
const T0: i64 = 1_000_000;
const HOUR: i64 = 3_600_000;
const DUE: i64 = T0 + UNDO_MS;

fn all() -> [Lifecycle; 5] {
    [Active, Closing(T0), Held(T0), Purging(T0), Purged]
}

#[test]
fn p56_p63_every_transition_from_every_state() {
    use Refusal::{NotActive, NotClosing, NotPurging, TooEarly, TooLate};
    type Row = [Result<Lifecycle, Refusal>; 5];
    let check = |what: &str, step: &dyn Fn(Lifecycle) -> Result<Lifecycle, Refusal>, expected: Row| {
        for (from, expected) in all().into_iter().zip(expected) {
            let name = from.as_str();
            assert_eq!(step(from), expected, "{what} from {name}");
        }
    };
    let e = Err::<Lifecycle, _>;
    check(
        "close",
        &|it| it.close(T0),
        [Ok(Closing(T0)), e(NotActive), e(NotActive), e(NotActive), e(NotActive)],
    );
    check(
        "undo in time",
        &|it| it.undo(T0),
        [e(NotClosing), Ok(Active), e(TooLate), e(TooLate), e(NotClosing)],
    );
    check(
        "undo too late",
        &|it| it.undo(DUE),
        [e(NotClosing), e(TooLate), e(TooLate), e(TooLate), e(NotClosing)],
    );
    check(
        "purge too early",
        &|it| it.begin_purge(DUE - 1, false),
        [e(NotClosing), e(TooEarly), e(TooEarly), Ok(Purging(T0)), e(NotClosing)],
    );
    check(
        "purge when due",
        &|it| it.begin_purge(DUE, false),
        [e(NotClosing), Ok(Purging(T0)), Ok(Purging(T0)), Ok(Purging(T0)), e(NotClosing)],
    );
    check(
        "purge on hold",
        &|it| it.begin_purge(DUE, true),
        [e(NotClosing), Ok(Held(T0)), Ok(Held(T0)), Ok(Purging(T0)), e(NotClosing)],
    );
    check(
        "finish",
        &Lifecycle::finish,
        [e(NotPurging), e(NotPurging), e(NotPurging), Ok(Purged), e(NotPurging)],
    );
}

#[test]
fn p63_undo_works_for_thirty_days_less_a_moment() {
    for (now, works) in [
        (T0, true),
        (T0 + 29 * DAY_MS + 23 * HOUR, true),
        (DUE - 1, true),
        (DUE, false),
        (DUE + 1, false),
        (DUE + 400 * DAY_MS, false),
    ] {
        assert_eq!(Closing(T0).undo(now).is_ok(), works, "{now}");
        assert_eq!(Closing(T0).begin_purge(now, false).is_ok(), !works, "never both, never neither: {now}");
    }
}

#[test]
fn p63_the_days_that_are_left() {
    for (now, left) in [
        (T0, 30),
        (T0 + 1, 30),
        (T0 + DAY_MS, 29),
        (DUE - DAY_MS, 1),
        (DUE - 1, 1),
        (DUE, 0),
        (DUE + DAY_MS, 0),
        (i64::MAX, 0),
    ] {
        assert_eq!(days_left(T0, now), left, "{now}");
    }
}

#[test]
fn p56_a_stored_state_comes_back_and_an_unknown_one_does_nothing() {
    for state in all().into_iter().filter(|state| *state != Purged) {
        let (name, asked) = (state.as_str(), state.asked_at());
        assert_eq!(Lifecycle::from_stored(name, asked), state);
    }
    for (name, asked) in [("paused", None), ("closing", None), ("purging", None), ("held", None), ("", None)]
    {
        let state = Lifecycle::from_stored(name, asked);
        assert!(state.begin_purge(i64::MAX - UNDO_MS - 1, false).is_err(), "{name} is never due");
    }
}

#[test]
fn p58_backups_of_data_live_ninety_days_and_of_keys_thirty() {
    for (kind, days) in [(BackupKind::Data, 90), (BackupKind::Keys, 30)] {
        assert!(!kind.is_over(T0, T0 + days * DAY_MS));
        assert!(kind.is_over(T0, T0 + days * DAY_MS + 1_000));
        assert!(!kind.is_over(T0, T0 - HOUR), "a clock that goes back deletes nothing");
    }
}
