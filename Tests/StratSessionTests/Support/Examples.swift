import Foundation
import StratMarket
import StratSyntax

/// The strategies and candles that come with the package.
enum Examples {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  static let strategies = files("strategies", ending: ".strat")
  static let candles = files("examples/data", ending: ".csv")
  static let fixtures =
    files("Tests/Fixtures/syntax/valid", ending: ".strat")
    + files("Tests/Fixtures/syntax/invalid", ending: ".strat")

  static func path(_ name: String) -> String { "\(root)/\(name)" }

  static func frame(_ path: String) throws -> Frame { try CandleReader.read(path: path).frame }

  static func source(_ path: String) throws -> SourceText {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    return SourceText(name: path, bytes: [UInt8](bytes))
  }

  private static func files(_ directory: String, ending suffix: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: path(directory))
    return (names ?? []).filter { $0.hasSuffix(suffix) }.sorted().map { path("\(directory)/\($0)") }
  }
}
