import ProcessingEngine
import StratMarket
import StratTrading

/// The candle files of a session: one symbol each, with prices to fill orders at.
struct TradedCandles {
  var paths: [String]
  var reading: CandleOptions
  var besides: SeriesOptions
  var fills = FillAssumptions()

  /// The candles with the columns that the strategy reads.
  func frames(for program: StrategyProgram) throws -> [Frame] {
    let columns = try reading.columnMap()
    var frames: [Frame] = []
    for path in paths {
      var source = CandleSource(path, reading, columns)
      let inputs = program.series.inputs
      let present = try source.columnNames()
      let joined = try besides.joinedColumns(for: try source.symbol())
      let wanted = Set(inputs.map(\.name).filter { !joined.contains($0) })
        .union(["open", "high", "low", "close", "volume"])
        .union([fills.funding, fills.interest].compactMap(\.self).filter(present.contains))
        .union([PriceAdjustment.column].filter(present.contains))
      for name in ["open", "high", "low", "close"] where !present.contains(name) {
        throw CommandError(
          .missingColumn, "trading needs a column '\(name)'", path: path,
          help: "map it with --column \(name)=…")
      }
      if fills.isAdjusted, !present.contains(PriceAdjustment.column) {
        throw CommandError(
          .missingColumn, "--adjust needs a column '\(PriceAdjustment.column)'", path: path,
          help: "map it with --column \(PriceAdjustment.column)=…")
      }
      var frame = try source.frame(
        wanted.filter { $0 != "volume" || present.contains($0) },
        isAlone: true)
      for remark in source.remarks { StandardError.print(remark) }
      if frames.contains(where: { $0.symbol == frame.symbol }) {
        throw CommandError(
          .usage, "two files are of \(frame.symbol)", path: path,
          help: "give one file for each symbol")
      }
      if fills.maxVolumeShare != nil, !present.contains("volume") {
        throw CommandError(
          .missingColumn, "--max-volume-share needs a column 'volume'", path: path,
          help: "map it with --column volume=…")
      }
      if fills.isAdjusted {
        PriceAdjustment.apply(to: &frame)
      } else if let remark = PriceAdjustment.remark(on: frame) {
        StandardError.print(remark)
      }
      guard frame.rowCount > 0 else {
        throw CommandError(.noBars, "the file has no candles", path: path)
      }
      do {
        try joined.join(inputs, to: &frame, interval: program.interval)
      } catch {
        throw CommandError(error, path: path)
      }
      frames.append(frame)
    }
    return frames
  }
}
