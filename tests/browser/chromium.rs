//! Chromium without a window, driven over a pipe by the DevTools protocol:
//! <https://chromedevtools.github.io/devtools-protocol/>.

use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take that a test waits for.
const PATIENCE: Duration = Duration::from_secs(120);

/// One browser with one page.
pub(crate) struct Page {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    session: Option<String>,
    asked: u64,
    /// What the browser complained of: errors of scripts, violations of the page's policy, requests that failed.
    pub(crate) complaints: Vec<String>,
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Page {
    /// An empty page in a browser of its own, whose profile is the folder `name` of the tests' scratch folder.
    pub(crate) fn new(name: &str) -> Page {
        let profile = scratch(&format!("profile-{name}"));
        let _ = fs::remove_dir_all(&profile);
        let browser = std::env::var("CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
        // The protocol runs over the third and fourth descriptor.
        let mut command = Command::new("sh");
        command.args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 >/dev/null 2>&1", &browser]);
        command.args(["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"]);
        command.args(["--remote-debugging-pipe", &format!("--user-data-dir={}", profile.display()), "about:blank"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (to, from) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let mut page = Page { child, to, from, session: None, asked: 0, complaints: Vec::new() };
        let target = page.call("Target.createTarget", json!({ "url": "about:blank" }));
        let target = json!({ "targetId": target["targetId"], "flatten": true });
        page.session = Some(page.call("Target.attachToTarget", target)["sessionId"].as_str().unwrap().to_owned());
        for domain in ["Page", "Runtime", "Log"] {
            page.call(&format!("{domain}.enable"), json!({}));
        }
        page.size(1280, 900);
        page
    }

    /// Calls a method of the protocol.
    fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.asked += 1;
        let mut message = json!({ "id": self.asked, "method": method, "params": parameters });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.to.write_all(format!("{message}\0").as_bytes()).unwrap();
        loop {
            let mut bytes = Vec::new();
            self.from.read_until(0, &mut bytes).unwrap();
            assert!(!bytes.is_empty(), "the browser went away: is Chromium installed (.ci/browser)?");
            let answer: Value = serde_json::from_slice(&bytes[..bytes.len() - 1]).unwrap();
            if answer["id"] == self.asked {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
            let name = answer["method"].as_str().unwrap_or_default();
            if answer["params"]["entry"]["level"] == "info" {
                continue;
            }
            if ["Runtime.exceptionThrown", "Log.entryAdded", "Page.javascriptDialogOpening"].contains(&name) {
                self.complaints.push(answer["params"].to_string());
            }
        }
    }

    /// The value of a JavaScript expression; a promise is waited for.
    pub(crate) fn eval(&mut self, expression: &str) -> Value {
        let asked = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let answer = self.call("Runtime.evaluate", asked);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    pub(crate) fn text(&mut self, expression: &str) -> String {
        self.eval(expression).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until an expression is true.
    pub(crate) fn wait(&mut self, expression: &str) {
        let since = Instant::now();
        while self.eval(expression) != true {
            assert!(since.elapsed() < PATIENCE, "never true: {expression}\n{:?}", self.complaints);
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Opens an address and waits until it is there.
    pub(crate) fn open(&mut self, address: &str) {
        // The page before it may answer until it is gone.
        self.eval("window.isLeft = true");
        self.call("Page.navigate", json!({ "url": address }));
        self.wait("!window.isLeft && document.readyState === 'complete'");
    }

    pub(crate) fn open_file(&mut self, path: &Path) {
        self.open(&format!("file://{}", path.display()));
    }

    /// Presses a key.
    pub(crate) fn key(&mut self, key: &str) {
        let text = if key.chars().count() == 1 { key } else { "" };
        self.call("Input.dispatchKeyEvent", json!({ "type": "keyDown", "key": key, "text": text }));
        self.call("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": key }));
    }

    /// Clicks the middle of what a selector finds first, with the mouse.
    pub(crate) fn click(&mut self, selector: &str) {
        let place = self.eval(&format!(
            "(() => {{ const node = document.querySelector({}); node.scrollIntoView({{ block: 'center' }});
                const box = node.getClientRects()[0]; return [box.x + box.width / 2, box.y + box.height / 2]; }})()",
            json!(selector)
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", event);
        }
    }

    /// The screen's size in CSS pixels; a narrow one is a phone.
    pub(crate) fn size(&mut self, width: u32, height: u32) {
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.call("Emulation.setDeviceMetricsOverride", screen);
    }

    /// What the reader's system prefers: `light` or `dark`; what the page is for: `screen` or `print`.
    pub(crate) fn prefer(&mut self, scheme: &str, media: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.call("Emulation.setEmulatedMedia", json!({ "media": media, "features": features }));
    }

    /// Keeps a picture of the screen as `screens/NAME.png` in the tests' scratch folder.
    pub(crate) fn picture(&mut self, name: &str) {
        // Fonts and layout come to rest within two frames.
        self.eval("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
        let picture = self.call("Page.captureScreenshot", json!({ "format": "png" }));
        let path = scratch("screens").join(format!("{name}.png"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, decoded(picture["data"].as_str().unwrap())).unwrap();
    }

    /// How many milliseconds pass from an action until what it changed is painted.
    pub(crate) fn time(&mut self, action: &str) -> f64 {
        let timed = format!(
            "new Promise((done) => {{ const from = performance.now(); {action};
                requestAnimationFrame(() => setTimeout(() => done(performance.now() - from))); }})"
        );
        self.eval(&timed).as_f64().unwrap()
    }
}

/// A place in the tests' scratch folder.
pub(crate) fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser").join(name)
}

/// Base64 → bytes.
fn decoded(text: &str) -> Vec<u8> {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut bits, mut held) = (0u32, 0);
    for digit in text.bytes().filter_map(|byte| letters.iter().position(|&letter| letter == byte)) {
        (bits, held) = (bits << 6 | digit as u32, held + 6);
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    bytes
}
