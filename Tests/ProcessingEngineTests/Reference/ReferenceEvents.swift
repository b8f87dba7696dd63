import StratLanguage

/// What is said about truths over time: how many, any, all, how long ago, and the value then.
enum ReferenceEvents {
  static func count(_ truths: [Kleene], in row: Int, length n: Int) -> Double {
    guard row + 1 >= n else { return .nan }
    let window = truths[(row - n + 1)...row]
    return window.contains(.na) ? .nan : Double(window.count { $0 == .true })
  }

  static func any(_ truths: [Kleene], in row: Int, length n: Int) -> Kleene {
    fold(truths, in: row, length: n, from: .false, ReferenceLogic.or)
  }

  static func all(_ truths: [Kleene], in row: Int, length n: Int) -> Kleene {
    fold(truths, in: row, length: n, from: .true, ReferenceLogic.and)
  }

  static func barsSince(_ truths: [Kleene], in row: Int) -> Double {
    guard let last = truths[...row].lastIndex(of: .true) else { return .nan }
    return Double(row - last)
  }

  static func value(
    of values: [Double], when truths: [Kleene], in row: Int, skipping n: Int
  ) -> Double {
    var skipped = 0
    for index in stride(from: row, through: 0, by: -1) where truths[index] == .true {
      if skipped == n { return values[index] }
      skipped += 1
    }
    return .nan
  }

  /// The last n rows folded; one `na` stands for all rows before the first.
  private static func fold(
    _ truths: [Kleene], in row: Int, length n: Int, from neutral: Kleene,
    _ combine: (Kleene, Kleene) -> Kleene
  ) -> Kleene {
    let isFull = row + 1 >= n
    let start = isFull ? neutral : combine(neutral, .na)
    return truths[(isFull ? row - n + 1 : 0)...row].reduce(start, combine)
  }
}
