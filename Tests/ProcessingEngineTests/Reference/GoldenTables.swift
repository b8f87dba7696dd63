import Foundation
import StratMarket
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

  /// The opening times of a table's rows; `nil` for one without, or with times that do not ascend.
  static func times(_ name: String) throws -> [Int64]? {
    let lines = try rows(name)
    guard let column = lines.first?.firstIndex(of: "timestamp") else { return nil }
    let times = lines.dropFirst().compactMap { Timestamp(String($0[column]))?.milliseconds }
    let ascends = zip(times, times.dropFirst()).allSatisfy(<)
    return times.count == lines.count - 1 && ascends ? times : nil
  }

  /// The names of all tables, in alphabetical order.
  static func names() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: directory.path)
      .filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(".csv".count)) }.sorted()
  }
}
