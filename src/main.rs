//! The command `claimwire`.

mod cli;

/// Much is small and short-lived here: the system's allocator takes a tenth more time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::main()
}
