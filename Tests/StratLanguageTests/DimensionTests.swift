import StratLanguage
import StratSyntax
import Testing

@Suite struct DimensionTests {
  @Test(arguments: [
    (Dimension.price, Dimension.price, "ratio"), (.money, .price, "volume"),
    (.price, .any, "price"), (.any, .price, "any"), (.points, .points, "ratio"),
    (.points, .ratio, "points"), (.ratio, .points, "any"), (.price, .bars, "price / bars"),
    (.ratio, .price, "1 / price"), (.points, .price, "points / price"),
  ])
  func `dividing subtracts powers`(_ a: Dimension, _ b: Dimension, _ name: String) {
    #expect(Dimension.quotient(a, b).name == name)
  }

  @Test(arguments: [
    (Dimension.price, Dimension.volume, "money"), (.price, .price, "price × price"),
    (.any, .volume, "volume"), (.ratio, .price, "price"), (.points, .points, "any"),
    (.points, .volume, "points × volume"), (.money, .price, "money × price"),
    (.bars, .time, "bars × time"), (.ratio, .ratio, "ratio"),
  ])
  func `multiplying adds powers`(_ a: Dimension, _ b: Dimension, _ name: String) {
    #expect(Dimension.product(a, b).name == name)
    #expect(Dimension.product(b, a).name == name)
  }

  @Test func `only equal dimensions and any meet`() {
    #expect(Dimension.unified(.price, .any) == .price)
    #expect(Dimension.unified(.any, .any) == .any)
    #expect(Dimension.unified(.points, .points) == .points)
    #expect(Dimension.unified(.points, .ratio) == nil)
    #expect(Dimension.unified(.price, .volume) == nil)
  }

  @Test func `a square root halves even powers`() {
    #expect(Dimension(price: 2).squareRoot == .price)
    #expect(Dimension(price: 4, volume: 2).squareRoot == Dimension(price: 2, volume: 1))
    #expect(Dimension.ratio.squareRoot == .ratio)
    #expect(Dimension.price.squareRoot == .any)
    #expect(Dimension.points.squareRoot == .any)
  }

  @Test func `a whole exponent multiplies powers and too large a one gives up`() {
    #expect(Dimension.price.raised(to: 2) == Dimension(price: 2))
    #expect(Dimension.price.raised(to: -1) == Dimension(price: -1))
    #expect(Dimension.price.raised(to: 0) == .ratio)
    #expect(Dimension.price.raised(to: 200) == .any)
    #expect(Dimension.money.raised(to: 0.5) == .any)
    #expect(Dimension.ratio.raised(to: nil) == .ratio)
    #expect(Dimension.price.raised(to: nil) == .any)
    #expect(Dimension.points.raised(to: 1) == .points)
    #expect(Dimension.product(Dimension(price: 100), Dimension(price: 100)) == .any)
  }

  @Test func `a declared result may turn a ratio into points but not a price`() {
    #expect(Dimension.adopted(declared: .points, actual: .ratio) == .points)
    #expect(Dimension.adopted(declared: .ratio, actual: .points) == .ratio)
    #expect(Dimension.adopted(declared: .any, actual: .price) == .any)
    #expect(Dimension.adopted(declared: .points, actual: .price) == nil)
  }

  @Test func `reads like a sentence`() {
    #expect(Dimension.price.phrase == "a price")
    #expect(Dimension.points.phrase == "points (0 to 100)")
    #expect(Dimension.money.phrase == "money")
    #expect(Dimension(price: 2).phrase == "price × price")
    #expect(Dimension(price: 5).phrase == "price^5")
    #expect(Dimension(price: -1, volume: -1).name == "1 / money")
    #expect(Dimension(price: -1, bars: -1).name == "1 / (price × bars)")
  }

  @Test func `every declarable name means a dimension`() {
    for (name, dimension) in Dimension.declarable { #expect(Dimension.named(name) == dimension) }
    #expect(Dimension.named("bool") == nil)
  }

  @Test(arguments: [
    ("close", "price"), ("close + 2 * atr(14)", "price"), ("close * volume", "money"),
    ("close / open", "ratio"), ("close / open - 1", "ratio"), ("volume / 2", "volume"),
    ("5%", "ratio"), ("1 + 5%", "ratio"), ("close * (1 + 5%)", "price"),
    ("rsi(close, 14)", "points"), ("rsi(close, 14) / 100", "ratio"),
    ("100 * (close / open)", "points"), ("sqrt(close * close)", "price"),
    ("close ^ 2", "price × price"), ("stdev(close, 20)", "price"),
    ("variance(close, 20)", "price × price"), ("count(close > open, 5)", "bars"),
    ("highest_bar(high, 20)", "bars"), ("bars_since(close > open)", "bars"),
    ("max(close, open, 3)", "price"), ("abs(close - open)", "price"),
    ("-close", "price"), ("close[3]", "price"), ("if close > open then close else 0", "price"),
    ("na ?? close", "price"), ("log(close)", "ratio"), ("exp(1 + close / open)", "any"),
    ("close > open", "bool"), ("close crosses above sma(close, 10)", "bool"),
    ("(close > open) == true", "bool"), ("if true then close > open else na", "bool"),
    ("value_when(close > open, volume)", "volume"), ("sign(close - open) * volume", "volume"),
    ("tr", "price"), ("hl2", "price"), ("1", "any"), ("floor(close)", "price"),
    ("obv", "volume"), ("cmf(20)", "ratio"), ("vwap(20)", "price"), ("slope(close)", "price"),
    ("nz(volume)", "volume"), ("is_na(close)", "bool"), ("pow(close, 2)", "price × price"),
  ])
  func `a formula has the dimension of what it computes`(_ text: String, _ name: String) throws {
    #expect(try dimension(text) == name)
  }

  @Test(arguments: [
    "close > rsi(close, 14)", "close + 5%", "close - volume", "close < volume",
    "volume crosses above close", "close == volume", "max(close, volume)",
    "if close > open then close else volume", "close ?? volume", "rsi(close, 14) > 70%",
    "count(close > open, 5) > close", "30 < rsi(close, 14) < close",
    "value_when(close > open, close) + volume", "close * close > close", "atr(14) + 1%",
  ])
  func `dimensions that do not fit are E0203`(_ text: String) {
    #expect(formulaCodes(text) == ["E0203"], "\(text)")
  }

  @Test func `a mismatch names both sides`() throws {
    let text = "close > rsi(close, 14)"
    let finding = try #require(formulaFindings(text).first)
    #expect(finding.message == "compares a price with points (0 to 100)")
    #expect(
      finding.secondary.map(\.text) == ["this is a price", "this is in points (0 to 100)"])
    let source = SourceTexts.text(text, finding.secondary.map(\.span))
    #expect(source == ["close", "rsi(close, 14)"])
  }

  @Test func `adding a percentage suggests a factor`() throws {
    let plus = try #require(formulaFindings("close + 5%").first)
    #expect(plus.message == "adds a ratio to a price")
    #expect(plus.help == "write `close * (1 + 5%)`")
    #expect(plus.fix?.replacement == "close * (1 + 5%)")
    let minus = try #require(formulaFindings("close - 5%").first)
    #expect(minus.help == "write `close * (1 - 5%)`")
  }

  @Test func `a percentage beside an oscillator suggests the bare number`() throws {
    let finding = try #require(formulaFindings("rsi(close, 14) > 70%").first)
    #expect(finding.fix?.replacement == "70")
  }

  @Test func `one mistake is one message`() {
    #expect(formulaCodes("sma(close + 5%, 10) > 3 and not (close + 5% < open)").count == 2)
    #expect(
      formulaCodes("sma(clos, 10) + volume > 3 and rsi(sma(clos, 10)) > close") == [
        "E0301", "E0301",
      ])
  }
}
