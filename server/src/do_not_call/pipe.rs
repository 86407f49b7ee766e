//! A file that arrives in parts, as something that can be read.

use std::io::{self, Read};
use tokio::sync::mpsc;

/// What is said when the sender stops before the end.
pub(super) const BROKEN: io::ErrorKind = io::ErrorKind::UnexpectedEof;

/// What travels through the pipe.
pub(super) enum Part {
    /// Some bytes of the file.
    Bytes(Vec<u8>),
    /// The file has ended. Without it the connection broke, and half a list would pass for a whole one.
    End,
}

/// The reading end. It blocks, so it belongs on a thread of its own.
pub(super) struct Pipe {
    parts: mpsc::Receiver<Part>,
    part: Vec<u8>,
    at: usize,
    ended: bool,
}

impl Pipe {
    pub(super) const fn new(parts: mpsc::Receiver<Part>) -> Self {
        Self { parts, part: Vec::new(), at: 0, ended: false }
    }
}

impl Read for Pipe {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at >= self.part.len() {
            if self.ended {
                return Ok(0);
            }
            self.at = 0;
            match self.parts.blocking_recv() {
                Some(Part::Bytes(part)) => self.part = part,
                Some(Part::End) => {
                    self.ended = true;
                    self.part = Vec::new();
                }
                None => return Err(BROKEN.into()),
            }
        }
        let rest = &self.part[self.at..];
        let n = rest.len().min(into.len());
        into[..n].copy_from_slice(&rest[..n]);
        self.at += n;
        Ok(n)
    }
}
