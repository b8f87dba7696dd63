import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import Testing

/// What the values of a session are, bar by bar.
struct SessionFieldTests {
  private func frame(_ first: String, every minutes: Int64, _ count: Int) throws -> Frame {
    let start = try #require(Timestamp(first)).milliseconds
    let closes = (0..<count).map { Double($0 + 1) }
    return Frame(
      symbol: "T", times: (0..<count).map { start + Int64($0) * minutes * 60_000 },
      columnNames: ["open", "high", "low", "close", "volume"],
      columns: Array(repeating: closes, count: 5), interval: .fixed(milliseconds: minutes * 60_000))
  }

  private func strategy(_ statements: String, _ formula: String) throws -> CheckedStrategy {
    let declarations = parseStrategy(SourceText(name: "declarations", statements))
    #expect(declarations.diagnostics.isEmpty)
    let checked = compileFormula(
      SourceText(name: "formula", formula),
      context: FormulaContext(declarations: [declarations.tree]))
    return try #require(checked.strategy, "\(checked.diagnostics.map(\.message))")
  }

  /// By blocks and by ticks, which must agree; −1 for `na`.
  private func values(_ statements: String, _ formula: String, _ frame: Frame) throws -> [Double] {
    let number = "if is_na(\(formula)) then -1 else \(formula)"
    let series = try SeriesProgram(try strategy(statements, number))
    let rows = 0..<frame.rowCount
    let run = try SeriesRun(series, over: frame, rows: rows, keeping: rows)
    guard case .numbers(let blocks) = run.values[0] else { return [] }
    let ticks = try SeriesExecutor(series, interval: frame.interval, symbol: "T")
    let columns = try series.columns(of: frame)
    let register = series.program.outputs[0].register
    for row in rows {
      ticks.commit(open: frame.times[row], columns.map { $0[row] })
      #expect(ticks.number(register).bitPattern == blocks[row].bitPattern, "row \(row)")
    }
    return blocks
  }

  private let exchange = "hours 09:30..16:00 in \"America/New_York\""

  @Test func `minutes are counted from the opening on the exchange's clock`() throws {
    // The Friday before and the Monday after clocks were set forward in New York.
    for (day, hour) in [("2024-03-08", 14), ("2024-03-11", 13)] {
      let bars = try frame("\(day)T\(hour):00Z", every: 30, 15)
      let since = (0..<13).map { Double($0 * 30) }
      #expect(
        try values(exchange, "session_time / 1m", bars) == [-1] + since + [-1], "\(day)")
      let left = (0..<13).map { Double(390 - $0 * 30) }
      #expect(try values(exchange, "session_left / 1m", bars) == [-1] + left + [-1], "\(day)")
    }
  }

  @Test func `opening and close are times of day in the strategy's zone`() throws {
    let bars = try frame("2024-03-11T13:30Z", every: 30, 1)
    #expect(try values(exchange, "session_open / 1m", bars) == [13 * 60 + 30])
    #expect(try values(exchange, "session_close / 1m", bars) == [20 * 60])
    let inBerlin = "hours 09:30..16:00 in \"America/New_York\"\nlet zone = session_open"
    let text = "strategy \"t\" in \"Europe/Berlin\"\n\(inBerlin)\nsize zone / 1m units"
    let checked = try #require(compile(SourceText(name: "t", text)).strategy)
    let run = try SeriesRun(SeriesProgram(checked), over: bars, rows: 0..<1, keeping: 0..<1)
    guard case .numbers(let found) = run.values[0] else { return }
    // Berlin's clocks were still to be set forward.
    #expect(found == [14 * 60 + 30])
    let day = try frame("2024-03-11T13:30Z", every: 30, 1)
    #expect(try values("", "session_open / 1m", day) == [0])
    #expect(try values("", "session_close / 1m", day) == [1_440])
  }

  @Test func `a session over midnight is one`() throws {
    let futures = "hours 18:00..17:00 in \"America/New_York\""
    let bars = try frame("2024-06-03T20:00Z", every: 60, 26)
    let time = try values(futures, "session_time / 1h", bars)
    // The last hour of one session, an hour without, and the next from 18:00 on.
    #expect(time == [22, -1] + (0..<23).map(Double.init) + [-1])
    let starts = try values(futures, "if period_start(session) then 1 else 0", bars)
    #expect(starts == [0, 0, 1] + Array(repeating: 0, count: 23))
  }

  @Test func `without hours a session is a day of the strategy's zone`() throws {
    let bars = try frame("2024-06-03T22:00Z", every: 60, 5)
    #expect(try values("", "session_time / 1h", bars) == [22, 23, 0, 1, 2])
  }

  @Test func `a price weighted by volume starts anew with the session`() throws {
    let bars = try frame("2024-06-03T12:30Z", every: 30, 60)
    let found = try values(exchange, "session_vwap(close)", bars)
    var expected: [Double] = []
    var (money, amount) = (0.0, 0.0)
    for row in 0..<60 {
      let minute = (12 * 60 + 30 + row * 30) % 1_440
      guard minute >= 13 * 60 + 30, minute < 20 * 60 else {
        expected.append(-1)
        (money, amount) = (0, 0)
        continue
      }
      let x = Double(row + 1)
      (money, amount) = (money + x * x, amount + x)
      expected.append(money / amount)
    }
    #expect(found == expected)
  }

  @Test func `what began before the first candle is not taken for whole`() throws {
    let bars = try frame("2024-06-03T15:00Z", every: 60, 48)
    let found = try values(exchange, "session_vwap(close)", bars)
    #expect(found[..<22].allSatisfy { $0 == -1 })
    // The first bar of the next session opens at 14:00, half an hour into it.
    #expect(found[23] == 24)
    // On that day only one whole day is over: the second.
    let high = try values("", "previous_high(day)", bars)
    #expect(high[..<33].allSatisfy { $0 == -1 })
    #expect(high[33...].allSatisfy { $0 == 33 })
  }

  @Test func `bars of a session before are not those between sessions`() throws {
    let bars = try frame("2024-06-03T13:00Z", every: 30, 100)
    let high = try values(exchange, "previous_high(session)", bars)
    let low = try values(exchange, "previous_low(session)", bars)
    let close = try values(exchange, "previous_close(session)", bars)
    // The session is rows 1 … 13, the next begins on row 49.
    #expect(high[48] == -1 && high[49] == 14 && high[96] == 14 && high[97] == 62)
    #expect(low[48] == -1 && low[49] == 2 && low[97] == 50)
    #expect(close[48] == -1 && close[49] == 14 && close[97] == 62)
  }
}
