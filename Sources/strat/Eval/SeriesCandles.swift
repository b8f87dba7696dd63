import ProcessingEngine
import StratMarket

/// The candles of a file with all that some strategies read besides them.
struct SeriesCandles {
  let frame: Frame
  let others: OtherSeries

  init(
    _ path: String, for strategies: [CompiledStrategy], _ reading: CandleOptions,
    _ besides: SeriesOptions
  ) throws {
    var source = CandleSource(path, reading, try reading.columnMap())
    let joined =
      besides.joins.isEmpty
      ? JoinedColumns() : try besides.joinedColumns(for: try source.symbol())
    let inputs = strategies.flatMap(\.series.inputs)
    let wanted = Set(inputs.map(\.name).filter { !joined.contains($0) })
    var frame = try source.frame(wanted, isAlone: true)
    for remark in source.remarks { StandardError.print(remark) }
    do {
      for strategy in strategies {
        try joined.join(strategy.series.inputs, to: &frame, interval: strategy.interval)
      }
    } catch {
      throw CommandError(error, path: path)
    }
    var others = try besides.otherSeries()
    others.add(frame)
    self.frame = frame
    self.others = others
  }
}
