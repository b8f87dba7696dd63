import ArgumentParser
import StratLSP
import StratREPL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `strat lsp`: what an editor starts to be told about strategies.
struct LSPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve an editor: findings, hover, completion and more, over standard input.",
    discussion: """
      Speaks the Language Server Protocol. Editors start it themselves; docs/editors.md says how \
      to make them.

      Example, in Helix's languages.toml:
        [language-server.strat]
        command = "strat"
        args = ["lsp"]
      """)

  @Flag(
    help: ArgumentHelp("What some editors add; it is what is done anyway.", visibility: .hidden))
  var stdio = false

  func run() throws {
    var connection = Connection()
    while connection.exitStatus == nil {
      // An editor that has gone away without a word is no success.
      guard let bytes = Descriptor.read(STDIN_FILENO), !bytes.isEmpty else {
        throw ExitStatus.failure
      }
      let reply = connection.receive(bytes)
      guard Descriptor.write(reply, to: STDOUT_FILENO) == 0 else { throw ExitStatus.failure }
    }
    if connection.exitStatus != 0 { throw ExitStatus.failure }
  }
}
