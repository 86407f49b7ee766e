//! The suites of the running listener (P-02).

use crate::{
    Core, Result,
    controls::Outcome,
    tls::{Suites, accepts},
};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use tokio::net::TcpStream;

/// Calls this installation's own listener, if it ends TLS itself.
pub async fn check(core: &Core) -> Result<Outcome> {
    if core.settings.tls.is_none() {
        return Ok(Outcome::not_run(
            "No certificate is configured: TLS ends in front of this server, where it cannot be seen from here.",
        ));
    }
    probe(reachable(core.settings.bind)).await
}

/// What the listener at `address` accepts.
pub(in crate::controls) async fn probe(address: SocketAddr) -> Result<Outcome> {
    if TcpStream::connect(address).await.is_err() {
        return Ok(Outcome::not_run("Nobody listens: the server does not run now."));
    }
    Ok(if accepts(address, Suites::Others).await? {
        Outcome::fail("The listener accepted a caller who offered AES-128 and ChaCha20 only.")
    } else if accepts(address, Suites::Aes256).await? {
        Outcome::Pass
    } else {
        Outcome::fail("The listener refused a caller who offered AES-256.")
    })
}

/// An address that means "every interface" is called on this machine.
fn reachable(bind: SocketAddr) -> SocketAddr {
    let ip = match bind.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, bind.port())
}
