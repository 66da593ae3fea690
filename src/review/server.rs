//! review → a page on the loopback address, and the judgements that come back from it.
//!
//! Other pages in the same browser can reach this address too. So every request must name this host (no rebinding of
//! names), must not come from a foreign origin, and must show the token that only the address on the terminal holds.

use super::Review;
use super::judgement::Judgement;
use crate::error::{Error, Result};
use oxhttp::Server;
use oxhttp::model::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, ORIGIN, REFERRER_POLICY};
use oxhttp::model::header::{X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS};
use oxhttp::model::{Body, Method, Request, Response, StatusCode};
use sha2::{Digest, Sha256};
use std::io::Read;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The largest judgement; a claim is a few hundred bytes.
const MAX_BODY: u64 = 1 << 20;

/// How many connections are served at once; a browser opens six.
const CONNECTIONS: usize = 32;

/// How long a connection may be idle.
const IDLE: Duration = Duration::from_secs(600);

/// Serves a review at a port of the loopback address (0: any that is free) until the program is stopped; `opened` is
/// told the page's address.
///
/// # Errors
/// A port that is taken.
pub fn serve(review: Review, port: u16, opened: impl FnOnce(&str) -> Result<()>) -> Result<()> {
    let port = match port {
        0 => free_port().map_err(Error::other)?,
        port => port,
    };
    let gate = Gate { token: token()?, hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")] };
    let address = format!("http://127.0.0.1:{port}/?token={}", gate.token);
    let review = Mutex::new(review);
    let server = Server::new(move |request| gate.answer(&review, request))
        .bind((Ipv4Addr::LOCALHOST, port))
        .with_global_timeout(IDLE)
        .with_max_concurrent_connections(CONNECTIONS)
        .spawn()
        .map_err(|error| Error::other(format!("127.0.0.1:{port}: {error}")))?;
    opened(&address)?;
    server.join().map_err(Error::other)
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// 128 bits that nobody can guess.
fn token() -> Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Who may come in.
struct Gate {
    token: String,
    /// The names of this host.
    hosts: [String; 2],
}

type Refusal = (StatusCode, String);

impl Gate {
    fn answer(&self, review: &Mutex<Review>, request: &mut Request<Body>) -> Response<Body> {
        let (status, kind, text) = match self.admit(request).and_then(|()| self.route(review, request)) {
            Ok((kind, text)) => (StatusCode::OK, kind, text),
            Err((status, reason)) => (status, "text/plain", reason),
        };
        Response::builder()
            .status(status)
            .header(CONTENT_TYPE, format!("{kind}; charset=utf-8"))
            .header(CACHE_CONTROL, "no-store")
            .header(X_CONTENT_TYPE_OPTIONS, "nosniff")
            .header(X_FRAME_OPTIONS, "DENY")
            .header(CONTENT_SECURITY_POLICY, "frame-ancestors 'none'")
            .header(REFERRER_POLICY, "no-referrer")
            .body(Body::from(text))
            .expect("all headers are constants")
    }

    fn admit(&self, request: &Request<Body>) -> std::result::Result<(), Refusal> {
        let header = |name| request.headers().get(name).map(|value| value.to_str().unwrap_or_default());
        let is_here = |host: &str| self.hosts.iter().any(|here| here == host);
        let refuse = |why: &str| Err((StatusCode::FORBIDDEN, why.to_owned()));
        if !header(HOST.as_str()).is_some_and(is_here) {
            return refuse("this page answers to its own host alone");
        }
        let is_own = |origin: &str| origin.strip_prefix("http://").is_some_and(is_here);
        if header(ORIGIN.as_str()).is_some_and(|origin| !is_own(origin)) {
            return refuse("this page answers to its own origin alone");
        }
        let shown = match *request.method() {
            Method::GET => request.uri().query().and_then(|query| query.strip_prefix("token=")),
            _ => header("x-claimwire-token"),
        };
        // Hashes are compared, so that the time taken tells nothing of the token.
        match shown.is_some_and(|shown| Sha256::digest(shown) == Sha256::digest(&self.token)) {
            true => Ok(()),
            false => refuse("this page needs the token in the address that claimwire printed"),
        }
    }

    /// The type and text of an answer.
    fn route(
        &self,
        review: &Mutex<Review>,
        request: &mut Request<Body>,
    ) -> std::result::Result<(&'static str, String), Refusal> {
        // A judgement that panicked has not been written; the review stands as it was.
        let mut review = review.lock().unwrap_or_else(PoisonError::into_inner);
        let conflict = |error: Error| (StatusCode::CONFLICT, error.to_string());
        let json = |text: Option<String>| Ok(("application/json", text.unwrap_or_else(|| "null".to_owned())));
        match (request.method(), request.uri().path()) {
            (&Method::GET, "/") => Ok(("text/html", review.to_html(&self.token))),
            (&Method::POST, "/judge") => {
                let judgement = body(request)?;
                let file = judgement.file.clone();
                review.judge(judgement).map_err(conflict)?;
                json(review.answer(&file))
            }
            (&Method::POST, "/undo") => {
                let undone = review.undo().map_err(conflict)?;
                json(undone.and_then(|judgement| review.answer_undone(&judgement)))
            }
            _ => Err((StatusCode::NOT_FOUND, "there is nothing here".to_owned())),
        }
    }
}

fn body(request: &mut Request<Body>) -> std::result::Result<Judgement, Refusal> {
    let refuse = |why: String| (StatusCode::BAD_REQUEST, why);
    let mut bytes = Vec::new();
    request.body_mut().take(MAX_BODY + 1).read_to_end(&mut bytes).map_err(|error| refuse(error.to_string()))?;
    if bytes.len() as u64 > MAX_BODY {
        return Err((StatusCode::PAYLOAD_TOO_LARGE, "a judgement is smaller than this".to_owned()));
    }
    serde_json::from_slice(&bytes).map_err(|error| refuse(format!("no judgement: {error}")))
}
