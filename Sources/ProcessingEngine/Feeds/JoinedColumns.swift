import StratLanguage
package import StratMarket

/// Columns that come from elsewhere than the candles, each with times of its own.
package struct JoinedColumns: Sendable {
  private var columns: [String: StampedSeries] = [:]
  /// The names of the columns, in the order they came.
  package private(set) var names: [String] = []

  package init() {}

  /// Adds the columns of a file; of one name the first counts.
  package mutating func add(_ frame: Frame) {
    for (name, values) in zip(frame.columnNames, frame.columns) where columns[name] == nil {
      columns[name] = StampedSeries(times: frame.times, values: values)
      names.append(name)
    }
  }

  package func contains(_ name: String) -> Bool { columns[name] != nil }

  /// A column with its own stamps.
  package func stamped(_ name: String) -> StampedSeries? { columns[name] }

  /// Gives candles the columns that a program reads, by its rules.
  ///
  /// Each candle gets the last value stamped at or before its close, as far as its rule lets it: a
  /// stamp says from when on a value was known. What a candle itself has in a column is known when
  /// it closes. Without a rule, a stamp must be the opening of a candle, whose value it is.
  ///
  /// - Parameter interval: of the candles, where the frame does not tell.
  package func join(
    _ inputs: [SeriesProgram.Input], to frame: inout Frame, interval: Interval? = nil
  ) throws(SeriesError) {
    for input in inputs {
      let elsewhere = columns[input.name]
      let rule = input.joining
      guard elsewhere != nil || rule != nil else { continue }
      guard let interval = frame.interval ?? interval else {
        throw .unknownInterval(symbol: frame.symbol)
      }
      let ends = frame.times.map { interval.end(ofBarAt: $0) }
      guard
        let series = elsewhere
          ?? frame.column(input.name).map({ StampedSeries(times: ends, values: $0) })
      else {
        throw .missingColumn(MissingColumn(name: input.name, available: frame.columnNames + names))
      }
      guard let rule else {
        let end = ends.last ?? .min
        let (values, misfit) = series.exactly(at: frame.times, until: end)
        if let misfit {
          throw .misfitStamp(
            column: input.name, at: Timestamp(milliseconds: misfit), symbol: frame.symbol)
        }
        frame.setColumn(input.name, to: values)
        continue
      }
      var cursor = AsOfCursor(series, age: rule.ageMilliseconds, late: rule.lateMilliseconds)
      frame.setColumn(input.name, to: ends.map { cursor.value(at: $0) })
    }
  }
}
