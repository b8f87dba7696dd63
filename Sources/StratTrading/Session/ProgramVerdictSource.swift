package import ProcessingEngine
import StratLanguage
package import StratMarket

/// The verdicts of a compiled strategy over one symbol's candles.
///
/// Prices and volume come from the candle; columns beyond them from the frame, in the row with the
/// candle's time; those of other symbols from their own candles.
package final class ProgramVerdictSource: VerdictSource {
  private enum Column {
    case open, high, low, close, volume
    case extra([Double])
  }

  private let strategy: StrategyProgram
  private let executor: SeriesExecutor
  private let columns: [Column]
  private let times: [Int64]
  private var row = 0
  private var values: [Double]

  /// - Parameter frame: has the joined columns, and tells the interval of the candles; where it
  ///   has too few, the strategy does.
  package init(
    _ strategy: StrategyProgram, frame: Frame, others: OtherSeries = OtherSeries()
  ) throws(SeriesError) {
    self.strategy = strategy
    executor = try SeriesExecutor(
      strategy.series, interval: frame.interval ?? strategy.interval, symbol: frame.symbol,
      others: others)
    times = frame.times
    values = Array(repeating: .nan, count: strategy.series.inputs.count)
    var columns: [Column] = []
    for input in strategy.series.inputs {
      switch input.name {
      case "open": columns.append(.open)
      case "high": columns.append(.high)
      case "low": columns.append(.low)
      case "close": columns.append(.close)
      case "volume": columns.append(.volume)
      default:
        guard let extra = frame.column(input.name) else {
          throw .missingColumn(MissingColumn(name: input.name, available: frame.columnNames))
        }
        columns.append(.extra(extra))
      }
    }
    self.columns = columns
  }

  package var isWarm: Bool { executor.isWarm }

  package var savedState: [UInt8]? { executor.saveState().bytes }

  package func restore(_ state: [UInt8]) throws { try executor.restore(SeriesImage(bytes: state)) }

  package func next(_ candle: Candle) -> Verdict {
    while row < times.count, times[row] < candle.time.milliseconds { row += 1 }
    let isHere = row < times.count && times[row] == candle.time.milliseconds
    for (index, column) in columns.enumerated() {
      switch column {
      case .open: values[index] = candle.open
      case .high: values[index] = candle.high
      case .low: values[index] = candle.low
      case .close: values[index] = candle.close
      case .volume: values[index] = candle.volume
      case .extra(let extra): values[index] = isHere ? extra[row] : .nan
      }
    }
    executor.commit(open: candle.time.milliseconds, values)
    return executor.verdict(strategy)
  }
}
