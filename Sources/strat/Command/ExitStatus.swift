/// What the program says to the shell that called it.
enum ExitStatus: Int32, Error {
  /// Everything asked for was done, and nothing was found.
  case success = 0
  /// A strategy has errors, a file could not be read, a check failed. The rest was still done.
  case failure = 1
  /// The command line itself makes no sense, or what was to be tested, compared or proven could
  /// not be run at all.
  case usage = 2
  /// The user stopped it; what was done is kept. What a shell gives for SIGINT.
  case interrupted = 130
  /// Whoever read the output has gone away, as `| head` does; what a shell gives for SIGPIPE.
  case brokenPipe = 141
}
