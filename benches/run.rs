//! How the whole program runs: `cargo bench --bench run`.
//!
//! The corpus' wire articles are repeated under fresh ids. The program is started as a user starts it, and every run
//! proves its answer before its time or memory is told: so many records, the same bytes for any number of threads.

use serde_json::Value;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Runs of which the fastest counts.
const ROUNDS: usize = 3;

/// Sizes of archives, in megabytes.
const SIZES: [usize; 3] = [4, 16, 64];

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    start(&folder);
    let archives = SIZES.map(|megabytes| Archive::write(&folder, megabytes));
    threads(&archives[1]);
    memory(&archives);
    fs::remove_dir_all(&folder).unwrap();
}

/// From the start of the program to the end of one short article.
fn start(folder: &Path) {
    let article = folder.join("article.txt");
    fs::write(&article, "The US applies a 25% tariff on Japanese cars.").unwrap();
    let mut times: Vec<Duration> = (0..20)
        .map(|_| {
            let begun = Instant::now();
            let output = claimwire(&[]).arg("extract").arg(&article).output().unwrap();
            let time = begun.elapsed();
            let record: Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(record["claims"][0]["statement"], "US keeps 25% tariff on cars from Japan");
            time
        })
        .collect();
    times.sort();
    println!("start          {:>8.1} ms for one short article (median of {})", millis(times[10]), times.len());
}

/// The same archive by one thread, on one core, and by two.
fn threads(archive: &Archive) {
    let mut fastest = [Duration::MAX; 2];
    let mut outputs = Vec::new();
    for _ in 0..ROUNDS {
        for (time, threads) in fastest.iter_mut().zip(["1", "2"]) {
            let pinned = if threads == "1" { &["taskset", "-c", "0"][..] } else { &[] };
            let begun = Instant::now();
            outputs.push(archive.extract(pinned, threads).finish(archive));
            *time = begun.elapsed().min(*time);
        }
    }
    assert!(outputs.iter().all(|output| *output == outputs[0]), "the output differs from run to run");
    for (time, threads) in fastest.iter().zip([1, 2]) {
        println!("threads {threads}      {:>8.1} MB/s", archive.size as f64 / 1e6 / time.as_secs_f64());
    }
    println!("two ÷ one      {:>8.2}", fastest[0].as_secs_f64() / fastest[1].as_secs_f64());
}

/// The most memory that archives take, each four times the size of the one before.
fn memory(archives: &[Archive]) {
    let mut peaks = Vec::new();
    for archive in archives {
        let mut run = archive.extract(&[], "2");
        let mut peak = None;
        while run.child.try_wait().unwrap().is_none() {
            peak = held(&run.child).or(peak);
            sleep(Duration::from_millis(2));
        }
        run.finish(archive);
        if let Some(peak) = peak {
            println!("memory         {peak:>8} MB over an archive of {} MB", archive.size / 1_000_000);
            peaks.push(peak);
        }
    }
    if let (Some(least), Some(most)) = (peaks.iter().min(), peaks.iter().max()) {
        assert!(*most < 200 && most - least < 50, "memory grows with the archive: {peaks:?} MB");
    }
}

/// The most megabytes that a process has held so far, where the system tells.
fn held(child: &Child) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<usize>().ok().map(|kilobytes| kilobytes >> 10)
}

/// Wire articles as JSON Lines.
struct Archive {
    path: PathBuf,
    articles: usize,
    size: usize,
}

impl Archive {
    fn write(folder: &Path, megabytes: usize) -> Archive {
        let wire = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/agency.jsonl");
        let wire = fs::read_to_string(wire).unwrap();
        let mut rows: Vec<Value> = wire.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let path = folder.join(format!("{megabytes}.jsonl"));
        let mut file = BufWriter::new(File::create(&path).unwrap());
        let (mut articles, mut size) = (0, 0);
        while size < megabytes * 1_000_000 {
            for row in &mut rows {
                row["id"] = articles.into();
                let line = format!("{row}\n");
                file.write_all(line.as_bytes()).unwrap();
                articles += 1;
                size += line.len();
            }
        }
        file.flush().unwrap();
        Archive { path, articles, size }
    }

    /// Begins a run over it.
    fn extract(&self, before: &[&str], threads: &str) -> Run {
        let output = self.path.with_extension("out");
        let mut command = claimwire(before);
        command.arg("extract").arg(&self.path).arg("-o").arg(&output).args(["--quiet", "--threads", threads]);
        Run { child: command.stdout(Stdio::null()).spawn().unwrap(), output }
    }
}

struct Run {
    child: Child,
    output: PathBuf,
}

impl Run {
    /// The records of a run that has read the whole archive.
    fn finish(mut self, archive: &Archive) -> Vec<u8> {
        assert!(self.child.wait().unwrap().success());
        let output = fs::read(self.output).unwrap();
        assert_eq!(output.iter().filter(|&&byte| byte == b'\n').count(), archive.articles);
        output
    }
}

/// The program, behind a command that starts it if there is one of that name.
fn claimwire(before: &[&str]) -> Command {
    let program = env!("CARGO_BIN_EXE_claimwire");
    match before {
        [first, rest @ ..] if Command::new(first).arg("--version").output().is_ok() => {
            let mut command = Command::new(first);
            command.args(rest).arg(program);
            command
        }
        _ => Command::new(program),
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
