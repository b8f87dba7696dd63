import StratMarket
import StratREPL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file of candles that is read when it is known which of its columns are needed.
struct CandleSource {
  private let path: String
  private let reading: CandleOptions
  private let columns: ColumnMap
  /// What the reader did to the file, for people.
  private(set) var remarks: [String] = []
  private var names: [String]?
  private var knownSymbol: String?
  /// A pipe can be read only once, so all of it was.
  private var whole: Frame?

  init(_ path: String, _ reading: CandleOptions, _ columns: ColumnMap) {
    self.path = path == "-" ? "/dev/stdin" : path
    self.reading = reading
    self.columns = columns
  }

  /// The names that formulas may use for the columns of the file.
  mutating func columnNames() throws(MarketDataError) -> [String] {
    if let names { return names }
    let found: [String]
    if isRegularFile {
      var options = reading.options(wanted: nil)
      options.maxRows = 1
      let first = try CandleReader.read(path: path, options: options).frame
      knownSymbol = first.symbol
      found = first.columnNames
    } else {
      found = try frame(nil).columnNames
    }
    let known = columns.names(of: found)
    names = known
    return known
  }

  /// Whose candles they are.
  mutating func symbol() throws(MarketDataError) -> String {
    _ = try columnNames()
    return knownSymbol ?? ""
  }

  /// The candles with the columns that programs want.
  ///
  /// - Parameter isAlone: whether a missing column stops everything. Where several programs share
  ///   the file, each finds out for itself what it lacks.
  mutating func frame(_ wanted: Set<String>, isAlone: Bool) throws(MarketDataError) -> Frame {
    if let whole { return whole }
    guard isRegularFile else { return try frame(nil) }
    var sources = columns.sources(of: wanted)
    if !isAlone {
      let present = try columnNames()
      sources = sources.filter { present.contains($0) }
    }
    return try frame(sources)
  }

  private mutating func frame(_ sources: Set<String>?) throws(MarketDataError) -> Frame {
    let file = try CandleReader.read(path: path, options: reading.options(wanted: sources))
    try reading.check(symbolOf: file.frame, path: path)
    remarks += file.remarks(path: path)
    knownSymbol = file.frame.symbol
    var frame = file.frame
    columns.apply(to: &frame)
    if sources == nil { whole = frame }
    return frame
  }

  private var isRegularFile: Bool {
    var status = stat()
    return unsafe stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }
}
