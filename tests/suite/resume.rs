//! A run that is cut short, however it ends, is gone on with: nothing is lost and nothing doubled.

use super::folder::{Folder, folder};
use super::run::{extract, said};
use claimwire::Article;
use claimwire::ledger::{Ledger, Paths};
use claimwire::record::Unit;
use claimwire::run::Run;
use claimwire::seal::Terms;
use claimwire::sink::Rendered;
use claimwire::source::{Options, Source};
use serde_json::json;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::AtomicBool;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Everything that a run writes, with names that begin as `name` does.
fn arguments(name: &str) -> Vec<String> {
    let file = |ending: &str| format!("{name}{ending}");
    let named = ["-o", "--refused", "--summary", "--manifest"].into_iter();
    let named = named.zip([".jsonl", ".refused", ".summary", ".manifest"]);
    let named = named.flat_map(|(option, ending)| [option.to_owned(), file(ending)]);
    ["in", "--threads", "1"].map(str::to_owned).into_iter().chain(named).collect()
}

/// What an undisturbed run takes at least.
const LONG: Duration = Duration::from_millis(2500);

/// A folder with an archive, some of it bad, and what an undisturbed run writes of it;
/// a faster machine gets more to do.
fn archive(name: &str) -> Folder {
    let folder = folder(name);
    fs::create_dir(folder.join("in")).unwrap();
    for times in (0..8).map(|power| 1 << power) {
        (0..4).for_each(|file| fill(&folder, file, times));
        let begun = Instant::now();
        let output = extract(&folder, &[]).args(arguments("whole")).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        if begun.elapsed() > LONG {
            break;
        }
    }
    folder
}

/// Writes one file of the archive.
fn fill(folder: &Path, file: usize, times: usize) {
    let mut lines = String::new();
    for index in 0..200 * times {
        // What claims nothing takes as long to read and less room on the disk.
        let rain = "It rained on the hills, and nobody who was asked could say for how long it would.\n\n";
        let text = format!("The US applies a {index}% tariff on Japanese cars.\n\n{}", rain.repeat(index % 40));
        lines += &format!("{}\n", json!({ "id": format!("{file}-{index}"), "text": text }));
        if index % 70 == file {
            lines += "not JSON\n";
        }
    }
    fs::write(folder.join(format!("in/{file}.jsonl")), lines).unwrap();
    fs::write(folder.join(format!("in/{file}.other")), "").unwrap();
}

/// The same run, under the name `again`.
fn again(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("claimwire"));
    command.current_dir(folder).arg("extract").args(arguments("again")).arg("--resume");
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

fn finish(folder: &Path) {
    let output = again(folder).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
}

/// Whether both runs have written the same, and left nothing else.
fn assert_same(folder: &Path, moment: &str) {
    for ending in ["jsonl", "refused", "summary"] {
        let [whole, again] = ["whole", "again"].map(|name| fs::read(folder.join(format!("{name}.{ending}"))).unwrap());
        assert!(whole == again, "{ending} differs, {moment}");
    }
    let [whole, again] =
        ["whole", "again"].map(|name| fs::read_to_string(folder.join(format!("{name}.manifest"))).unwrap());
    assert_eq!(whole.replace("whole.", "again."), again, "{moment}");
    let left = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).filter(|name| name != "in");
    assert_eq!(left.count(), 8, "{moment}");
}

/// Random waits, of milliseconds.
struct Waits(u64);

impl Iterator for Waits {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Some(Duration::from_millis((self.0 >> 33) % 900))
    }
}

#[test]
fn a_run_killed_at_ten_random_moments_is_gone_on_with_to_the_same_bytes() {
    let folder = archive("killed");
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos() as u64;
    for wait in Waits(seed).take(10) {
        let mut child = again(&folder).spawn().unwrap();
        sleep(wait);
        child.kill().unwrap();
        child.wait().unwrap();
    }
    finish(&folder);
    assert_same(&folder, &format!("seed {seed}"));
}

/// A run that has left something new to go on from.
#[cfg(unix)]
fn under_way(folder: &Path) -> Child {
    let journal = || fs::read(folder.join(".again.jsonl.journal")).ok();
    let before = journal();
    let mut child = again(folder).spawn().unwrap();
    while journal() == before {
        assert_eq!(child.try_wait().unwrap(), None, "the run has ended");
        sleep(Duration::from_millis(5));
    }
    child
}

#[cfg(unix)]
fn signal(name: &str, child: &Child) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn an_interrupt_finishes_the_batch_and_says_how_to_go_on() {
    let folder = archive("interrupted");
    for name in ["-INT", "-TERM"] {
        let child = under_way(&folder);
        signal(name, &child);
        let output = child.wait_with_output().unwrap();
        let message = said(&output);
        assert_eq!(output.status.code(), Some(130), "{message}");
        assert!(message.starts_with(GOES_ON), "{message}");
        assert!(!folder.join("again.jsonl").exists());
    }
    finish(&folder);
    assert_same(&folder, "interrupted");
}

/// How a run that was cut short ends.
const GOES_ON: &str = "claimwire: cut short; with --resume the run goes on after ";

/// The same run on a disk with room for four fifths of its output.
#[cfg(unix)]
fn limited(folder: &Path, more: &[&str]) -> Output {
    let most = fs::metadata(folder.join("whole.jsonl")).unwrap().len() / 512 * 4 / 5;
    let program = assert_cmd::cargo::cargo_bin!("claimwire");
    Command::new("sh")
        .current_dir(folder)
        .args(["-c", &format!("trap '' XFSZ; ulimit -f {most}; exec \"$0\" \"$@\""), program.to_str().unwrap()])
        .arg("extract")
        .args(arguments("again"))
        .args(more)
        .output()
        .unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_whose_reports_found_no_room_is_gone_on_with() {
    let folder = folder("full_reports");
    fs::write(folder.join("a.txt"), "It rained.").unwrap();
    let output = extract(&folder, &["a.txt", "-o", "out.jsonl", "--summary", "/dev/full"]).output().unwrap();
    let message = said(&output);
    let lines: Vec<&str> = message.lines().collect();
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(lines[0].starts_with("claimwire: /dev/full: ") && lines[1].starts_with(GOES_ON), "{message}");
    assert!(!folder.join("out.jsonl").exists());
    let output = extract(&folder, &["a.txt", "-o", "out.jsonl", "--summary", "sum", "--resume"]).output().unwrap();
    assert_eq!(said(&output), "claimwire: 1 article (1 undated), 0 claims, 0 refused\n");
    assert!(folder.join("out.jsonl").exists() && folder.join("sum").exists());
}

#[cfg(unix)]
#[test]
fn a_run_whose_disk_was_full_is_gone_on_with() {
    let folder = archive("full_disk");
    let output = limited(&folder, &[]);
    let message = said(&output);
    assert_eq!(output.status.code(), Some(2), "{message}");
    let lines: Vec<&str> = message.lines().collect();
    assert!(lines[1].starts_with(GOES_ON), "{message}");
    assert!(lines[0].contains("again.jsonl.partial: file too large"), "{message}");
    let output = limited(&folder, &["--resume"]);
    assert_eq!(said(&output).lines().nth(1).map(|line| line.starts_with(GOES_ON)), Some(true), "{}", said(&output));
    finish(&folder);
    assert_same(&folder, "full");
}

/// What a run says that goes on from the one cut short in `folder`.
fn go_on(folder: &Path, change: impl FnOnce(&mut Command)) -> Output {
    let mut command = again(folder);
    change(&mut command);
    command.output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_run_of_other_terms_does_not_go_on() {
    let folder = archive("other_terms");
    let mut child = under_way(&folder);
    child.kill().unwrap();
    child.wait().unwrap();
    fs::create_dir(folder.join("rules")).unwrap();
    let rule = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/visit.toml")).unwrap();
    fs::write(folder.join("rules/visit.toml"), rule + "# mine\n").unwrap();
    fs::write(folder.join("more.txt"), "It rained.").unwrap();
    let refuses = |change: &dyn Fn(&mut Command), reason: &str| {
        let output = go_on(&folder, change);
        assert_eq!(
            said(&output),
            format!("claimwire: again.jsonl: cannot go on, {reason}; without --resume the run begins anew\n")
        );
        assert_eq!(output.status.code(), Some(2));
    };
    refuses(&|command| _ = command.args(["--date", "2025-06-06"]), "date: differs");
    refuses(&|command| _ = command.args(["--offsets", "bytes"]), "offsets: differs");
    refuses(&|command| _ = command.args(["--rules", "rules"]), "rules/visit.toml: is new");
    refuses(&|command| _ = command.arg("more.txt"), "the list of inputs: differs");
    let fewer = |command: &mut Command| {
        *command = Command::new(command.get_program());
        command.current_dir(&folder).args(["extract", "in", "-o", "again.jsonl", "--resume"]).stderr(Stdio::piped());
    };
    refuses(&fewer, "the run that was cut short had --refused, and this one has not");
    let lines = fs::read_to_string(folder.join("in/0.jsonl")).unwrap();
    fs::write(folder.join("in/0.jsonl"), lines.replace("Japan", "China")).unwrap();
    refuses(&|_| {}, "in/0.jsonl has changed since");
    for file in 0..4 {
        fs::write(folder.join(format!("in/{file}.jsonl")), "").unwrap();
    }
    refuses(&|_| {}, "the inputs now hold fewer articles");
    // Without --resume the run begins anew.
    let output = extract(&folder, &["more.txt", "-o", "again.jsonl", "--quiet"]).output().unwrap();
    assert_eq!((output.status.code(), said(&output)), (Some(0), String::new()));
    for left in [".again.jsonl.journal", "again.refused.partial", "again.summary.partial", "again.manifest.partial"] {
        assert!(!folder.join(left).exists(), "{left}");
    }
}

#[cfg(unix)]
#[test]
fn two_runs_do_not_write_one_output() {
    let folder = archive("two_runs");
    let first = under_way(&folder);
    // It waits for as long as the others take to start.
    signal("-STOP", &first);
    fs::write(folder.join("more.txt"), "It rained.").unwrap();
    let writing = "another run is writing it";
    for (arguments, file) in [
        (&["more.txt", "-o", "again.jsonl"][..], "again.jsonl"),
        (&["more.txt", "-o", "other.jsonl", "--refused", "again.refused"], "again.refused"),
        (&["more.txt", "-o", "other.jsonl", "--manifest", "again.manifest"], "again.manifest"),
        (&["more.txt", "--summary", "again.summary"], "again.summary"),
    ] {
        let output = extract(&folder, arguments).output().unwrap();
        assert_eq!((output.status.code(), said(&output)), (Some(2), format!("claimwire: {file}: {writing}\n")));
    }
    let output = again(&folder).output().unwrap();
    assert_eq!((output.status.code(), said(&output).contains(writing)), (Some(2), true), "{}", said(&output));
    signal("-CONT", &first);
    let output = first.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    fs::remove_file(folder.join("more.txt")).unwrap();
    assert_same(&folder, "beside others");
}

#[test]
fn a_stream_is_neither_gone_on_with_nor_sealed() {
    let folder = folder("resumed_stream");
    for (option, what) in [("--resume", "can go on"), ("--manifest=seal.json", "has a manifest")] {
        let output = extract(&folder, &["-", "-o", "out.jsonl", option]).write_stdin("x").output().unwrap();
        let expected = format!("claimwire: a stream cannot be read again: only a run over files {what}\n");
        assert_eq!((output.status.code(), said(&output)), (Some(2), expected));
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_a_stream() {
    let folder = folder("resumed_pipe");
    let made = Command::new("mkfifo").arg(folder.join("pipe.txt")).status().unwrap();
    assert!(made.success());
    let output = extract(&folder, &["pipe.txt", "-o", "out.jsonl", "--manifest=seal.json"]).output().unwrap();
    let expected = "claimwire: a stream cannot be read again: only a run over files has a manifest\n";
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(2), expected));
    let writer = Command::new("sh").current_dir(&folder).args(["-c", "echo It rained. > pipe.txt"]).spawn().unwrap();
    let output = extract(&folder, &["pipe.txt", "-o", "out.jsonl", "--quiet"]).output().unwrap();
    assert!(writer.wait_with_output().unwrap().status.success());
    assert_eq!((output.status.code(), said(&output)), (Some(0), String::new()));
    assert_eq!(fs::read(folder.join("out.jsonl")).unwrap().iter().filter(|&&byte| byte == b'\n').count(), 1);
}

#[test]
fn an_interrupt_while_what_is_done_is_stepped_over_leaves_it_as_it_was() {
    let folder = folder("interrupted_stepping");
    fs::write(folder.join("a.txt"), "It rained.").unwrap();
    let (inputs, output) = ([folder.join("a.txt")], folder.join("out.jsonl"));
    let source = || Source::open(&inputs, Options::default()).unwrap();
    let terms = || Terms::new(&inputs, &Options::default(), Unit::Chars, None, None).unwrap();
    let mut ledger = Ledger::begin(&output, terms(), Paths::default()).unwrap();
    let run = Run::new(1, |_: &Article, _: &mut Rendered| {});
    let taken = run.run(source(), |portion| ledger.take(&portion).map(|()| ControlFlow::Continue(())));
    taken.and_then(|_| ledger.enter()).unwrap();
    drop(ledger);
    for (interrupted, expected) in [(true, Some(&GOES_ON["claimwire: ".len()..])), (false, None)] {
        let resumed = Ledger::resume(&output, terms(), Paths::default(), source(), &AtomicBool::new(interrupted)).err();
        let said = resumed.map(|error| error.to_string());
        assert_eq!(said.as_deref(), expected.map(|said| format!("{said}1 document")).as_deref());
    }
}
