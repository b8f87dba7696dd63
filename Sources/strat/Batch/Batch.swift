import ProcessingEngine
import StratBacktest
import StratLanguage
import StratMarket
import StratREPL
import StratTrading

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A strategy of a batch, compiled once for all files.
struct BatchStrategy: Sendable {
  let path: String
  let program: Result<StrategyProgram, BatchRefusal>

  init(path: String) {
    self.path = path
    program = Result { () throws(BatchRefusal) -> StrategyProgram in
      do {
        let source = try StrategySource.file(path)
        let result = source.compile(overrides: [:])
        guard let strategy = result.strategy else {
          result.diagnostics.report(in: source.text)
          throw BatchRefusal(reason: "has errors")
        }
        guard strategy.outputs.contains(where: { $0.role.isRule }) else {
          throw BatchRefusal(reason: "has no rule")
        }
        return try StrategyProgram(strategy)
      } catch let refusal as BatchRefusal {
        throw refusal
      } catch {
        throw BatchRefusal(error)
      }
    }
  }
}

/// Why a strategy has no result over a file.
struct BatchRefusal: Error, Sendable {
  var reason: String
  var status = BatchRow.Status.failed

  init(reason: String, status: BatchRow.Status = .failed) {
    self.reason = reason
    self.status = status
  }

  /// The first line of an error, without its code's frame.
  init(_ error: any Error) {
    let text = "\(error)".split(separator: "\n").first.map(String.init) ?? ""
    self.init(reason: text.hasPrefix("error") ? String(text.drop { $0 != " " }.dropFirst()) : text)
  }
}

/// Every strategy over a file of candles.
struct Batch: Sendable {
  let strategies: [BatchStrategy]
  let trading: TradingOptions
  let reading: CandleOptions
  let besides: SeriesOptions
  /// Read once for all files; what is wrong with it shows in each.
  let others: Result<OtherSeries, MarketDataError>
  let from: String?
  let to: String?
  let known: [String: BatchRow]
  /// Whose candles each file holds.
  let symbols: [(path: String, symbol: String)]

  init(
    strategies: [BatchStrategy], files: [String], trading: TradingOptions,
    reading: CandleOptions, besides: SeriesOptions, from: String?, to: String?,
    known: [String: BatchRow]
  ) {
    self.strategies = strategies
    self.trading = trading
    self.reading = reading
    self.besides = besides
    others = Result { () throws(MarketDataError) in try besides.otherSeries() }
    self.from = from
    self.to = to
    self.known = known
    let columns = (try? reading.columnMap()) ?? ColumnMap()
    // A file that cannot be read says so when its turn comes.
    symbols = files.compactMap { path in
      var source = CandleSource(path, reading, columns)
      return (try? source.symbol()).map { (path, $0) }
    }
  }

  /// - Parameter body: told of each row as soon as it is there, and whether it was computed now.
  func run(
    over file: String, shouldStop: () -> Bool, _ body: (BatchRow, _ isNew: Bool) -> Void
  ) -> [BatchRow] {
    var rows: [BatchRow] = []
    func add(_ row: BatchRow, isNew: Bool = true) {
      rows.append(row)
      body(row, isNew)
    }
    var open: [(row: BatchRow, program: StrategyProgram)] = []
    for strategy in strategies {
      switch strategy.program {
      case .failure(let refusal):
        add(
          BatchRow(
            identity: "", strategy: strategy.path, file: file, status: refusal.status,
            reason: refusal.reason))
      case .success(let program):
        let identity = identity(of: program, file)
        if let row = known[identity] {
          add(row, isNew: false)
        } else {
          let row = BatchRow(
            identity: identity, strategy: strategy.path, file: file, status: .failed)
          open.append((row, program))
        }
      }
    }
    guard !open.isEmpty, !shouldStop() else { return rows }
    var candles: BatchCandles
    do {
      candles = try BatchCandles(
        file, among: symbols, try others.get(), reading, besides, try trading.fills(),
        programs: open.map(\.program), period: try Period(from: from, to: to))
    } catch {
      let refusal = BatchRefusal(error)
      for var (row, _) in open {
        row.reason = refusal.reason
        add(row)
      }
      return rows
    }
    let terms = Result { try trading.terms([candles.frame]) }
    let signals = candles.signals(of: open.map(\.program))
    for (index, (row, program)) in open.enumerated() {
      guard !shouldStop() else { return rows }
      var row = row
      row.symbol = candles.frame.symbol
      row.interval = candles.frame.interval?.description
      do {
        let table = try signals[index].get()
        let configuration = try terms.get().configuration(of: program.strategy)
        row.take(
          Backtest(
            configuration, frames: [candles.frame], carries: candles.carries,
            rows: [candles.rows], signals: [table]
          ).run())
      } catch {
        let refusal = error as? BatchRefusal ?? BatchRefusal(error)
        row.status = refusal.status
        row.reason = refusal.reason
      }
      add(row)
    }
    return rows
  }

  /// In the order in which strategies and files were named.
  func sorted(_ rows: [BatchRow], files: [String]) -> [BatchRow] {
    let strategyPlaces = Dictionary(
      uniqueKeysWithValues: strategies.map(\.path).enumerated().map { ($1, $0) })
    let filePlaces = Dictionary(uniqueKeysWithValues: files.enumerated().map { ($1, $0) })
    return rows.sorted { left, right in
      let a = (strategyPlaces[left.strategy] ?? 0, filePlaces[left.file] ?? 0)
      let b = (strategyPlaces[right.strategy] ?? 0, filePlaces[right.file] ?? 0)
      return a < b
    }
  }

  private func identity(of program: StrategyProgram, _ file: String) -> String {
    let parts: [String] = [
      Strat.engineVersion, program.strategy.semanticHash, trading.identity, from ?? "", to ?? "",
      reading.strict ? "strict" : "", reading.symbol ?? "", reading.column.joined(separator: ","),
    ]
    let read = Set(program.series.otherSymbols.map { $0.lowercased() })
    let others = symbols.filter { read.contains($0.symbol.lowercased()) }.map(\.path)
    let files = [file] + besides.others + besides.joins + others
    return (parts + files.map(Self.stamp)).joined(separator: "|")
  }

  /// A file counts as the same while its size and its time of change are.
  private static func stamp(_ path: String) -> String {
    var status = stat()
    _ = unsafe stat(path, &status)
    #if canImport(Darwin)
      let changed = status.st_mtimespec
    #else
      let changed = status.st_mtim
    #endif
    return "\(path):\(status.st_size):\(changed.tv_sec).\(changed.tv_nsec)"
  }
}

extension TradingOptions {
  /// Everything in it, as text.
  var identity: String {
    let parts: [String?] = [
      "\(cash)", fee, slippage, bothHit, maxVolumeShare, borrow, funding, interest,
      adjust ? "adjust" : nil, tick.map { "\($0)" }, lot.map { "\($0)" },
      minNotional.map { "\($0)" }, noShorts ? "long" : nil,
    ]
    return parts.map { $0 ?? "" }.joined(separator: ",")
  }
}
