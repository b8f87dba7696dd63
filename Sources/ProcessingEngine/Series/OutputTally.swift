package import StratLanguage

/// What a truth-valued output was over some rows.
package struct TruthTally: Hashable, Sendable {
  package internal(set) var trueCount = 0
  package internal(set) var falseCount = 0
  package internal(set) var missingCount = 0
  /// The rows of the frame where it was first and last true.
  package internal(set) var firstTrueRow: Int?
  package internal(set) var lastTrueRow: Int?
  package internal(set) var last = Kleene.na

  package init() {}
}

/// What a number-valued output was over some rows; `na` is counted and left out of the rest.
package struct NumberTally: Hashable, Sendable {
  package internal(set) var count = 0
  package internal(set) var missingCount = 0
  /// NaN while there is no value, like the other numbers here.
  package internal(set) var least = Double.nan
  package internal(set) var greatest = Double.nan
  package internal(set) var last = Double.nan
  var sum = 0.0

  package init() {}

  /// `na` without values, and where their sum is too large for a number.
  package var mean: Double {
    let mean = sum / Double(count)
    return mean.isFinite ? mean : .nan
  }
}

package enum OutputTally: Hashable, Sendable {
  case truths(TruthTally)
  case numbers(NumberTally)

  package var missingCount: Int {
    switch self {
    case .truths(let tally): tally.missingCount
    case .numbers(let tally): tally.missingCount
    }
  }
}

extension TruthTally {
  /// Takes in the Kleene bytes of consecutive rows, the first of which is `row`.
  mutating func add(_ truths: Span<UInt8>, firstRow row: Int) {
    guard !truths.isEmpty else { return }
    // Bit 0 says true, bit 1 false. Bytes are added up in groups that cannot overflow one byte
    // lane, which the compiler turns into vector additions.
    var trues = 0
    var falses = 0
    var index = 0
    while index < truths.count {
      let end = min(index + 255, truths.count)
      var groupTrues: UInt16 = 0
      var groupFalses: UInt16 = 0
      for row in index..<end {
        groupTrues &+= UInt16(truths[row] & 1)
        groupFalses &+= UInt16(truths[row] >> 1)
      }
      trues += Int(groupTrues)
      falses += Int(groupFalses)
      index = end
    }
    if trues > 0 {
      if firstTrueRow == nil {
        firstTrueRow = truths.indices.first { truths[$0] & 1 == 1 }.map { row + $0 }
      }
      lastTrueRow = truths.indices.reversed().first { truths[$0] & 1 == 1 }.map { row + $0 }
    }
    trueCount += trues
    falseCount += falses
    missingCount += truths.count - trues - falses
    last = Kleene(rawValue: truths[truths.count - 1]) ?? .na
  }
}

extension NumberTally {
  mutating func add(_ numbers: Span<Double>) {
    guard !numbers.isEmpty else { return }
    var present = 0
    // Comparisons with NaN are false, so `na` leaves these as they are.
    var low = Double.infinity
    var high = -Double.infinity
    var total = 0.0
    for row in numbers.indices {
      let value = numbers[row]
      let isPresent = value == value
      present &+= isPresent ? 1 : 0
      low = value < low ? value : low
      high = value > high ? value : high
      total += isPresent ? value : 0
    }
    if present > 0 {
      least = low < least || least.isNaN ? low : least
      greatest = high > greatest || greatest.isNaN ? high : greatest
    }
    count += present
    missingCount += numbers.count - present
    sum += total
    last = numbers[numbers.count - 1]
  }
}
