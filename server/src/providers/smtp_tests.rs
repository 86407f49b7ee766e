//! Connections that the mail server closes between two mails.

use super::{MailOut, Mailer, SendError, smtp::Smtp};
use crate::settings::Settings;
use realtoros_domain::ids::MessageId;
use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};
use uuid::Uuid;

/// What the stand-in does once a connection has carried a mail.
#[derive(Clone, Copy)]
enum Afterwards {
    /// It says 421 at once and closes.
    SaysGoodbye,
    /// It closes without a word.
    HangsUp,
    /// It takes the next mail's words and answers 421 to the final dot.
    BreaksOffAfterTheDot,
}

/// A mail server that counts the mails it took and the final dots it saw.
#[derive(Clone, Default)]
struct Counts {
    taken: Arc<AtomicUsize>,
    dots: Arc<AtomicUsize>,
}

async fn stand_in(afterwards: Afterwards) -> (u16, Counts) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (port, counts) = (listener.local_addr().unwrap().port(), Counts::default());
    let seen = counts.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, afterwards, seen.clone()));
        }
    });
    (port, counts)
}

/// One connection; ends when either side has nothing more to say.
async fn talk(stream: TcpStream, afterwards: Afterwards, seen: Counts) -> Option<()> {
    const GOODBYE: &[u8] = b"421 4.4.2 idle for too long, closing\r\n";
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let (mut is_text, mut mails) = (false, 0);
    write.write_all(b"220 stand-in\r\n").await.ok()?;
    while let Some(line) = lines.next_line().await.ok()? {
        if is_text && line != "." {
            continue;
        }
        let answer: &[u8] = match line.split([' ', ':']).next().unwrap_or_default() {
            "." => {
                is_text = false;
                seen.dots.fetch_add(1, Ordering::SeqCst);
                if mails > 0 {
                    return write.write_all(GOODBYE).await.ok();
                }
                mails += 1;
                seen.taken.fetch_add(1, Ordering::SeqCst);
                b"250 taken\r\n"
            }
            "DATA" => {
                is_text = true;
                b"354 go on\r\n"
            }
            _ => b"250 stand-in\r\n",
        };
        write.write_all(answer).await.ok()?;
        match afterwards {
            Afterwards::SaysGoodbye if mails > 0 => return write.write_all(GOODBYE).await.ok(),
            Afterwards::HangsUp if mails > 0 => return Some(()),
            _ => {}
        }
    }
    Some(())
}

fn mail() -> MailOut {
    MailOut {
        message: MessageId(Uuid::nil()),
        from_name: "Dana Whitfield".into(),
        reply_to: None,
        to: "rosa@example.com".into(),
        subject: "Saturday".into(),
        text: "The porch faces east.".into(),
        html: None,
        headers: Vec::new(),
        at: 1_795_392_000_000,
    }
}

fn client(port: u16) -> Smtp {
    crate::tls::install();
    let url = format!("smtp://127.0.0.1:{port}?from=m@example.com");
    let settings = HashMap::from([("REALTOROS_SMTP_URL".to_owned(), url.clone())]);
    Smtp::new(&url.into(), &Settings::read(&settings).unwrap()).unwrap()
}

#[tokio::test]
async fn mail_after_an_idle_time_takes_a_new_connection_when_the_server_closed_the_old_one() {
    for afterwards in [Afterwards::SaysGoodbye, Afterwards::HangsUp] {
        let (port, counts) = stand_in(afterwards).await;
        let smtp = client(port);
        for _ in 0..3 {
            smtp.send(&mail()).await.unwrap();
        }
        assert_eq!(counts.taken.load(Ordering::SeqCst), 3);
    }
}

#[tokio::test]
async fn mail_that_several_closed_connections_wait_for_goes_out_at_once() {
    let (port, counts) = stand_in(Afterwards::SaysGoodbye).await;
    let (smtp, mail) = (client(port), mail());
    let sent = futures::future::join_all((0..8).map(|_| smtp.send(&mail))).await;
    assert!(sent.iter().all(Result::is_ok));
    smtp.send(&mail).await.unwrap();
    assert_eq!(counts.taken.load(Ordering::SeqCst), 9);
}

#[tokio::test]
async fn mail_is_not_handed_over_a_second_time_after_its_final_dot() {
    let (port, counts) = stand_in(Afterwards::BreaksOffAfterTheDot).await;
    let smtp = client(port);
    smtp.send(&mail()).await.unwrap();
    assert!(matches!(smtp.send(&mail()).await, Err(SendError::Retry(_))));
    assert_eq!(counts.dots.load(Ordering::SeqCst), 2);
}
