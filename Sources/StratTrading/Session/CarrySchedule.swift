package import StratMarket

/// What is due at the opening of each candle of a symbol for what is held: funding payments and
/// interest, by the stamps of their columns.
package struct CarrySchedule: Sendable {
  /// Rows at which funding is due, ascending, and the rates.
  private var fundingRows: [Int] = []
  private var fundingRates: [[FixedDecimal]] = []
  /// The yearly rate that is known at each row; empty where there is no interest.
  private var interest: [FixedDecimal?] = []

  package init() {}

  /// - Parameters:
  ///   - times: the opening times of the candles.
  ///   - funding: a payment of each rate at its stamp, at the first candle that opens then or
  ///     later.
  ///   - interest: yearly rates from their stamps on.
  package init(times: [Int64], funding: StampedSeries? = nil, interest: StampedSeries? = nil) {
    var row = 0
    for (stamp, value) in zip(funding?.times ?? [], funding?.values ?? []) {
      while row < times.count, times[row] < stamp { row += 1 }
      // What was stamped before the first candle was nobody's.
      guard row < times.count, row > 0 || times[row] == stamp,
        let rate = try? FixedDecimal(value)
      else { continue }
      if fundingRows.last == row {
        fundingRates[fundingRates.count - 1].append(rate)
      } else {
        fundingRows.append(row)
        fundingRates.append([rate])
      }
    }
    guard let interest else { return }
    var cursor = AsOfCursor(interest, age: .max, late: 0)
    self.interest = times.map { time in try? FixedDecimal(cursor.value(at: time)) }
  }

  /// What was due at each candle of a session, as its journal has it.
  package init(_ carries: [Carry]) {
    for (row, carry) in carries.enumerated() {
      guard let rates = carry.funding else { continue }
      fundingRows.append(row)
      fundingRates.append(rates)
    }
    if carries.contains(where: { $0.interest != nil }) { interest = carries.map(\.interest) }
  }

  /// Whether something is due at every row, held or not.
  package var isOnEveryRow: Bool { !interest.isEmpty }

  package func carry(at row: Int) -> Carry {
    if fundingRows.isEmpty && interest.isEmpty { return .none }
    let index = firstFunding(at: row)
    let isDue = index < fundingRows.count && fundingRows[index] == row
    return Carry(
      funding: isDue ? fundingRates[index] : [],
      interest: row < interest.count ? interest[row] : nil)
  }

  /// The first row at or after one at which funding is due.
  package func nextFunding(from row: Int) -> Int? {
    let index = firstFunding(at: row)
    return index < fundingRows.count ? fundingRows[index] : nil
  }

  private func firstFunding(at row: Int) -> Int {
    var low = 0
    var high = fundingRows.count
    while low < high {
      let middle = (low + high) / 2
      if fundingRows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
