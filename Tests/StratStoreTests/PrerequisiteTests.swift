import Foundation
import StratLanguage
import StratMarket
import StratStore
import StratSyntax
import StratTrading
import TestSupport
import Testing

/// What has to be so before a strategy trades live (R2, FR-001).
struct PrerequisiteTests {
  private let directory: TemporaryDirectory
  private let store: EvidenceStore
  private static let whole =
    EvidenceFixture.rules + """

      stop close * 0.9
      risk { max_positions 3 max_position_size 10% max_daily_loss 2% }
      """

  init() throws {
    directory = try TemporaryDirectory()
    store = try EvidenceStore(path: directory.file("strat.db"))
  }

  private func strategy(_ text: String = whole) throws -> CheckedStrategy {
    try #require(compile(SourceText(name: "crossing.strat", text)).strategy)
  }

  private func file(
    _ kind: RunKind, _ text: String = whole, engine: String = "1.0", sharpe: Double? = 1.5,
    session: RunRecord.Session? = nil, at time: Int64 = 1, fingerprint: String = "cc"
  ) throws {
    var inputs = EvidenceFixture.inputs(
      kind: kind, hash: try strategy(text).semanticHash, engine: engine)
    inputs.fingerprint = fingerprint
    try store.file(
      EvidenceFixture.record(inputs, source: text, sharpe: sharpe, session: session),
      at: Timestamp(milliseconds: time))
  }

  private func check(
    _ text: String = whole, broker: String? = "sim", thresholds: LiveThresholds = LiveThresholds()
  ) throws -> [Prerequisite.Subject: Prerequisite] {
    let found = try PrerequisiteCheck(
      strategy(text), store: store, engineVersion: "1.0", thresholds: thresholds
    ).prerequisites(broker: broker)
    #expect(found.map(\.subject) == Prerequisite.Subject.allCases, "all of them, always")
    return Dictionary(found.map { ($0.subject, $0) }, uniquingKeysWith: { first, _ in first })
  }

  @Test func `with all evidence all are met`() throws {
    try file(.backtest)
    try file(.paper, session: EvidenceFixture.session())
    let found = try check()
    #expect(found.values.allSatisfy { $0.isMet }, "\(found)")
    #expect(found[.backtest]?.value == "Sharpe 1.5")
    #expect(found[.paperDays]?.value == "6 days")
    #expect(found[.paperParity]?.value == "100 %")
    #expect(found[.broker]?.detail?.contains("simulated") == true)
  }

  @Test func `with none every one says what is next`() throws {
    let found = try PrerequisiteCheck(
      strategy(EvidenceFixture.rules), store: nil, engineVersion: "1.0"
    ).prerequisites(broker: nil)
    #expect(
      found.map { $0.failure?.code } == [
        .noBacktest, .noPaperSession, .noPaperSession, .riskNotConfigured, .noBroker,
      ])
    #expect(found.allSatisfy { !($0.failure?.next.isEmpty ?? true) })
    #expect(found[0].failure?.next == "strat backtest crossing.strat --data CANDLES")
  }

  @Test func `the latest backtest counts, above the threshold and not at it`() throws {
    try file(.backtest, sharpe: 3)
    try file(.backtest, sharpe: 1, at: 2, fingerprint: "dd")
    #expect(try check()[.backtest]?.failure?.code == .sharpeTooLow)
    var thresholds = LiveThresholds()
    thresholds.sharpe = 0.99
    #expect(try check(thresholds: thresholds)[.backtest]?.isMet == true)
    try file(.backtest, sharpe: nil, at: 3, fingerprint: "ee")
    let none = try check()[.backtest]
    #expect(none?.failure?.code == .sharpeTooLow)
    #expect(none?.value == "no Sharpe ratio")
  }

  @Test func `a ratio just below is not shown as the threshold`() throws {
    try file(.backtest, sharpe: 0.99999)
    #expect(try check()[.backtest]?.value == "Sharpe 0.99")
  }

  @Test func `paper takes days and every decision`() throws {
    try file(.paper, session: EvidenceFixture.session(days: 4))
    #expect(try check()[.paperDays]?.failure?.code == .tooFewPaperDays)
    var thresholds = LiveThresholds()
    thresholds.paperDays = 4
    #expect(try check(thresholds: thresholds)[.paperDays]?.isMet == true)
    try file(
      .paper, session: EvidenceFixture.session(compared: 100_000, agreeing: 99_999), at: 2,
      fingerprint: "dd")
    let parity = try check()[.paperParity]
    #expect(parity?.failure?.code == .noParity)
    #expect(parity?.value == "99.99 %", "never rounded up to all")
    #expect(parity?.detail?.contains("AAPL: enter in the session") == true)
    #expect(try check()[.paperDays]?.isMet == true, "the days are those of the longest")
  }

  @Test func `a session without decisions proves nothing`() throws {
    try file(.paper, session: EvidenceFixture.session(compared: 0, agreeing: 0))
    #expect(try check()[.paperParity]?.failure?.code == .noParity)
  }

  @Test func `evidence for another meaning does not count, and the line is named`() throws {
    let former = Self.whole.replacingOccurrences(of: "close * 0.9", with: "close * 0.8")
    try file(.backtest, former)
    try file(.paper, former, session: EvidenceFixture.session())
    let found = try check()
    #expect(found[.backtest]?.failure?.code == .backtestOfOtherMeaning)
    #expect(found[.paperDays]?.failure?.code == .paperOfOtherMeaning)
    #expect(found[.paperParity]?.failure?.code == .paperOfOtherMeaning)
    let changes = found[.backtest]?.failure?.changes.map(\.description)
    #expect(changes == ["line 5: `stop close * 0.9` was `stop close * 0.8`"])
  }

  @Test func `layout, comments and names do not invalidate`() throws {
    try file(.backtest)
    try file(.paper, session: EvidenceFixture.session())
    let text =
      "# words\n"
      + Self.whole.replacingOccurrences(of: "close > sma", with: "close   >\n  sma")
    #expect(try check(text).values.allSatisfy { $0.isMet })
  }

  @Test func `risk settings are part of the meaning`() throws {
    try file(.backtest)
    let text = Self.whole.replacingOccurrences(of: "max_daily_loss 2%", with: "max_daily_loss 3%")
    let found = try check(text)
    #expect(found[.backtest]?.failure?.code == .backtestOfOtherMeaning)
    #expect(found[.backtest]?.failure?.changes.first?.line == 6)
    #expect(found[.risk]?.isMet == true)
    let less = Self.whole.replacingOccurrences(of: "max_position_size 10% ", with: "")
    let risk = try check(less)[.risk]
    #expect(risk?.failure?.code == .riskNotConfigured)
    #expect(risk?.failure?.next.hasSuffix(": max_position_size") == true)
    #expect(risk?.value == "max_positions 3, max_daily_loss 2%")
  }

  @Test func `evidence of another version of strat does not count`() throws {
    try file(.backtest, engine: "0.9")
    try file(.paper, engine: "0.9", session: EvidenceFixture.session())
    let found = try check()
    #expect(found[.backtest]?.failure?.code == .otherEngine)
    #expect(found[.paperDays]?.failure?.code == .otherEngine)
    #expect(found[.paperDays]?.failure?.next == "strat runs file s.db")
  }

  // MARK: - Brokers

  @Test func `a broker has to be known and connected`() throws {
    #expect(try check(broker: nil)[.broker]?.failure?.code == .noBroker)
    let unknown = try check(broker: "acme")[.broker]
    #expect(unknown?.failure?.code == .unknownBroker)
    #expect(unknown?.detail?.contains("'acme'") == true)
    #expect(unknown?.value == "not connected")
  }

  @Test(arguments: [
    ("entry long when close > open\nexit long when close < open", [BrokerAbility]()),
    ("entry short when close > open\nexit short when close < open", [.shorts]),
    ("entry long when close > open\nstop close * 0.9", [.stops]),
    ("entry long when close > open\nstop close * 0.9\ntarget close * 2", [.stops, .targets]),
    ("entry long when close > open\nstop close * 0.9\nsize 2 units", [.stops]),
    ("entry long when close > open\nexit long when close < open\nsize 0.5 units", [.fractions]),
    (
      "entry long when close > open at limit close - 1\nexit long when close < open",
      [.entryPrices]
    ),
    ("entry long when close > open\nexit long when close < open\nsize 7% of equity", []),
  ])
  func `what a strategy needs is what a broker has to be able to do`(
    text: String, needed: [BrokerAbility]
  ) throws {
    let strategy = try strategy(text)
    #expect(strategy.neededAbilities == Set(needed))
    let none = Broker(name: "poor", abilities: [], isSimulated: true)
    #expect(none.missing(for: strategy) == needed)
    #expect(Broker.simulated.missing(for: strategy).isEmpty)
  }

  // MARK: - Attendance

  private func frame(_ times: [Int64]) -> Frame {
    Frame(symbol: "X", times: times, columnNames: [], columns: [])
  }

  @Test func `days are counted once, and what is missing inside them`() {
    let hour: Int64 = 3_600_000
    let day = 24 * hour
    // Six hours on each of ten days, of which one lacks an hour.
    let whole = (0..<10).flatMap { date in (9..<15).map { Int64(date) * day + $0 * hour } }
    let holed = whole.filter { $0 != 4 * day + 11 * hour }
    #expect(Attendance([frame(whole)]).expected == 60, "nights are no holes")
    let attendance = Attendance([frame(holed)])
    #expect(attendance.days == 10)
    #expect(attendance.bars == 59)
    #expect(attendance.expected == 60)
    // A break at noon every day is none either.
    let breaks = whole.filter { $0 % day != 12 * hour }
    #expect(Attendance([frame(breaks)]).expected == breaks.count)
    let both = Attendance([frame(whole), frame([0, 30 * day])])
    #expect(both.days == 11, "days of either, once")
    #expect(both.expected == 62)
    #expect(Attendance([]).days == 0)
    #expect(Attendance([frame([-1, 0])]).days == 2, "before 1970 as well")
  }
}
