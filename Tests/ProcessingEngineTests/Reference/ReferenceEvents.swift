import StratLanguage

/// What is said about truths over time: how many, any, all, how long ago, and the value then.
enum ReferenceEvents {
  static func count(_ truths: [Kleene], in row: Int, length n: Int) -> Double {
    let window = window(of: truths, in: row, length: n)
    if window.contains(.na) { return .nan }
    return Double(window.count { $0 == .true })
  }

  static func any(_ truths: [Kleene], in row: Int, length n: Int) -> Kleene {
    window(of: truths, in: row, length: n).reduce(.false, ReferenceLogic.or)
  }

  static func all(_ truths: [Kleene], in row: Int, length n: Int) -> Kleene {
    window(of: truths, in: row, length: n).reduce(.true, ReferenceLogic.and)
  }

  static func barsSince(_ truths: [Kleene], in row: Int) -> Double {
    guard let last = truths[...row].lastIndex(of: .true) else { return .nan }
    return Double(row - last)
  }

  static func value(
    of values: [Double], when truths: [Kleene], in row: Int, skipping n: Int
  ) -> Double {
    let rows = (0...row).reversed().filter { truths[$0] == .true }
    return n < rows.count ? values[rows[n]] : .nan
  }

  /// The last n rows; those before the first are `na`.
  private static func window(of truths: [Kleene], in row: Int, length n: Int) -> [Kleene] {
    ((row - n + 1)...row).map { $0 < 0 ? .na : truths[$0] }
  }
}
