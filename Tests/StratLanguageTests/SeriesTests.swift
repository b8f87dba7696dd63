import StratLanguage
import StratSyntax
import Testing

/// `on` and `of` in the checker: what they are read on, what is refused.
@Suite struct SeriesTests {
  private func hash(_ text: String) throws -> String { try formula(text).semanticHash }

  @Test func `a formula on longer bars is a graph of its own`() throws {
    let checked = try formula("sma(close, 20) on 1d > close")
    #expect(checked.feeds.count == 1)
    #expect(checked.feeds[0].source == SeriesSource(symbol: nil, intervalMilliseconds: 86_400_000))
    #expect(checked.feeds[0].graph.dump() == "%0 = column close\n%1 = sma %0, 20")
    let columns = checked.graph.columns
    #expect(columns.map(\.name) == ["close", "1d#0"] || columns.map(\.name) == ["1d#0", "close"])
  }

  @Test func `what is read on the same bars shares a graph, and equal parts are one`() throws {
    let checked = try formula(
      "(sma(close, 20) on 1d) - (sma(close, 20) on 1d) / 2 + (close on 1d) - (low of \"SPY\")")
    #expect(checked.feeds.map(\.source.label) == ["1d", "\"SPY\""])
    #expect(checked.feeds[0].outputs.count == 2)
    #expect(checked.feeds[0].graph.nodes.count == 2)
  }

  @Test(arguments: [
    ("sma(close, 9) of \"SPY\" on 1d", "sma(close, 9) on 1d of \"SPY\""),
    ("((close on 1d) * 2) on 1d", "(close * 2) on 1d"),
    ("((close of \"SPY\") * 2) of \"SPY\"", "(close * 2) of \"SPY\""),
    ("5 on 1d", "5"), ("(1 > 2) on 1d", "1 > 2"),
    ("macd(close).signal on 1d", "(macd(close) on 1d).signal"),
  ])
  func `the same said otherwise is the same`(_ one: String, _ other: String) throws {
    #expect(try hash(one) == hash(other))
  }

  @Test(arguments: [
    ("close on 1d", "close"), ("close on 1d", "close on 1w"), ("close on 1d", "open on 1d"),
    ("close on 1d", "close of \"SPY\""), ("close of \"SPY\"", "close of \"spy\""),
    ("close of \"SPY\"", "close of \"SPY\" on 1d"),
    ("sma(close, 3) on 1d", "sma(close on 1d, 3)"), ("hour", "minute"),
    ("(close on 1w) on 1d", "close on 1w"),
  ])
  func `another meaning is another hash`(_ one: String, _ other: String) throws {
    #expect(try hash(one) != hash(other))
  }

  @Test func `names are read where they are used`() throws {
    let named = """
      param n = 20
      let trend = sma(close, n)
      def above(x, y = trend) = x > y * (1 + 1%)
      entry long when above(close) on 1d
      stop trend
      """
    let written = """
      entry long when (close > sma(close, 20) * (1 + 1%)) on 1d
      stop sma(close, 20)
      """
    // A default is a formula like any other.
    #expect(try strategy(named).semanticHash == strategy(written).semanticHash)
  }

  @Test func `what a function is given is read on the bars it asks for`() throws {
    let text = "def stretch(x) = x / (x on 1d) - 1\nlet mid = (high + low) / 2\nentry long when "
    #expect(
      try strategy(text + "stretch(mid) > 0\nstop close").semanticHash
        == strategy(
          "entry long when (high + low) / 2 / (((high + low) / 2) on 1d) - 1 > 0\nstop close"
        ).semanticHash)
  }

  @Test func `a series that reads its own past does so on the bars it is read on`() throws {
    let text = """
      let slow = (slow[1] ?? close) + 0.1 * (close - (slow[1] ?? close))
      stop slow on 1d
      """
    let checked = try strategy(text)
    #expect(checked.feeds[0].graph.recurrenceRoots.count == 1)
    #expect(checked.graph.recurrenceRoots.isEmpty)
  }

  @Test func `a name through which other bars are asked for is looked through`() throws {
    let text = "let spy = close of \"SPY\"\nstop spy on 1d"
    #expect(
      try strategy(text).semanticHash == strategy("stop close of \"SPY\" on 1d").semanticHash)
  }

  @Test(arguments: [
    ("strategy \"x\" on 1h\nstop close on 15m", "E0410", "15m"),
    ("strategy \"x\" on 1h\nstop close on 1h", "E0410", "1h"),
    ("stop (close on 4h) on 1d\nstrategy \"x\" on 1h", "E0410", "4h"),
    ("strategy \"x\" on 4h\nstop close on 6h", "E0411", "6h"),
    ("stop close on 5h", "E0411", "5h"), ("stop close on 36h", "E0411", "36h"),
    ("stop (close on 1w) on 2d", "E0411", "1w"),
    ("stop close of \"\"", "E0311", "\"\""),
    ("let k = (k[1] on 1d ?? close) + 0.1 * close\nstop k", "E0312", "k"),
    ("input f : ratio as of 8h\nstop close * (1 + f of \"SPY\")", "E0313", "f"),
    ("input f : ratio as of 1s within 2s\nstop close * (1 + f)", "E0412", "as of 1s within 2s"),
    ("strategy \"x\" in \"New_York\"\nstop close", "E0310", "\"New_York\""),
    ("strategy \"x\" in \"GMT+5\"\nstop close", "E0310", "\"GMT+5\""),
    ("stop closs on 1d", "E0301", "closs"),
    ("stop (close > 1) on 1d", "E0202", "(close > 1) on 1d"),
    ("stop sma(close, 1h)", "E0203", "1h"), ("stop close[09:30]", "E0203", "09:30"),
    ("stop close on 1d + rsi(close, 14)", "E0203", "close on 1d + rsi(close, 14)"),
    ("entry long when hour > 09:30\nstop close", "E0203", "hour > 09:30"),
    ("entry long when close > time_of_day\nstop close", "E0203", "close > time_of_day"),
    ("let hour = 3\nstop close", "E0304", "hour"),
  ])
  func `mistakes are named where they are`(_ text: String, _ code: String, _ place: String) throws {
    let found = findings(text).filter { $0.severity == .error }
    let first = try #require(found.first, "\(text)")
    #expect(found.map(\.code.rawValue) == [code], "\(found.map(\.message))")
    #expect(StratLanguageTests.place(first, in: text) == place)
  }

  @Test func `a zone is suggested`() throws {
    let found = findings("strategy \"x\" in \"New York\"\nstop close")
    #expect(found.first?.help == "did you mean \"America/New_York\"?")
  }

  @Test func `more series than there is room for are refused, and so is what never ends`() {
    let many = (1...80).map { "(close of \"S\($0)\")" }.joined(separator: " + ")
    #expect(formulaCodes(many).first == "E0413")
    // Two symbols that read each other are two graphs within each other, not a circle.
    #expect(
      codes(
        "let a = (close / (close of \"B\")) of \"A\"\nlet b = (close / (close of \"A\")) of \"B\"\n"
          + "stop close * a * b") == [])
    let deep =
      String(repeating: "(", count: 70) + "close"
      + (0..<70).map { ") of \"\($0 % 2)\"" }.joined()
    #expect(formulaCodes(deep).contains("E0413"))
  }

  @Test(arguments: [
    ("sma(close, 20) on 1d", 0, 19, 20 * 24), ("sma(sma(close, 20) on 1d, 5)", 4, 19, 20 * 24 + 4),
    ("(close on 1d) ?? close", 0, 0, 1), ("(close > open) on 1d or close > open[3]", 3, 0, 24),
    ("sma(close on 1w, 3) on 1d", 0, 2, (7 + 2) * 24),
  ])
  func `history is counted on each series of bars`(
    _ text: String, _ own: Int, _ longer: Int, _ needed: Int
  ) throws {
    let isTruth = text.contains(">")
    let checked = try strategy(
      "strategy \"x\" on 1h\n" + (isTruth ? "entry long when \(text)\nstop close" : "stop \(text)"))
    #expect(checked.history.warmUp == own)
    #expect(checked.feeds[0].history.warmUp == longer)
    #expect(checked.barsNeeded == needed)
  }

  @Test func `times have the strategy's zone in their meaning, prices do not`() throws {
    func hash(_ zone: String, _ body: String) throws -> String {
      try strategy("strategy \"x\" in \"\(zone)\"\n" + body).semanticHash
    }
    let timed = "entry long when 09:30 <= time_of_day < 16:00\nstop close"
    #expect(try hash("America/New_York", timed) != hash("Europe/Berlin", timed))
    #expect(try hash("UTC", timed) == strategy("strategy \"x\"\n" + timed).semanticHash)
    #expect(try hash("America/New_York", "stop close") == hash("Europe/Berlin", "stop close"))
    let daily = "stop close on 1d"
    #expect(try hash("America/New_York", daily) != hash("Europe/Berlin", daily))
  }

  @Test func `the rule of an input is part of the meaning`() throws {
    func hash(_ rule: String) throws -> String {
      try strategy("input f : price\(rule)\nstop f").semanticHash
    }
    let hashes = try ["", " as of 8h", " as of 4h", " as of 8h within 1s"].map(hash)
    #expect(Set(hashes).count == 4)
    #expect(try hash(" as of 480m") == hash(" as of 8h"))
  }
}
