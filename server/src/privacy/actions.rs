//! Words for every action that the record of an account holds.

/// Action and the rest of a sentence that begins with who acted. Actions of earlier versions stay: their entries do too.
const WORDS: &[(&str, &str)] = &[
    ("account.ai", "turned AI off"),
    ("account.closing", "began to close the account"),
    ("account.created", "opened the account"),
    ("account.opened", "opened the account"),
    ("account.reopened", "kept the account after all"),
    ("account.signed_up", "opened the account"),
    ("account.updated", "changed the business profile"),
    ("aggregates.choice", "decided whether the account is counted in statistics"),
    ("assistant.drafted", "let the assistant draft a reply"),
    ("assistant.read", "let the assistant read messages for facts"),
    ("assistant.summarised", "looked at a summary"),
    ("call.received", "noted an incoming call"),
    ("call.updated", "noted how a call went"),
    ("channels.updated", "changed how leads are reached"),
    ("connection.ended", "ended a connection to a calendar or mailbox"),
    ("connection.made", "connected a calendar or mailbox"),
    ("connection.revoked", "told the provider that a connection is over"),
    ("consent.imported", "imported the consent ledger of an export"),
    ("consent.recorded", "recorded consent"),
    ("dnc.discarded", "threw a do-not-call list away"),
    ("dnc.expired", "deleted a do-not-call list that nobody looked at"),
    ("dnc.scrubbed", "compared numbers with a do-not-call list"),
    ("dnc.started", "let a do-not-call list count"),
    ("dnc.uploaded", "uploaded a do-not-call list"),
    ("draft.approved", "approved a draft"),
    ("draft.outdated", "dropped a draft that a correction made outdated"),
    ("draft.written", "wrote a draft"),
    ("erasure.backups_expired", "noted that the last backup with an erased lead has expired"),
    ("erasure.copies", "asked the provider to redact texts"),
    ("erasure.lifted", "heard again from somebody who was erased"),
    ("erasure.restored", "wrote a certificate of erasure again from the ledger of deletions"),
    ("erasure.untold", "could not tell somebody that their data was erased"),
    ("export.canceled", "threw an export away"),
    ("export.downloaded", "fetched an export"),
    ("export.expired", "deleted an export that nobody fetched in time"),
    ("export.made", "put an export together"),
    ("export.requested", "asked for an export"),
    ("export.written", "wrote an export to a file for the operator"),
    ("history.imported", "imported messages, calls and notes"),
    ("hold.placed", "placed a legal hold"),
    ("hold.released", "lifted a legal hold"),
    ("identity.code_sent", "sent a code to prove who asks"),
    ("identity.linked", "connected another way to sign in"),
    ("identity.proven", "proved by a code who they are"),
    ("identity.unlinked", "removed a way to sign in"),
    ("identity.wrong_code", "typed a wrong code"),
    ("import.canceled", "stopped an import"),
    ("import.discarded", "threw an uploaded file away"),
    ("import.done", "finished an import"),
    ("import.expired", "deleted an uploaded file that was never imported"),
    ("import.read", "looked at an import"),
    ("import.rejected_read", "fetched the rejected rows of an import"),
    ("import.started", "started an import"),
    ("import.undo", "asked to undo an import"),
    ("import.undone", "undid an import"),
    ("import.uploaded", "uploaded a file to import"),
    ("inbox.read", "looked at the inbox"),
    ("key.destroyed", "destroyed an old encryption key"),
    ("key.rotated", "finished changing the encryption key"),
    ("key.rotation_started", "began to change the encryption key"),
    ("lead.created", "added a lead"),
    ("lead.erased", "erased a lead"),
    ("lead.kept", "kept a lead whom a retention rule would have erased"),
    ("lead.listed", "looked at the list of leads"),
    ("lead.merged", "merged two leads"),
    ("lead.read", "opened a lead"),
    ("lead.removed", "removed a lead with the import that brought it"),
    ("lead.reported", "read the report on a lead"),
    ("lead.unmerged", "took two merged leads apart"),
    ("lead.updated", "changed a lead"),
    ("link.renewed", "sent a lead a new link"),
    ("link.revoked", "ended a lead's links"),
    ("listing.created", "added a listing"),
    ("listing.imported", "imported listings"),
    ("listing.updated", "changed a listing"),
    ("member.password_changed", "changed the password"),
    ("member.password_reset", "set a new password by mail"),
    ("member.signed_in", "signed in"),
    ("member.signed_out", "signed out"),
    ("message.canceled", "canceled a message"),
    ("message.decided", "decided when a message may go out"),
    ("message.handed_over", "handed a message to the provider"),
    ("message.read", "read a conversation"),
    ("message.received", "received a message"),
    ("message.reconciled", "asked the provider what became of a message"),
    ("message.resent", "sent a message again"),
    ("message.status", "heard from the provider what became of a message"),
    ("message.submitted", "wrote a message"),
    ("minor.dismissed", "said that a lead is no minor"),
    ("newsletter.approved", "approved a newsletter"),
    ("newsletter.canceled", "stopped a newsletter"),
    ("newsletter.created", "began a newsletter"),
    ("newsletter.denied", "was not allowed to send a newsletter"),
    ("newsletter.discarded", "removed a draft of a newsletter"),
    ("newsletter.reopened", "opened a newsletter for changes again"),
    ("newsletter.sending", "began to send a newsletter"),
    ("newsletter.sent", "finished sending a newsletter"),
    ("note.added", "added a note"),
    ("objection.recorded", "recorded an objection to marketing"),
    ("passkey.added", "added a passkey"),
    ("passkey.removed", "removed a passkey"),
    ("policy.accepted", "accepted the privacy policy"),
    ("privacy.access", "looked at their own data"),
    ("privacy.contact", "changed a consent setting"),
    ("privacy.retention", "changed how long leads are kept"),
    ("processor.allowed", "allowed a sub-processor again"),
    ("processor.objected", "objected to a sub-processor"),
    ("receipt.made", "made a receipt of consent"),
    ("reply.suspected", "put a reply aside that may mean stop"),
    ("request.approved", "approved a copy for a lead"),
    ("request.done", "finished a privacy request"),
    ("request.extended", "took more time for a privacy request"),
    ("request.listed", "looked at the list of privacy requests"),
    ("request.read", "opened a privacy request"),
    ("request.received", "received a privacy request"),
    ("request.refused", "refused a privacy request"),
    ("review.decided", "decided what an unclear reply means"),
    ("second_step.new_codes", "made new recovery codes"),
    ("second_step.off", "turned two-step sign-in off"),
    ("second_step.on", "turned two-step sign-in on"),
    ("second_step.stopped", "stopped somebody after too many wrong codes"),
    ("second_step.used_recovery", "signed in or proved who they are with a recovery code"),
    ("suggestion.accepted", "accepted a suggested fact"),
    ("suggestion.outdated", "dropped a suggestion that a correction made outdated"),
    ("suggestion.rejected", "rejected a suggested fact"),
    ("suppression.added", "closed an address or number to messages"),
    ("suppression.lifted", "opened an address or number to messages again"),
    ("timeline.read", "read a conversation"),
    ("token.created", "made an API token"),
    ("token.revoked", "revoked an API token"),
    ("transfer.kept_out", "kept the account out of a transfer"),
    ("transfer.takes_part", "let the account take part in a transfer"),
];

/// The words for an action.
pub(super) fn words(action: &str) -> Option<&'static str> {
    WORDS.iter().find(|(known, _)| *known == action).map(|(_, words)| *words)
}

#[cfg(test)]
mod tests {
    use super::{WORDS, words};
    use std::{collections::BTreeSet, fs, path::Path};

    /// What a literal with a dot ends in when it is the name of a file.
    const FILES: &[&str] = &["bin", "csv", "db", "ics", "json", "jsonl", "key", "pem", "txt", "vcf", "zip"];

    fn collect(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if name != "tests" {
                    collect(&path, found);
                }
            } else if name.strip_suffix(".rs").is_some_and(|name| name != "actions" && name != "tests") {
                literals(&fs::read_to_string(&path).unwrap(), found);
            }
        }
    }

    /// Everything in quotation marks that looks like an action: what is given to `Entry::new`, and what begins like a
    /// known one.
    fn literals(source: &str, found: &mut BTreeSet<String>) {
        let is_word = |word: &str| {
            !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
        };
        let mut before = "";
        for piece in source.split('"') {
            if let Some((head, tail)) = piece.split_once('.')
                && is_word(head)
                && is_word(tail)
                && !FILES.contains(&tail)
                && (before.ends_with("audit::Entry::new(")
                    || before.ends_with(" Entry::new(")
                    || before.ends_with("(Entry::new(")
                    || WORDS.iter().any(|(known, _)| known.split('.').next() == Some(head)))
            {
                found.insert(piece.to_owned());
            }
            before = piece;
        }
    }

    #[test]
    fn every_action_that_is_recorded_has_words() {
        let mut found = BTreeSet::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        collect(&root.join("src"), &mut found);
        collect(&root.join("../app/src"), &mut found);
        assert!(found.len() > 80, "{found:?}");
        let silent: Vec<_> = found.iter().filter(|action| words(action).is_none()).collect();
        assert!(silent.is_empty(), "{silent:?}");
    }

    #[test]
    fn words_are_given_once_and_in_order() {
        assert!(WORDS.is_sorted_by(|(a, _), (b, _)| a < b));
    }
}
