/// The `duet` command.
///
/// Reading order: [Main] starts it, [Duet] names the subcommands; each `…Command` class is one of
/// them. `generate` is a thin shell over the compiler; `run` is [JavaPackage] (the folders),
/// [Stubs] (generates), [Dependencies] (libraries), [JavaBuild] (compiles) and [Program] (starts
/// and stops). What goes wrong through no fault of the tool is a [Failure]: a message and an
/// [ExitCode].
package dev.duet.cli;
