import FoundationEssentials
import Testing

/// Files of the repository that tests read.
enum Fixtures {
  static let root: URL = {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url
  }()

  /// A file with what is needed to name it in a failure.
  struct File: Sendable, CustomTestStringConvertible {
    let path: String
    let name: String
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var testDescription: String { name }
  }

  static let valid = files(in: "Tests/Fixtures/syntax/valid", suffix: ".strat")
  static let invalid = files(in: "Tests/Fixtures/syntax/invalid", suffix: ".strat")
  static let strategies = files(in: "strategies", suffix: ".strat")
  static let documents = files(in: "docs", suffix: ".md")

  /// The files of a folder and the folders in it, by path; none if there is no such folder.
  static func files(in folder: String, suffix: String) -> [File] {
    let base = root.appending(path: folder)
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: base.path) else {
      return []
    }
    return names.filter { $0.hasSuffix(suffix) }.sorted().compactMap { name in
      let url = base.appending(path: name)
      guard let data = try? Data(contentsOf: url) else { return nil }
      return File(path: url.path, name: name, bytes: Array(data))
    }
  }

  static func text(_ path: String) throws -> String {
    String(decoding: Array(try Data(contentsOf: root.appending(path: path))), as: UTF8.self)
  }

  /// The lines of a file that are neither empty nor comments.
  static func lines(_ path: String) throws -> [String] {
    try text(path).split(separator: "\n").map(String.init).filter { !$0.hasPrefix("##") }
  }

  /// Compares with the snapshot beside a fixture; `STRAT_UPDATE_SNAPSHOTS=1` writes it instead.
  static func expectSnapshot(
    _ actual: String, of file: File, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = URL(filePath: file.path + ".snapshot")
    if ProcessInfo.processInfo.environment["STRAT_UPDATE_SNAPSHOTS"] == "1" {
      try Data(actual.utf8).write(to: url)
      return
    }
    let expected = String(decoding: Array(try Data(contentsOf: url)), as: UTF8.self)
    #expect(actual == expected, "snapshot of \(file.name)", sourceLocation: sourceLocation)
  }

  /// The fenced blocks of a document that are marked as strategies.
  static func blocks(of document: File) -> [String] {
    var result: [String] = []
    var block: [Substring]?
    for line in document.text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let lines = block {
        if line.hasPrefix("```") {
          result.append(lines.joined(separator: "\n") + "\n")
          block = nil
        } else {
          block?.append(line)
        }
      } else if line == "```strat" {
        block = []
      }
    }
    return result
  }
}
