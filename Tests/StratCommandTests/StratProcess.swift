import Foundation
import TestSupport

/// The built `strat`, run as a user would run it.
struct StratProcess {
  let status: Int32
  let output: String
  let errors: String

  /// Lines without the empty one at the end.
  var lines: [Substring] {
    output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  /// The codes of all errors told, in order: `error[E0203]` gives `E0203`.
  var errorCodes: [String] { Self.codes("error[", in: errors) }

  static func codes(_ opening: String, in text: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix(opening) }
      .map { String($0.dropFirst(opening.count).prefix { $0 != "]" }) }
  }

  func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(output.utf8)) }

  func objects() throws -> [[String: Any]] { try json() as? [[String: Any]] ?? [] }

  /// Beside the test bundle, where the build puts both.
  static let path: String = {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return bundle.appendingPathComponent("strat").path
  }()

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// A shipped file of candles.
  static func data(_ name: String) -> String { root + "/examples/data/\(name).csv" }

  static func strategy(_ name: String) -> String { root + "/strategies/\(name).strat" }

  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> StratProcess {
    try run(path, arguments, input: input, environment: environment)
  }

  /// Runs a line of shell in which `$strat` is the program.
  static func shell(_ line: String) throws -> StratProcess {
    try run("/bin/sh", ["-c", line], input: "", environment: ["strat": path])
  }

  private static func run(
    _ executable: String, _ arguments: [String], input: String, environment: [String: String]
  ) throws -> StratProcess {
    // Files, since pipes that nobody empties would stop a talkative program.
    let directory = try TemporaryDirectory()
    let files = try ["in", "out", "err"].map { name in
      let url = URL(fileURLWithPath: directory.path + "/" + name)
      try Data(name == "in" ? Array(input.utf8) : []).write(to: url)
      return url
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: root)
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": directory.path, "LC_ALL": "C.UTF-8"]
      .merging(CoverageCounters.environment) { $1 }.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return StratProcess(
      status: process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus,
      output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
  }
}
