import StratMarket
import StratStore
import StratSyntax
import StratTrading
import TestSupport
import Testing

/// The identity of a run: equal inputs are one run, any other input another.
struct EvidenceIdentityTests {
  private static func configuration() throws -> SessionConfiguration {
    var configuration = SessionConfiguration(
      id: SessionID("a"), strategyTitle: "A", strategyHash: "aa",
      instruments: [
        Instrument(
          symbol: "AAPL", tickSize: Price(FixedDecimal(1, decimals: 2)),
          lotSize: Quantity(FixedDecimal(1, decimals: 6)), currency: "USD")
      ], initialCash: Money(FixedDecimal(1000)))
    configuration.limits = RiskLimits(maxPositions: 3)
    return configuration
  }

  private static func inputs(
    _ configuration: SessionConfiguration, parameters: [String: Double] = ["fast": 5, "slow": 9],
    fingerprint: String = "cc", engine: String = "1.0"
  ) throws -> RunInputs {
    try RunInputs(
      kind: .backtest, configuration: configuration, parameters: parameters,
      fingerprint: fingerprint, engineVersion: engine)
  }

  @Test func `a session's own name and the strategy's title leave the identity`() throws {
    let one = try Self.configuration()
    var other = one
    other.id = SessionID("b")
    other.strategyTitle = "B"
    #expect(try Self.inputs(one).identity == Self.inputs(other).identity)
    #expect(try Self.inputs(one).identity.utf8.count == 64)
  }

  @Test func `any change of an input is another identity`() throws {
    let plain = try Self.configuration()
    var variants: [(String, RunInputs)] = [("plain", try Self.inputs(plain))]
    func add(_ what: String, _ change: (inout SessionConfiguration) -> Void) throws {
      var changed = plain
      change(&changed)
      variants.append((what, try Self.inputs(changed)))
    }
    try add("meaning") { $0.strategyHash = "ab" }
    try add("cash") { $0.initialCash = Money(FixedDecimal(1001)) }
    try add("no limit") { $0.limits = RiskLimits() }
    try add("positions") { $0.limits.maxPositions = 4 }
    try add("size") { $0.limits.maxPositionSize = FixedDecimal(1, decimals: 1) }
    try add("loss") { $0.limits.maxDailyLoss = FixedDecimal(1, decimals: 1) }
    try add("drawdown") { $0.limits.maxDrawdown = FixedDecimal(1, decimals: 1) }
    try add("tick") { $0.instruments[0].tickSize = Price(FixedDecimal(1, decimals: 3)) }
    try add("lot") { $0.instruments[0].lotSize = Quantity(FixedDecimal(1)) }
    try add("shorts") { $0.instruments[0].allowsShort = false }
    try add("notional") { $0.instruments[0].minimumNotional = Money(FixedDecimal(1)) }
    try add("sides") { $0.sides = [.long] }
    try add("warm-up") { $0.warmUpBars = 1 }
    try add("sizing") { $0.sizing = .cash }
    variants += [
      ("parameter", try Self.inputs(plain, parameters: ["fast": 5.000000000000001, "slow": 9])),
      ("one more", try Self.inputs(plain, parameters: ["fast": 5, "slow": 9, "x": 0])),
      ("one less", try Self.inputs(plain, parameters: ["fast": 5])),
      ("candles", try Self.inputs(plain, fingerprint: "cd")),
      ("engine", try Self.inputs(plain, engine: "1.1")),
    ]
    var paper = try Self.inputs(plain)
    paper.kind = .paper
    variants.append(("kind", paper))
    var seen: [String: String] = [:]
    for (what, inputs) in variants {
      #expect(inputs.identity == inputs.identity)
      #expect(seen[inputs.identity] == nil, "\(what) is \(seen[inputs.identity] ?? "")")
      seen[inputs.identity] = what
    }
    #expect(seen.count == variants.count)
  }

  @Test func `what ends one input and begins the next does not blur`() {
    var one = EvidenceFixture.inputs(hash: "ab", parameters: "c")
    let other = EvidenceFixture.inputs(hash: "a", parameters: "bc")
    #expect(one.identity != other.identity)
    one.semanticHash = "a"
    one.parameters = "bc"
    #expect(one.identity == other.identity)
  }

  // MARK: - Candles

  private static func frame(_ random: inout SplitMix64, rows: Int) -> Frame {
    Frame(
      symbol: "X", times: (0..<rows).map { Int64($0) * 86_400_000 },
      columnNames: ["open", "close"],
      columns: (0..<2).map { _ in
        (0..<rows).map { _ in Double.random(in: 1...2, using: &random) }
      })
  }

  private static func fingerprint(_ frame: Frame, _ rows: Range<Int>? = nil) -> String {
    var fingerprint = CandleFingerprint()
    fingerprint.add(traded: frame, rows: rows ?? 0..<frame.rowCount)
    return fingerprint.text()
  }

  @Test func `any bit of any candle is another fingerprint`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      let rows = Int.random(in: 1...50, using: &random)
      let frame = Self.frame(&random, rows: rows)
      let plain = Self.fingerprint(frame)
      #expect(Self.fingerprint(frame) == plain, "seed \(seed)")
      var changed = frame
      let row = Int.random(in: 0..<rows, using: &random)
      let name = Bool.random(using: &random) ? "open" : "close"
      var column = changed.column(name) ?? []
      let bit = UInt64(1) << UInt64.random(in: 0..<64, using: &random)
      column[row] = Double(bitPattern: column[row].bitPattern ^ bit)
      changed.setColumn(name, to: column)
      #expect(Self.fingerprint(changed) != plain, "seed \(seed): row \(row) of \(name), bit \(bit)")
    }
  }

  @Test func `symbol, times, names and stretch count; bits of what is missing do not`() {
    var random = SplitMix64(seed: 7)
    let frame = Self.frame(&random, rows: 20)
    let plain = Self.fingerprint(frame)
    var symbol = frame
    symbol.symbol = "Y"
    let times = Frame(
      symbol: "X", times: frame.times.map { $0 + 1 }, columnNames: frame.columnNames,
      columns: frame.columns)
    let names = Frame(
      symbol: "X", times: frame.times, columnNames: ["close", "open"], columns: frame.columns)
    let others = [
      Self.fingerprint(symbol), Self.fingerprint(times), Self.fingerprint(names),
      Self.fingerprint(frame, 1..<20), Self.fingerprint(frame, 0..<19),
    ]
    #expect(Set(others + [plain]).count == 6)
    // Candles after the stretch were never seen.
    #expect(Self.fingerprint(frame, 5..<15) == Self.fingerprint(frame.prefix(15), 5..<15))
    let swapped = Frame(
      symbol: "X", times: frame.times, columnNames: ["close", "open"],
      columns: [frame.columns[1], frame.columns[0]])
    #expect(Self.fingerprint(swapped) == plain, "the order of columns means nothing")
    var missing = frame
    var other = frame
    var column = frame.columns[0]
    column[3] = .nan
    missing.setColumn("open", to: column)
    column[3] = Double(bitPattern: 0xFFF8_0000_0000_0001)
    other.setColumn("open", to: column)
    #expect(Self.fingerprint(missing) == Self.fingerprint(other))
    #expect(Self.fingerprint(missing) != plain)
  }

  @Test func `a symbol that is read is not one that is traded`() {
    var random = SplitMix64(seed: 8)
    let frame = Self.frame(&random, rows: 5)
    var read = CandleFingerprint()
    read.add(read: frame)
    #expect(read.text() != Self.fingerprint(frame))
  }
}
