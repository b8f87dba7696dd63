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
    let inputs = program.series.inputs
    var frames: [Frame] = []
    for path in paths {
      var (frame, joined) = try file(path, inputs: inputs.map(\.name), isAlone: true)
      if frames.contains(where: { $0.symbol == frame.symbol }) {
        throw CommandError(
          .usage, "two files are of \(frame.symbol)", path: path,
          help: "give one file for each symbol")
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

  /// The candles of a file with everything that trading and the named inputs read of it, and what
  /// is to be joined to them.
  ///
  /// - Parameter isAlone: whether a missing input stops everything.
  func file(
    _ path: String, inputs: [String], isAlone: Bool
  ) throws -> (frame: Frame, joined: JoinedColumns) {
    var source = CandleSource(path, reading, try reading.columnMap())
    let present = try source.columnNames()
    let joined = try besides.joinedColumns(for: try source.symbol(), tells: isAlone)
    func demand(_ name: String, _ message: String) throws(CommandError) {
      guard !present.contains(name) else { return }
      throw CommandError(
        .missingColumn, message, path: path, help: "map it with --column \(name)=…")
    }
    for name in ["open", "high", "low", "close"] {
      try demand(name, "trading needs a column '\(name)'")
    }
    if fills.isAdjusted {
      let name = PriceAdjustment.column
      try demand(name, "--adjust needs a column '\(name)'")
    }
    if fills.maxVolumeShare != nil {
      try demand("volume", "--max-volume-share needs a column 'volume'")
    }
    let own = ["volume", PriceAdjustment.column, fills.funding, fills.interest].compactMap(\.self)
    let wanted = Set(inputs.filter { !joined.contains($0) && (isAlone || present.contains($0)) })
      .union(["open", "high", "low", "close"]).union(own.filter(present.contains))
    var frame = try source.frame(wanted, isAlone: isAlone)
    for remark in source.remarks { StandardError.print(remark) }
    if fills.isAdjusted {
      PriceAdjustment.apply(to: &frame)
    } else if let remark = PriceAdjustment.remark(on: frame) {
      StandardError.print(remark)
    }
    guard frame.rowCount > 0 else {
      throw CommandError(.noBars, "the file has no candles", path: path)
    }
    return (frame, joined)
  }
}
