//! The suites that this installation speaks, and asking a listener which it speaks.

use rustls::{
    ClientConfig, DigitallySignedStruct, SignatureScheme, SupportedCipherSuite,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime},
};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{net::TcpStream, time::timeout};
use tokio_rustls::TlsConnector;

/// How long a handshake may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A choice of cipher suites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suites {
    /// AES-256-GCM, of TLS 1.3 and 1.2: what the policy promises.
    Aes256,
    /// What is usual beside it: AES-128 and `ChaCha20`.
    Others,
}

impl Suites {
    /// The cryptography of this process with these suites only.
    pub fn provider(self) -> CryptoProvider {
        let mut provider = ring::default_provider();
        provider.cipher_suites.retain(|suite| is_aes_256(suite) == (self == Self::Aes256));
        provider
    }
}

fn is_aes_256(suite: &SupportedCipherSuite) -> bool {
    suite.suite().as_str().is_some_and(|name| name.contains("AES_256"))
}

/// Makes AES-256 the only choice for every connection of this process, coming and going: requests to providers, mail,
/// the database. Call it before anything may need TLS.
pub fn install() {
    // Somebody else was first only in tests.
    let _ = Suites::Aes256.provider().install_default();
}

/// Whether the listener at `address` completes a handshake in which only `suites` are offered. Nothing is sent.
pub async fn accepts(address: SocketAddr, suites: Suites) -> std::io::Result<bool> {
    let provider = Arc::new(suites.provider());
    let config = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(std::io::Error::other)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(AnyCertificate(provider)))
        .with_no_client_auth();
    let stream = timeout(PATIENCE, TcpStream::connect(address)).await??;
    let name = ServerName::from(address.ip());
    let handshake = TlsConnector::from(Arc::new(config)).connect(name, stream);
    Ok(timeout(PATIENCE, handshake).await?.is_ok())
}

/// Takes every certificate: this asks about suites, not about trust, and carries no data.
#[derive(Debug)]
struct AnyCertificate(Arc<CryptoProvider>);

impl ServerCertVerifier for AnyCertificate {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
