import ArgumentParser
import ProcessingEngine
import StratMarket
import StratREPL

/// What formulas read besides the candles they are evaluated over.
struct SeriesOptions: ParsableArguments {
  @Option(
    name: .customLong("with"), parsing: .upToNextOption,
    help: ArgumentHelp(
      "Files with the candles of other symbols, for formulas that read them with `of`.",
      valueName: "file"))
  var others: [String] = []

  @Option(
    name: .customLong("join"), parsing: .upToNextOption,
    help: ArgumentHelp(
      "Files with columns that have times of their own, for inputs.", valueName: "file"))
  var joins: [String] = []

  @Option(
    help: ArgumentHelp(
      "Which series to join where a file holds several; else that of the candles' symbol.",
      valueName: "symbol"))
  var joinSymbol: String?

  /// The candles of other symbols; what was mended in their files is told.
  func otherSeries() throws(MarketDataError) -> OtherSeries {
    var series = OtherSeries()
    for path in others {
      let file = try CandleReader.read(path: path)
      for remark in file.remarks(path: path) { StandardError.print(remark) }
      series.add(file.frame)
    }
    return series
  }

  /// The columns to join to the candles of a symbol.
  func joinedColumns(for symbol: String, tells: Bool = true) throws(MarketDataError)
    -> JoinedColumns
  {
    var columns = JoinedColumns()
    for path in joins {
      var options = CandleReader.Options()
      options.symbol = joinSymbol
      let file: CandleFile
      do {
        file = try CandleReader.read(path: path, options: options)
      } catch {
        guard error.code == .severalSymbols, joinSymbol == nil else { throw error }
        options.symbol = symbol
        guard let own = try? CandleReader.read(path: path, options: options) else {
          var several = error
          several.help = "choose one of them: `--join-symbol NAME`"
          throw several
        }
        file = own
      }
      if tells { for remark in file.remarks(path: path) { StandardError.print(remark) } }
      columns.add(file.frame)
    }
    return columns
  }
}

extension CommandError {
  /// Why a program cannot run over candles.
  init(_ error: SeriesError, path: String? = nil) {
    let code: Code
    switch error {
    case .missingColumn: code = .missingColumn
    case .missingSymbol: code = .missingSeries
    case .unknownInterval: code = .unknownInterval
    case .intervalNotLonger, .intervalNotMultiple: code = .intervalMismatch
    case .unknownZone: code = .noZoneData
    case .misfitStamp: code = .misfitStamp
    }
    self.init(code, error.description, path: path, help: error.help)
  }
}
