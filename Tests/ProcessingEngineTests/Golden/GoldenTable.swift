import Foundation

/// How far a value may be from the published one: either bound suffices.
struct GoldenTolerance: Sendable, CustomStringConvertible {
  var relative = 0.0
  var absolute = 0.0

  static func relative(_ bound: Double) -> GoldenTolerance { GoldenTolerance(relative: bound) }
  static func absolute(_ bound: Double) -> GoldenTolerance { GoldenTolerance(absolute: bound) }

  func allows(_ value: Double, for golden: Double) -> Bool {
    (value - golden).magnitude <= max(absolute, relative * golden.magnitude)
  }

  var description: String {
    switch (relative, absolute) {
    case (0, 0): "exact"
    case (_, 0): "\(Self.short(relative)) relative"
    case (0, _): Self.short(absolute)
    default: "\(Self.short(relative)) relative or \(Self.short(absolute))"
    }
  }

  private static func short(_ bound: Double) -> String {
    "\(bound)".replacingOccurrences(of: "e-0", with: "e-")
  }
}

/// One column of a published table, and the formula that must give it.
struct GoldenColumn: Sendable {
  /// What a row of the table says about the formula.
  enum Reading: Sendable, Hashable {
    case value
    /// The value some rows back: what the source marks on an earlier row, knowing the future.
    case delayed(Int)
    /// 1 where the column is above zero, else 0.
    case positive
    /// 1 where the column is below zero, else 0.
    case negative
    /// 1 where the column is not zero, else 0.
    case nonzero
    /// The rows since the column was last different from 0.
    case rowsSinceNonzero
    /// How many of the last n rows are different from 0.
    case nonzeroAmong(Int)
    /// 1 where any of the last n rows is different from 0, else 0.
    case anyNonzeroAmong(Int)
    /// 1 where all of the last n rows are different from 0, else 0.
    case allNonzeroAmong(Int)
  }

  /// Rows where the definition leaves a choice that the table makes differently.
  enum Exception: Sendable, Hashable {
    /// The largest of the last n values of an input column occurs more than once.
    case tiedHighest(String, Int)
    case tiedLowest(String, Int)
    /// One row, for a reason that the note gives.
    case row(Int)
  }

  /// Without the `exp_` that marks it in the file.
  var name: String
  var formula: String
  var reading = Reading.value
  /// The first row compared.
  var from = 0
  /// Whether we may have a value where the table has none.
  var allowsMore = false
  var exceptions: [Exception] = []
  var tolerance: GoldenTolerance?
  /// Why not all rows are compared, or what is different.
  var note = ""

  init(
    _ name: String, _ formula: String, reading: Reading = .value, from: Int = 0,
    allowsMore: Bool = false, exceptions: [Exception] = [], tolerance: GoldenTolerance? = nil,
    note: String = ""
  ) {
    self.name = name
    self.formula = formula
    self.reading = reading
    self.from = from
    self.allowsMore = allowsMore
    self.exceptions = exceptions
    self.tolerance = tolerance
    self.note = note
  }
}

/// A published table: what is compared with it, and what is not and why.
struct GoldenTable: Sendable {
  var name: String
  var tolerance: GoldenTolerance
  /// The fewest rows that each of its columns must have compared.
  var leastRows: Int
  /// What the formulas use that is not in the library, written in the language.
  var definitions: [GoldenDefinition]
  var columns: [GoldenColumn]
  /// Columns by name, with the reason; the empty name stands for the whole table.
  var notCovered: [String: String]

  init(
    _ name: String, _ tolerance: GoldenTolerance, leastRows: Int = 40,
    definitions: [GoldenDefinition] = [], _ columns: [GoldenColumn],
    notCovered: [String: String] = [:]
  ) {
    self.name = name
    self.tolerance = tolerance
    self.leastRows = leastRows
    self.definitions = definitions
    self.columns = columns
    self.notCovered = notCovered
  }

  /// A table none of which can be compared.
  init(_ name: String, notCovered reason: String) {
    self.init(name, .absolute(0), [], notCovered: ["": reason])
  }
}

/// The first row in which the start of a recursive average no longer shows.
///
/// Two averages that differ in their start only differ by (1 − weight)ᵏ of that difference k rows
/// after both have begun; the difference is at most of the order of the values themselves.
enum Settled {
  static func ema(_ n: Int, from row: Int, within share: Double) -> Int {
    after(row, weight: 2 / Double(n + 1), within: share)
  }

  static func rma(_ n: Int, from row: Int, within share: Double) -> Int {
    after(row, weight: 1 / Double(n), within: share)
  }

  private static func after(_ row: Int, weight: Double, within share: Double) -> Int {
    row + Int((log(share) / log(1 - weight)).rounded(.up))
  }
}
