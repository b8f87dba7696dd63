import ProcessingEngine
import StratLanguage
import StratMarket
import StratREPL

/// The candles of a test: read from its file, or made of the values written into it.
struct TestFrame {
  private(set) var frame: Frame
  private(set) var others = OtherSeries()

  /// - Parameter path: the strategy's own, beside which its files are.
  init(_ test: CheckedTest, _ series: SeriesProgram, besides path: String) throws {
    switch test.candles {
    case .file(let name, _):
      let place = Self.place(of: name, besides: path)
      frame = try Self.read(place, series.inputs)
      for symbol in series.otherSymbols {
        guard let other = Self.place(of: symbol, insteadOf: frame.symbol, place),
          TextFile.exists(other)
        else { continue }
        others.add(try Self.read(other, series.inputs(ofSymbol: symbol)))
      }
    case .inline(let columns):
      let step = test.strategy.intervalMilliseconds ?? CheckedTest.standardInterval
      let count = columns.first?.values.count ?? 0
      frame = Frame(
        symbol: "TEST", times: (0..<count).map { CheckedTest.firstMillisecond + Int64($0) * step },
        columnNames: columns.map(\.name), columns: columns.map(\.values),
        interval: .fixed(milliseconds: step))
    }
    let interval = test.strategy.intervalMilliseconds.map { Interval.fixed(milliseconds: $0) }
    try JoinedColumns().join(series.inputs, to: &frame, interval: interval)
    others.add(frame)
  }

  private static func read(_ path: String, _ inputs: [SeriesProgram.Input]) throws -> Frame {
    var options = CandleReader.Options()
    options.wantedColumns = Set(inputs.map(\.name))
    return try CandleReader.read(path: path, options: options).frame
  }

  /// Where the candles of another symbol are: in the file of that name, beside the test's own;
  /// `MSFT_1d.csv` for `AAPL_1d.csv`.
  private static func place(
    of symbol: String, insteadOf own: String, _ path: String
  ) -> String? {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let other = path.replacing(
      own, with: symbol, subrange: start..<path.endIndex, maxReplacements: 1)
    return other == path ? nil : other
  }

  /// A path as it is written in a strategy, seen from where the program runs.
  static func place(of name: String, besides path: String) -> String {
    guard !name.hasPrefix("/"), path != "-", let slash = path.lastIndex(of: "/") else {
      return name
    }
    return String(path[...slash]) + name
  }
}
