//! How the whole runs, held against what it has to reach: `cargo bench --bench run [-- ARTICLES]`.
//!
//! Articles are put together from the corpus' sentences, or read from a path. Every run proves its answer before its
//! time or memory is told: all articles, the same bytes as before. The yardstick is a bare scan for the names that
//! claimwire is given too, in the same process over the same texts; what is measured by one thread has one core.

mod news;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use claimwire::run::Run;
use claimwire::sink::{JsonLines, Rendered};
use claimwire::source::{Options, Source};
use claimwire::{Article, Extractor};
use news::Archive;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs of which the fastest counts.
const ROUNDS: usize = 3;

/// How many names are looked for, the fewer being some of the more.
const MANY: usize = 200_000;
const FEW: usize = 1_000;

/// Sizes of archives whose memory is compared, in megabytes.
const SIZES: [usize; 3] = [4, 16, 64];

fn main() {
    let real = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).map(PathBuf::from);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let plain = Extractor::load(None, None).unwrap();
    let [general, trade] = news::general_and_trade(&plain, real.as_deref());
    let general = Archive::write(&folder, "general", general);
    let trade = Archive::write(&folder, "trade", trade);
    let mut table = Table::default();
    // Threads that are begun on one core stay there.
    thread::scope(|threads| {
        threads.spawn(|| {
            core_affinity::get_core_ids().and_then(|cores| core_affinity::set_for_current(cores[0]).then_some(()));
            one_core(&folder, &plain, &general, &trade, &mut table);
        });
    });
    two_threads(&general, &mut table);
    start(&folder, &mut table);
    memory(&folder, &general, &mut table);
    print!("\n{}", table.0);
    fs::remove_dir_all(&folder).unwrap();
}

/// Ratios to reach, a line each.
#[derive(Default)]
struct Table(String);

impl Table {
    /// One more ratio; `is_least` tells whether floor and aim are the least or the most that it may be.
    fn add(&mut self, what: &str, is_least: bool, [value, floor, aim]: [f64; 3]) {
        let reaches = |bound: f64| if is_least { value >= bound } else { value <= bound };
        let reached = if reaches(aim) {
            "aim reached"
        } else if reaches(floor) {
            "floor reached"
        } else {
            "BELOW THE FLOOR"
        };
        self.0 += &format!("{what:46} {value:>8.2}   floor {floor:>6.2}   aim {aim:>6.2}   {reached}\n");
    }
}

/// What one thread on one core does.
fn one_core(folder: &Path, plain: &Extractor, general: &Archive, trade: &Archive, table: &mut Table) {
    let names = news::names(&general.articles, MANY);
    let few: Vec<String> = names.iter().step_by(MANY / FEW).cloned().collect();
    let scan = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(&names)
        .unwrap();
    let [many, few] = [names, few].map(|names| knowing(folder, &names));
    for (archive, floor, aim) in [(general, 1.0, 3.0), (trade, 0.3, 1.0)] {
        let [bare, with_many, with_few] =
            fastest([&|| counted(&scan, archive), &|| extracted(&many, archive), &|| extracted(&few, archive)]);
        tell(&format!("scan for {MANY} names, {}", archive.name), archive, bare);
        tell(&format!("claimwire with {MANY} names, {}", archive.name), archive, with_many);
        tell(&format!("claimwire with {FEW} names, {}", archive.name), archive, with_few);
        table.add(&format!("bare scan ÷ claimwire, {} news", archive.name), true, [bare / with_many, floor, aim]);
        table.add(&format!("{MANY} names ÷ {FEW}, {} news", archive.name), false, [with_many / with_few, 1.7, 1.4]);
    }
    let [ascii, accented] = [0, 1].map(|which| {
        let articles = general.articles.iter().map(|article| {
            let [plain, accented] = news::plain_and_accented(&article.text);
            Article { text: if which == 0 { plain } else { accented }, ..article.clone() }
        });
        Archive::write(folder, ["ASCII", "accented"][which], articles)
    });
    let letters =
        |archive: &Archive| archive.articles.iter().map(|article| article.text.chars().count()).sum::<usize>();
    let others = |letter: &char| !letter.is_ascii();
    let foreign: usize = accented.articles.iter().map(|article| article.text.chars().filter(others).count()).sum();
    assert!((0.045..0.055).contains(&(foreign as f64 / letters(&accented) as f64)), "not 5 %: {foreign}");
    let [of_ascii, of_accented] = fastest([&|| extracted(plain, &ascii), &|| extracted(plain, &accented)]);
    tell("claimwire, ASCII", &ascii, of_ascii);
    tell("claimwire, 5 % not ASCII", &accented, of_accented);
    table.add("speed with 5 % non-ASCII ÷ ASCII, by letters", true, [of_ascii / of_accented, 0.7, 0.9]);
}

/// An extractor that knows some names more, half of them as places, half as organisations.
fn knowing(folder: &Path, names: &[String]) -> Extractor {
    let tables = folder.join(format!("names-{}", names.len()));
    fs::create_dir_all(&tables).unwrap();
    let rows = |first: usize, rest: &str| -> String {
        names.iter().skip(first).step_by(2).map(|name| format!("{name}\t\t{rest}\n")).collect()
    };
    let places = format!("name\taliases\tkind\tcountry\tsource\n{}", rows(0, "city\tUS\tbench"));
    let bodies = format!("name\taliases\tkind\tcountry\thq\tsource\n{}", rows(1, "company\tUS\t\tbench"));
    fs::write(tables.join("places.tsv"), places).unwrap();
    fs::write(tables.join("organisations.tsv"), bodies).unwrap();
    Extractor::load(Some(&tables), None).unwrap()
}

/// What was found, as a number that is the same when the same is found.
type Answer = u64;

/// The seconds of the fastest run of each, taken in turns; each must answer the same every time.
fn fastest<const N: usize>(works: [&dyn Fn() -> Answer; N]) -> [f64; N] {
    let mut seconds = [f64::MAX; N];
    let answers = works.map(|work| work());
    for _ in 0..ROUNDS {
        for ((work, answer), seconds) in works.iter().zip(answers).zip(&mut seconds) {
            let begun = Instant::now();
            assert_eq!(work(), answer, "the answer differs from run to run");
            *seconds = begun.elapsed().as_secs_f64().min(*seconds);
        }
    }
    seconds
}

/// How often the names stand in the texts.
fn counted(scan: &AhoCorasick, archive: &Archive) -> Answer {
    let count: usize = archive.articles.iter().map(|article| scan.find_iter(&article.text).count()).sum();
    assert!(count * 500 > archive.size, "too few names in the texts: {count}");
    count as Answer
}

/// What claimwire makes of an archive, from JSON Lines to JSON Lines, by one thread.
fn extracted(extractor: &Extractor, archive: &Archive) -> Answer {
    let run = Run::new(1, |article: &Article, rendered: &mut Rendered| {
        rendered.add(&JsonLines, article, &extractor.extract(article));
    });
    let source =
        Source::open(std::slice::from_ref(&archive.path), Options { any_language: true, ..Options::default() })
            .unwrap();
    let (mut hash, mut articles, mut claims) = (Sha256::new(), 0, 0);
    let _ = run.run(source, |portion| {
        hash.update(&portion.made.bytes);
        articles += portion.summary.articles as usize;
        claims += portion.made.claims;
        Ok(ControlFlow::Continue(()))
    });
    assert_eq!(articles, archive.articles.len());
    assert!(claims > 100, "too few claims: {claims}");
    u64::from_le_bytes(hash.finalize()[..8].try_into().unwrap())
}

fn tell(what: &str, archive: &Archive, seconds: f64) {
    println!("{what:46} {:>8.2} MB/s", archive.size as f64 / 1e6 / seconds);
}

/// The program over the same archive, by one thread on one core, and by two.
fn two_threads(archive: &Archive, table: &mut Table) {
    let run = |before: &[&str], threads| {
        let output = archive.extract(before, threads).finish(archive);
        u64::from_le_bytes(Sha256::digest(output)[..8].try_into().unwrap())
    };
    let (one, two) = (|| run(&["taskset", "-c", "0"], "1"), || run(&[], "2"));
    assert_eq!(one(), two(), "the output depends on the number of threads");
    let [one, two] = fastest([&one, &two]);
    tell("the program, 1 thread on one core", archive, one);
    tell("the program, 2 threads", archive, two);
    table.add("two threads ÷ one", true, [one / two, 1.85, 1.9]);
}

/// From the start of the program to the end of one short article.
fn start(folder: &Path, table: &mut Table) {
    let article = folder.join("article.txt");
    fs::write(&article, "The US applies a 25% tariff on Japanese cars.").unwrap();
    let once = || {
        let begun = Instant::now();
        let output = claimwire(&[]).arg("extract").arg(&article).output().unwrap();
        let time = begun.elapsed();
        let record: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(record["claims"][0]["statement"], "US keeps 25% tariff on cars from Japan");
        time
    };
    let mut times: Vec<Duration> = (0..21).map(|_| once()).collect();
    times.sort();
    table.add("start to first answer, ms, median of 21", false, [times[10].as_secs_f64() * 1e3, 30.0, 10.0]);
}

/// The most memory that archives of growing size take, and one of articles as long as any may be.
fn memory(folder: &Path, general: &Archive, table: &mut Table) {
    let mut peaks = Vec::new();
    for megabytes in SIZES {
        let copies = (megabytes << 20).div_ceil(general.size);
        let articles = general.articles.iter().cycle().take(general.articles.len() * copies).cloned();
        peaks.push(peak(&Archive::write(folder, &format!("{megabytes} MB"), articles)));
    }
    let text: String = general.articles.iter().map(|article| format!("{}\n\n", article.text)).collect();
    let longest = Options::default().max_article;
    let long = text.as_bytes().chunks(longest - 3).take(3);
    let long = long.map(|part| Article::new("", String::from_utf8_lossy(part).replace('\u{fffd}', "")));
    peaks.push(peak(&Archive::write(folder, "the longest articles", long)));
    let [least, most] = [peaks[..SIZES.len()].iter().min(), peaks.iter().max()].map(|peak| *peak.unwrap() as f64);
    let largest = peaks[SIZES.len() - 1] as f64;
    table.add("memory of an archive, MB", false, [most, 200.0, 60.0 + 2.0 * 16.0]);
    table.add(&format!("memory of {} MB less {} MB, MB", SIZES[2], SIZES[0]), false, [largest - least, 50.0, 10.0]);
}

/// The most megabytes that a run by two threads holds, as far as the system tells.
fn peak(archive: &Archive) -> usize {
    let mut run = archive.extract(&[], "2");
    let mut peak = 0;
    while run.child.try_wait().unwrap().is_none() {
        peak = held(&run.child).unwrap_or(0).max(peak);
        thread::sleep(Duration::from_millis(2));
    }
    run.finish(archive);
    println!("{:46} {peak:>8} MB of memory", format!("an archive of {}", archive.name));
    peak
}

/// The most megabytes that a process has held so far.
fn held(child: &Child) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<usize>().ok().map(|kilobytes| kilobytes >> 10)
}

impl Archive {
    /// Begins a run of the program over it.
    fn extract(&self, before: &[&str], threads: &str) -> Program {
        let output = self.path.with_extension("out");
        let mut command = claimwire(before);
        command.args(["extract", "--quiet", "--any-language", "--threads", threads]);
        command.arg(&self.path).arg("-o").arg(&output);
        Program { child: command.stdout(Stdio::null()).spawn().unwrap(), output }
    }
}

/// A run of the program.
struct Program {
    child: Child,
    output: PathBuf,
}

impl Program {
    /// The records of a run that has read the whole archive.
    fn finish(mut self, archive: &Archive) -> Vec<u8> {
        assert!(self.child.wait().unwrap().success());
        let output = fs::read(self.output).unwrap();
        assert_eq!(output.iter().filter(|&&byte| byte == b'\n').count(), archive.articles.len());
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
