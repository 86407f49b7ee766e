use super::{Suites, TlsListener, accepts, server_config};
use crate::settings::TlsSettings;
use axum::{Router, extract::ConnectInfo, routing::get, serve::ListenerExt};
use rustls::{
    ClientConfig, RootCertStore, ServerConfig,
    crypto::{CryptoProvider, ring},
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject},
};
use std::{net::SocketAddr, path::Path, sync::Arc};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{TlsAcceptor, TlsConnector};

/// A certificate for tests, for `localhost`.
pub fn certificate() -> TlsSettings {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tls/testdata");
    TlsSettings { certificate: folder.join("cert.pem"), key: folder.join("key.pem") }
}

/// A server as `serve` starts it.
pub async fn serve() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let listener = TlsListener::new(listener, server_config(&certificate()).unwrap()).unwrap().tap_io(|_| ());
    let who = async |ConnectInfo(peer): ConnectInfo<SocketAddr>| peer.ip().to_string();
    let app = Router::new().route("/", get(who)).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

/// A server with whatever suites are usual.
pub async fn lax() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let files = certificate();
    let chain = vec![CertificateDer::from_pem_file(files.certificate).unwrap()];
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, PrivateKeyDer::from_pem_file(files.key).unwrap())
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let _ = acceptor.accept(stream).await;
        }
    });
    address
}

#[tokio::test]
async fn p02_the_listener_takes_aes_256_and_nothing_else() {
    let address = serve().await;
    assert!(accepts(address, Suites::Aes256).await.unwrap());
    assert!(!accepts(address, Suites::Others).await.unwrap());
    // The question itself can be answered with yes.
    let lax = lax().await;
    assert!(accepts(lax, Suites::Aes256).await.unwrap() && accepts(lax, Suites::Others).await.unwrap());
}

#[test]
fn p02_the_two_choices_of_suites_share_none_and_leave_none_out() {
    let names = |suites: Suites| -> Vec<_> {
        suites.provider().cipher_suites.iter().map(rustls::SupportedCipherSuite::suite).collect()
    };
    let (ours, others) = (names(Suites::Aes256), names(Suites::Others));
    assert_eq!(ours.len(), 3, "TLS 1.3, and TLS 1.2 for both kinds of keys: {ours:?}");
    assert!(ours.iter().all(|suite| format!("{suite:?}").contains("AES_256_GCM")), "{ours:?}");
    assert_eq!(ours.len() + others.len(), ring::default_provider().cipher_suites.len());
}

#[test]
fn p02_what_this_process_calls_is_offered_aes_256_only() {
    super::install();
    let default = CryptoProvider::get_default().unwrap();
    assert!(!default.cipher_suites.is_empty());
    for suite in &default.cipher_suites {
        assert!(format!("{:?}", suite.suite()).contains("AES_256_GCM"), "{suite:?}");
    }
}

#[tokio::test]
async fn p02_pages_come_over_tls_and_plain_requests_are_dropped() {
    let address = serve().await;
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(certificate().certificate).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let request = b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

    let stream = TcpStream::connect(address).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let mut stream = TlsConnector::from(Arc::new(config)).connect(name, stream).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("127.0.0.1"), "{answer}");

    let mut plain = TcpStream::connect(address).await.unwrap();
    plain.write_all(request).await.unwrap();
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer).await;
    assert!(!String::from_utf8_lossy(&answer).contains("HTTP"), "nothing is said in the clear");
}

#[tokio::test]
async fn a_caller_who_says_nothing_holds_up_nobody() {
    let address = serve().await;
    let _silent = TcpStream::connect(address).await.unwrap();
    assert!(accepts(address, Suites::Aes256).await.unwrap());
}

#[tokio::test]
async fn a_certificate_that_cannot_be_used_is_named() {
    let missing = TlsSettings { certificate: "missing.pem".into(), ..certificate() };
    let error = server_config(&missing).unwrap_err().to_string();
    assert!(error.starts_with("REALTOROS_TLS_CERT: "), "{error}");
    let no_key = TlsSettings { key: certificate().certificate, ..certificate() };
    let error = server_config(&no_key).unwrap_err().to_string();
    assert!(error.starts_with("REALTOROS_TLS_KEY: "), "{error}");
}
