import ProcessingEngine
import StratMarket
import StratTrading

/// The columns that say what holding brings and costs.
struct CarriedColumns {
  var fills: FillAssumptions
  var besides: SeriesOptions

  /// A schedule for each frame; none where nothing is ever due.
  ///
  /// Cash is one, so interest is reckoned by the candles of the first symbol.
  func schedules(for frames: [Frame]) throws -> [CarrySchedule] {
    guard fills.funding != nil || fills.interest != nil else { return [] }
    return try frames.enumerated().map { index, frame in
      let joined = try besides.joinedColumns(for: frame.symbol, tells: false)
      func series(_ column: String?) throws -> StampedSeries? {
        guard let column else { return nil }
        if let found = joined.stamped(column) { return found }
        guard let values = frame.column(column) else {
          throw CommandError(
            .missingColumn, "the candles of \(frame.symbol) have no column '\(column)'",
            help: "join a file that has it: `--join FILE`")
        }
        return StampedSeries(times: frame.times, values: values)
      }
      return CarrySchedule(
        times: frame.times, funding: try series(fills.funding),
        interest: index == 0 ? try series(fills.interest) : nil)
    }
  }
}
