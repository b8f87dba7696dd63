import TestSupport
import Testing

/// How the program behaves towards shells and terminals.
struct OutputTests {
  @Test func `a reader that goes away is no error`() throws {
    let piped = try StratProcess.shell(
      "$strat eval close --data examples/data/EURUSD_1h.csv --format csv | head -1")
    #expect(piped.output == "timestamp,close\n")
    #expect(piped.errors.isEmpty)
  }

  @Test func `a full disk is told`() throws {
    let full = try StratProcess.shell(
      "$strat eval close --data examples/data/EURUSD_1h.csv --format csv > /dev/full")
    #expect(full.status == 1)
    #expect(full.errorCodes == ["C0205"])
  }

  @Test func `a file gets no colours`() throws {
    let check = try StratProcess.run(["eval", "closs", "--data", StratProcess.data("AAPL_1d")])
    #expect(!check.errors.utf8.contains(0x1B))
    let table = try StratProcess.run(["eval", "close", "--data", StratProcess.data("AAPL_1d")])
    #expect(!table.output.utf8.contains(0x1B))
  }

  @Test func `a terminal gets colours unless NO_COLOR is set`() throws {
    for (environment, isColoured) in [
      ([:], true), (["NO_COLOR": "1"], false), (["TERM": "dumb"], false),
    ] as [([String: String], Bool)] {
      let terminal = try PseudoTerminal()
      try terminal.run(
        StratProcess.path, ["eval", "closs", "--data", StratProcess.data("AAPL_1d")],
        environment: environment)
      #expect(try terminal.waitForExit() == .status(1))
      #expect(terminal.screen.text.contains("there is nothing named `closs`"))
      #expect(terminal.transcript.contains(0x1B) == isColoured)
    }
  }

  @Test(arguments: [
    ["--help"], ["eval", "--help"], ["help", "check"], ["--version"], ["help", "rsi"],
  ])
  func `help goes to standard output`(arguments: [String]) throws {
    let help = try StratProcess.run(arguments)
    #expect(help.status == 0)
    #expect(help.errors.isEmpty)
    #expect(!help.output.isEmpty)
  }

  @Test func `every command's help has an example`() throws {
    let help = try StratProcess.run(["--help"])
    let names = help.output.split(separator: "SUBCOMMANDS:")[1].split(separator: "\n")
      .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  See") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(names.count >= 8)
    for name in names {
      let text = try StratProcess.run(["help", name]).output
      #expect(text.contains("strat \(name)"), "\(name)")
      #expect(text.contains("Example"), "\(name)")
    }
  }
}
