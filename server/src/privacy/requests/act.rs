//! What can be done about a request.

macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $words:literal;)+) => {
        /// One thing that was done about a request.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Act { $($(#[$doc])* $name,)+ }

        impl Act {
            const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name under which it is stored.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// What people read.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)+ }
            }

            /// The act of that name.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|act| act.as_str() == text)
            }
        }
    };
}

acts! {
    /// It came in.
    Received = "received", "Came in";
    /// The person was told that it has come in.
    Confirmed = "confirmed", "Confirmed to the person";
    /// A code went to the address on file.
    CodeSent = "code_sent", "Code sent to the address on file";
    /// The code was right.
    Proven = "proven", "Identity proven";
    /// It could not be shown who asks.
    NotProven = "not_proven", "Identity not proven";
    /// The person was told that it takes longer, and why.
    Extended = "extended", "Extended, with the reason";
    /// The copy that was asked for is being made.
    Approved = "approved", "Approved: the copy is being made";
    /// Somebody wrote something down.
    Noted = "noted", "Note";
    /// The realtor was reminded.
    Reminded = "reminded", "Reminder";
    /// It was done.
    Done = "done", "Done";
    /// It was refused, with the reason.
    Refused = "refused", "Refused, with the reason";
}
