import StratLanguage
import StratMarket
import StratREPL

/// The candles of a test: read from its file, or made of the values written into it.
enum TestFrame {
  /// - Parameter path: the strategy's own, beside which its files are.
  static func read(_ test: CheckedTest, besides path: String) throws -> Frame {
    switch test.candles {
    case .file(let name, _):
      let columns = Set(test.strategy.graph.columns.map(\.name))
      let options = CandleReader.Options.wanting(columns)
      return try CandleReader.read(path: place(of: name, besides: path), options: options).frame
    case .inline(let columns):
      let step = test.strategy.intervalMilliseconds ?? CheckedTest.standardInterval
      let count = columns.first?.values.count ?? 0
      return Frame(
        symbol: "TEST", times: (0..<count).map { CheckedTest.firstMillisecond + Int64($0) * step },
        columnNames: columns.map(\.name), columns: columns.map(\.values),
        interval: .fixed(milliseconds: step))
    }
  }

  /// A path as it is written in a strategy, seen from where the program runs.
  static func place(of name: String, besides path: String) -> String {
    guard !name.hasPrefix("/"), path != "-", let slash = path.lastIndex(of: "/") else {
      return name
    }
    return String(path[...slash]) + name
  }
}

extension CandleReader.Options {
  /// The usual way of reading, with no more columns than are needed.
  fileprivate static func wanting(_ columns: Set<String>) -> CandleReader.Options {
    var options = CandleReader.Options()
    options.wantedColumns = columns
    return options
  }
}
