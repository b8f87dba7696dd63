import ProcessingEngine
import StratBacktest
import StratMarket
import StratTrading
import Testing

/// A backtest takes the decisions of a session, and where it does not, that is found.
struct SessionParityTests {
  private func decisions(_ rules: String, rows: Int = 400) throws -> (
    session: [Decision], backtest: [Decision]
  ) {
    let program = try HistoryFixtures.program(rules)
    let frames = [
      HistoryFixtures.randomFrame(seed: 3, rows: rows, symbol: "AAA"),
      HistoryFixtures.randomFrame(seed: 4, rows: rows, symbol: "BBB"),
    ]
    let configuration = try HistoryFixtures.configuration(
      program, frames, fee: FixedDecimal(1, decimals: 3), slippage: .zero)
    var sources: [String: any VerdictSource] = [:]
    for frame in frames {
      sources[frame.symbol] = try ProgramVerdictSource(program, frame: frame)
    }
    var driver = try SessionDriver(
      configuration, sources: sources, journal: MemoryJournal(), commitEvery: 1_000)
    let order = frames.indices.flatMap { index in
      (0..<frames[index].rowCount).map { (frames[index].times[$0], index, $0) }
    }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    var session: [Decision] = []
    for (_, index, row) in order {
      let step = try driver.step(frames[index].candle(atRow: row), of: frames[index].symbol)
      if let decision = step.decision { session.append(decision) }
    }
    let backtest = try Backtest(
      program, configuration, frames: frames, rows: frames.map { 0..<$0.rowCount })
    return (session, backtest.decisions())
  }

  @Test(arguments: SessionAgreementTests.rules.indices)
  func `every decision of two symbols is the same`(rule: Int) throws {
    let (session, backtest) = try decisions(SessionAgreementTests.rules[rule])
    #expect(session.count > 400)
    let parity = SessionParity(session: session, backtest: backtest)
    #expect(parity.disagreement == nil, "\(parity.disagreement ?? "")")
    #expect(parity.compared == session.count)
    #expect(parity.agreeing == session.count)
  }

  @Test func `one decision that is not the same is counted and named`() throws {
    let (session, backtest) = try decisions(SessionAgreementTests.rules[0], rows: 60)
    for index in stride(from: 0, to: session.count, by: 7) {
      var changed = session
      changed[index].outcome = session[index].outcome == .blocked ? .nothing : .blocked
      let parity = SessionParity(session: changed, backtest: backtest)
      #expect(parity.agreeing == session.count - 1)
      #expect(parity.compared == session.count)
      let words = parity.disagreement ?? ""
      #expect(words.contains("\(session[index].symbol) \(session[index].time)"), "\(words)")
      #expect(words.contains("in the session"))
    }
    var value = session
    value[9].verdict.stop = 17
    #expect(
      SessionParity(session: value, backtest: backtest).disagreement?
        .contains("other values of the rules") == true)
    var orders = session
    orders[9].orders = [ClientOrderID(rawValue: "x")]
    #expect(
      SessionParity(session: orders, backtest: backtest).disagreement?
        .contains("other orders") == true)
  }

  @Test func `decisions that only one of them took count as others`() throws {
    let (session, backtest) = try decisions(SessionAgreementTests.rules[0], rows: 60)
    let short = SessionParity(session: Array(session.dropLast(3)), backtest: backtest)
    #expect(short.compared == session.count)
    #expect(short.agreeing == session.count - 3)
    #expect(short.disagreement?.contains("the session took") == true)
    let shifted = SessionParity(session: Array(session.dropFirst()), backtest: backtest)
    #expect(shifted.agreeing < session.count - 1)
    #expect(shifted.disagreement?.contains("instead") == true)
    let none = SessionParity(session: [], backtest: [])
    #expect(none.compared == 0 && none.agreeing == 0)
  }
}
