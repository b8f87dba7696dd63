import Foundation
import Testing

/// Published tables that lie beside the package on some machines, never in it.
enum GoldenTables {
  static let packageRoot = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let directory = packageRoot.deletingLastPathComponent().appending(path: "shared/golden")

  static var exist: Bool { FileManager.default.fileExists(atPath: directory.path) }

  /// The columns of a table by name; empty cells and times are NaN, true
  /// and false 1 and 0.
  static func read(_ name: String) throws -> [String: [Double]] {
    let lines = try rows(name)
    let header = try #require(lines.first)
    var columns: [String: [Double]] = [:]
    for (index, title) in header.enumerated() {
      columns[String(title)] = try lines.dropFirst().map { cells in
        let cell = try #require(cells.count == header.count ? cells[index] : nil)
        return Double(cell) ?? ["true": 1, "false": 0][cell] ?? .nan
      }
    }
    return columns
  }

  /// The cells of a table, the header first.
  static func rows(_ name: String) throws -> [[Substring]] {
    try String(contentsOf: directory.appending(path: name + ".csv"), encoding: .utf8)
      .split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }

  /// The names of all tables, in alphabetical order.
  static func names() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: directory.path)
      .filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(".csv".count)) }.sorted()
  }
}
