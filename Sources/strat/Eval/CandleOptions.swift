import ArgumentParser
import StratMarket

/// How candles are read, the same for every command that reads some.
struct CandleOptions: ParsableArguments {
  @Flag(help: "Refuse files that would have to be repaired.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "Which series to read where a file holds several, such as arbitrum/WETH.",
      valueName: "symbol"))
  var symbol: String?

  @Option(
    help: ArgumentHelp(
      "Read a column of the file under another name, such as close=adj_close.",
      valueName: "name=column"))
  var column: [String] = []

  func options(wanted: Set<String>?) -> CandleReader.Options {
    var options = CandleReader.Options()
    options.strict = strict
    options.symbol = symbol
    options.wantedColumns = wanted
    return options
  }

  /// A file that does not name its series is named after itself; another was not asked for.
  func check(symbolOf frame: Frame, path: String) throws(MarketDataError) {
    guard let symbol, frame.symbol.lowercased() != symbol.lowercased(),
      !frame.symbol.lowercased().hasSuffix("/" + symbol.lowercased())
    else { return }
    throw MarketDataError(
      .unknownSymbol, path: path, message: "the file holds \(frame.symbol), not \(symbol)",
      help: "leave out --symbol, or choose another file")
  }

  func columnMap() throws(CommandError) -> ColumnMap {
    var columns: [(name: String, source: String)] = []
    for text in column {
      let sides = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
        throw CommandError(
          .malformedColumn, "--column wants a name and a column of the file, this is '\(text)'",
          help: "write `--column close=adj_close`")
      }
      if columns.contains(where: { $0.name == sides[0] }) {
        throw CommandError(
          .malformedColumn, "--column gives '\(sides[0])' twice", help: "keep one of the two")
      }
      columns.append((sides[0], sides[1]))
    }
    return ColumnMap(columns: columns)
  }
}

/// Which column of a file stands for a name of the language, where they differ.
struct ColumnMap {
  var columns: [(name: String, source: String)] = []

  /// The columns of the file behind the names a program reads.
  func sources(of names: Set<String>) -> Set<String> {
    Set(names.map { name in columns.first { $0.name == name }?.source ?? name })
  }

  /// The names under which a file's columns can be read.
  func names(of sources: [String]) -> [String] {
    sources
      + columns.filter { sources.contains($0.source) && !sources.contains($0.name) }
      .map(\.name)
  }

  /// Gives the frame its columns under their new names.
  func apply(to frame: inout Frame) {
    // Read first, so that two columns can change places.
    let found = columns.compactMap { column in
      frame.column(column.source).map { (name: column.name, values: $0) }
    }
    for (name, values) in found { frame.setColumn(name, to: values) }
  }
}
