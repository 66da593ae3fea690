//! The command `claimwire`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
