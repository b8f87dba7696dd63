import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import Testing

/// What other bars, times and joined columns mean, by hand.
struct FeedMeaningTests {
  private static let hour: Int64 = 3_600_000

  private func time(_ text: String) throws -> Int64 { try #require(Timestamp(text)).milliseconds }

  private func series(_ text: String) throws -> SeriesProgram {
    let checked = compile(SourceText(name: "t", text))
    return try SeriesProgram(
      try #require(checked.strategy, "\(checked.diagnostics.map(\.message))"))
  }

  /// Closes 1, 2, 3 … at the given times.
  private func frame(_ times: [Int64], _ interval: Int64, symbol: String = "T") -> Frame {
    let closes = times.indices.map { Double($0 + 1) }
    return Frame(
      symbol: symbol, times: times, columnNames: ["open", "high", "low", "close", "volume"],
      columns: Array(repeating: closes, count: 5), interval: .fixed(milliseconds: interval))
  }

  private func numbers(
    _ text: String, _ frame: Frame, _ others: OtherSeries = OtherSeries()
  ) throws -> [Double] {
    let rows = 0..<frame.rowCount
    let run = try SeriesRun(
      series(text), over: frame, others: others, rows: rows, keeping: rows)
    guard case .numbers(let numbers) = run.values[0] else { return [] }
    return numbers.map { $0.isNaN ? -1 : $0 }
  }

  @Test func `a day is seen when its last hour closes, and not before`() throws {
    let start = try time("2024-05-01T20:00:00Z")
    let hours = frame((0..<30).map { start + $0 * Self.hour }, Self.hour)
    let days = try numbers("stop close on 1d", hours)
    #expect(days == Array(repeating: -1, count: 3) + Array(repeating: 4, count: 24) + [28, 28, 28])
  }

  @Test func `a day that lacks its last hour is seen when a candle of the next closes`() throws {
    let times = try [
      "2024-05-03T19:00Z", "2024-05-03T20:00Z", "2024-05-06T13:00Z",
      "2024-05-06T14:00Z",
    ].map(time)
    #expect(try numbers("stop close on 1d", frame(times, Self.hour)) == [-1, -1, 2, 2])
    #expect(try numbers("stop close on 1w", frame(times, Self.hour)) == [-1, -1, 2, 2])
  }

  @Test func `a symbol's bar is seen once it is over, however long it is`() throws {
    let start = try time("2024-05-01T00:00:00Z")
    let hours = frame((0..<50).map { start + $0 * Self.hour }, Self.hour)
    let days = frame((0..<3).map { start + $0 * 24 * Self.hour }, 24 * Self.hour, symbol: "SPY")
    let seen = try numbers("stop close of \"SPY\"", hours, OtherSeries([days]))
    #expect(
      seen == Array(repeating: -1, count: 23) + Array(repeating: 1, count: 24) + [2, 2, 2])
    #expect(try numbers("stop close of \"SPY\" on 1d", hours, OtherSeries([days])) == seen)
  }

  @Test func `truths come through a column as they were`() throws {
    let start = try time("2024-05-01T00:00:00Z")
    var hours = frame((0..<96).map { start + $0 * Self.hour }, Self.hour)
    // The first day rises, the second falls, of the third the close is missing.
    var closes = hours.columns[3]
    closes[47] = 0
    closes[71] = .nan
    hours.setColumn("close", to: closes)
    let rows = 0..<hours.rowCount
    let run = try SeriesRun(
      series("entry long when (close > open) on 1d\nstop close"), over: hours, rows: rows,
      keeping: rows)
    guard case .truths(let truths) = run.values[0] else { return }
    let found = [22, 23, 46, 47, 70, 71, 94, 95].map { Kleene(rawValue: truths[$0]) }
    #expect(found == [.na, .true, .true, .false, .false, .na, .na, .true])
  }

  @Test func `a forming candle does not close the day it is the last hour of`() throws {
    let start = try time("2024-05-01T00:00:00Z")
    let series = try series("stop close on 1d")
    let executor = try SeriesExecutor(
      series, interval: .fixed(milliseconds: Self.hour), symbol: "T")
    for hour in 0..<23 { executor.commit(open: start + Int64(hour) * Self.hour, [Double(hour)]) }
    let register = series.program.outputs[0].register
    executor.peek(open: start + 23 * Self.hour, [23])
    #expect(executor.number(register).isNaN)
    // A candle of the next day proves it over, even before that candle closes.
    executor.peek(open: start + 24 * Self.hour, [24])
    #expect(executor.number(register) == 22)
    executor.commit(open: start + 23 * Self.hour, [23])
    #expect(executor.number(register) == 23)
  }

  @Test func `times are those at which candles open, in the strategy's zone`() throws {
    let times = try [
      "2017-03-12T06:00:00Z", "2017-03-12T07:00:00Z", "2017-11-05T05:30:00Z",
      "2017-11-05T06:30:00Z", "2018-01-01T04:59:30Z",
    ].map(time)
    let candles = frame(times, Self.hour)
    func column(_ name: String) throws -> [Double] {
      try numbers("strategy \"t\" in \"America/New_York\"\nsize \(name) units", candles)
    }
    #expect(try column("hour") == [1, 3, 1, 1, 23])
    #expect(try column("minute") == [0, 0, 30, 30, 59])
    #expect(try column("minute_of_day") == [60, 180, 90, 90, 1439])
    #expect(try column("day_of_week") == [7, 7, 7, 7, 7])
    #expect(try column("day_of_month") == [12, 12, 5, 5, 31])
    #expect(try column("month") == [3, 3, 11, 11, 12])
    #expect(try column("year") == [2017, 2017, 2017, 2017, 2017])
    #expect(try column("week_of_year") == [10, 10, 44, 44, 52])
    #expect(try column("time_of_day / 1m") == [60, 180, 90, 90, 1439.5])
  }

  @Test func `a time of day is compared with a time`() throws {
    let start = try time("2024-05-01T09:00:00Z")
    let quarters = frame((0..<6).map { start + $0 * Self.hour / 4 }, Self.hour / 4)
    let rows = 0..<6
    let run = try SeriesRun(
      series("entry long when 09:30 <= time_of_day < 09:30 + 30m\nstop close"), over: quarters,
      rows: rows, keeping: rows)
    guard case .truths(let truths) = run.values[0] else { return }
    #expect(truths.map { $0 == 1 } == [false, false, true, true, false, false])
  }

  @Test func `a program is warm once all its bars have their history`() throws {
    let start = try time("2024-05-01T00:00:00Z")
    // The second day closes with hour 47; three more hours are averaged.
    let series = try series("strategy \"t\" on 1h\nstop sma(sma(close, 2) on 1d, 4)")
    let executor = try SeriesExecutor(
      series, interval: .fixed(milliseconds: Self.hour), symbol: "T")
    var warmFrom: Int?
    var knownFrom: Int?
    for hour in 0..<60 {
      executor.commit(open: start + Int64(hour) * Self.hour, [Double(hour)])
      if executor.isWarm, warmFrom == nil { warmFrom = hour }
      if !executor.number(series.program.outputs[0].register).isNaN, knownFrom == nil {
        knownFrom = hour
      }
    }
    #expect(warmFrom == 50 && knownFrom == 50)
  }

  @Test func `what cannot be is an error that says what to do`() throws {
    let start = try time("2024-05-01T00:00:00Z")
    let days = frame((0..<5).map { start + $0 * 24 * Self.hour }, 24 * Self.hour)
    let cases: [(String, String)] = [
      ("stop close on 1d", "bars of 1d cannot be made"), ("stop close on 4h", "bars of 4h cannot"),
      ("stop close of \"SPY\"", "there are no candles of \"SPY\""),
    ]
    for (text, message) in cases {
      for path in ExecutionPath.allCases {
        #expect {
          try SeriesRun(series(text), over: days, rows: 0..<5, keeping: 0..<5, path: path)
        } throws: { error in
          guard let error = error as? SeriesError else { return false }
          return error.description.contains(message) && !error.help.isEmpty
        }
      }
    }
    let hours = frame((0..<5).map { start + $0 * 7 * Self.hour }, 7 * Self.hour)
    #expect(throws: SeriesError.self) { try numbers("stop close on 1d", hours) }
    let one = Frame(symbol: "T", times: [0], columnNames: ["close"], columns: [[1]])
    #expect(throws: SeriesError.self) { try numbers("stop close on 1d", one) }
  }

  @Test func `a saved state that is damaged is refused, not believed`() throws {
    let random = try FeedCase(seed: 3, rows: 60)
    let batch = try SeriesBatch(random.series, over: random.frame, rows: 60, others: random.others)
    var executor = BlockExecutor(random.series.program)
    try executor.run(batch.frame, rows: 0..<60) { _, _ in }
    let bytes = batch.image(executor.saveState()).bytes
    for count in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: StateImageError.self) {
        try SeriesImage(bytes: Array(bytes.prefix(count)))
      }
    }
    #expect(throws: StateImageError.self) {
      try SeriesImage(bytes: bytes + [0, 0, 0, 0, 0, 0, 0, 0])
    }
    let other = try SeriesExecutor(
      series("stop close on 1d"), interval: random.frame.interval, symbol: "BASE")
    #expect(throws: StateImageError.self) { try other.restore(SeriesImage(bytes: bytes)) }
  }

  // MARK: Joined columns

  @Test func `a joined value is the last by the candle's close, as old as the rule lets it`() throws
  {
    let start = try time("2024-05-01T00:00:00Z")
    var hours = frame((0..<6).map { start + $0 * Self.hour }, Self.hour)
    let stamps = [start + 151, start + 2 * Self.hour + 5, start + 3 * Self.hour + 5]
    var joined = JoinedColumns()
    joined.add(Frame(symbol: "F", times: stamps, columnNames: ["f"], columns: [[1, 2, 3]]))
    func run(_ rule: String) throws -> [Double] {
      let series = try series("input f : price\(rule)\nstop f")
      try joined.join(series.inputs, to: &hours)
      return try numbers("input f : price\(rule)\nstop f", hours)
    }
    #expect(try run(" as of 8h") == [1, 1, 2, 3, 3, 3])
    #expect(try run(" as of 8h within 1s") == [1, 2, 3, 3, 3, 3])
    #expect(try run(" as of 1h") == [1, -1, 2, 3, -1, -1])
    #expect {
      try run("")
    } throws: { error in
      "\(error)".contains("'f' has a value at 2024-05-01T00:00:00.151Z")
    }
  }

  @Test func `a column of the candles themselves may have a rule`() throws {
    let start = try time("2024-05-01T00:00:00Z")
    var hours = frame((0..<5).map { start + $0 * Self.hour }, Self.hour)
    hours.setColumn("f", to: [1, .nan, .nan, 4, .nan])
    let series = try series("input f : price as of 2h\nstop f")
    try JoinedColumns().join(series.inputs, to: &hours)
    let found = try numbers("input f : price as of 2h\nstop f", hours)
    #expect(found == [1, 1, 1, 4, 4])
  }
}
