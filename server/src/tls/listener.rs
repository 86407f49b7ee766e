//! A listener that ends TLS itself.

use super::Suites;
use crate::{Error, Result, settings::TlsSettings};
use axum::serve::Listener;
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use std::{fmt, io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::mpsc,
    time::{sleep, timeout},
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

/// How long a caller may take for the handshake.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// How many callers may wait for the server with their handshake done.
const WAITING: usize = 64;

/// Takes connections and finishes their handshakes beside one another, so that a slow caller holds up nobody.
pub struct TlsListener {
    address: SocketAddr,
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
}

impl fmt::Debug for TlsListener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TlsListener").field("address", &self.address).finish_non_exhaustive()
    }
}

impl TlsListener {
    /// Ends TLS on `listener`.
    pub fn new(listener: TcpListener, config: ServerConfig) -> Result<Self> {
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let address = listener.local_addr()?;
        let (send, ready) = mpsc::channel(WAITING);
        tokio::spawn(accept_all(listener, acceptor, send));
        Ok(Self { address, ready })
    }
}

/// Reads the certificate of the settings and its key: TLS 1.2 and later, AES-256 suites only.
pub fn server_config(settings: &TlsSettings) -> Result<ServerConfig> {
    let unusable = |name: &str, why: &dyn fmt::Display| Error::invalid(format!("REALTOROS_{name}: {why}"));
    let chain: Vec<_> = CertificateDer::pem_file_iter(&settings.certificate)
        .and_then(Iterator::collect)
        .map_err(|error| unusable("TLS_CERT", &error))?;
    let key = PrivateKeyDer::from_pem_file(&settings.key).map_err(|error| unusable("TLS_KEY", &error))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(Suites::Aes256.provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable("TLS_CERT", &error))?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|error| unusable("TLS_KEY", &error))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

async fn accept_all(
    listener: TcpListener,
    acceptor: TlsAcceptor,
    ready: mpsc::Sender<(TlsStream<TcpStream>, SocketAddr)>,
) {
    while !ready.is_closed() {
        let (stream, address) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                // Such as too many open files: it passes.
                tracing::error!(%error, "a connection could not be taken");
                sleep(Duration::from_secs(1)).await;
                continue;
            }
        };
        let (acceptor, ready) = (acceptor.clone(), ready.clone());
        tokio::spawn(async move {
            // Who does not finish, or offers no suite of ours, is dropped without a word.
            if let Ok(Ok(stream)) = timeout(HANDSHAKE, acceptor.accept(stream)).await {
                let _ = ready.send((stream, address)).await;
            }
        });
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(accepted) => accepted,
            // The task above ends only with this listener.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}
