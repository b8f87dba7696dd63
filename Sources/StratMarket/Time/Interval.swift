/// The distance between the openings of two bars: fixed, or a number of calendar months.
package enum Interval: Hashable, Sendable {
  /// At least 1.
  case fixed(milliseconds: Int64)
  /// At least 1.
  case months(Int)

  /// Reads `500ms`, `30s`, `15m`, `1h`, `1d`, `1w`, `1mo`, `1y`; nil for anything else.
  package init?(_ text: String) {
    let digits = text.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let count = Int64(Substring(digits)), count > 0 else { return nil }
    let name = String(text.utf8.dropFirst(digits.count)) ?? ""
    if name == "mo" || name == "y" {
      let (months, over) = count.multipliedReportingOverflow(by: name == "y" ? 12 : 1)
      guard !over, let small = Int32(exactly: months) else { return nil }
      self = .months(Int(small))
      return
    }
    guard let unit = Self.units.first(where: { $0.name == name }) else { return nil }
    let (milliseconds, over) = count.multipliedReportingOverflow(by: unit.milliseconds)
    guard !over else { return nil }
    self = .fixed(milliseconds: milliseconds)
  }

  /// Longest first.
  private static let units: [(name: String, milliseconds: Int64)] = [
    ("w", 7 * 86_400_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000),
    ("ms", 1),
  ]

  /// The length when it is the same for every bar.
  package var milliseconds: Int64? {
    switch self {
    case .fixed(let milliseconds): milliseconds
    case .months: nil
    }
  }
}

extension Interval: CustomStringConvertible {
  /// The form that `init(_:)` reads, in the longest unit that divides it: `1h`, `90m`, `1mo`.
  package var description: String {
    switch self {
    case .months(let count): return "\(count)mo"
    case .fixed(let milliseconds):
      for unit in Self.units where milliseconds % unit.milliseconds == 0 {
        return "\(milliseconds / unit.milliseconds)\(unit.name)"
      }
      return "\(milliseconds)ms"
    }
  }
}
