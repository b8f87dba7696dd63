import StratMarket
import StratSyntax
import StratTrading
import Testing

/// How assumptions are written down, and that what was written before can still be read.
struct FillAssumptionsTests {
  private var everything: FillAssumptions {
    var fills = FillAssumptions()
    fills.commission = Commission(
      maker: decimal("0.0002"), taker: decimal("0.0005"), perUnit: price("0.005"),
      minimum: money("1"))
    fills.slippage = Slippage(.range, decimal("0.1"))
    fills.bothHit = .target
    fills.maxVolumeShare = decimal("0.1")
    fills.borrowRate = decimal("0.03")
    fills.funding = "funding_rate"
    fills.interest = "rate"
    fills.isAdjusted = true
    return fills
  }

  @Test func `one text for one set of assumptions`() throws {
    let text = try everything.canonicalText()
    #expect(
      text == """
        {"borrowRate":"0.03","bothHit":"target","commission":{"maker":"0.0002","minimum":"1",\
        "perUnit":"0.005","taker":"0.0005"},"funding":"funding_rate","interest":"rate",\
        "isAdjusted":true,"maxVolumeShare":"0.1","slippage":{"amount":"0.1","kind":"range"}}
        """)
    #expect(try CanonicalJSON.decode(FillAssumptions.self, from: text) == everything)
    #expect(try FillAssumptions().canonicalText() != text)
  }

  @Test func `plain fees are written as they always were`() throws {
    var configuration = settings()
    configuration.fills = FillAssumptions(
      feeRate: decimal("0.001"), slippage: decimal("0.0002"))
    let text = try CanonicalJSON.encode(configuration)
    #expect(text.contains("\"feeRate\":\"0.001\""))
    #expect(text.contains("\"slippage\":\"0.0002\""))
    #expect(!text.contains("fills"))
    #expect(!text.contains("Entry"))
    #expect(try CanonicalJSON.decode(SessionConfiguration.self, from: text) == configuration)
  }

  @Test func `everything beyond them comes back from a journal`() throws {
    var configuration = settings()
    configuration.fills = everything
    configuration.longEntry = .stop
    configuration.shortEntry = .limit
    let text = try CanonicalJSON.encode(configuration)
    #expect(!text.contains("feeRate"))
    #expect(try CanonicalJSON.decode(SessionConfiguration.self, from: text) == configuration)
  }

  @Test func `a configuration says what is wrong with its assumptions`() {
    var configuration = settings()
    configuration.fills.maxVolumeShare = .zero
    configuration.fills.borrowRate = decimal("-1")
    configuration.fills.commission.minimum = money("-1")
    configuration.fills.slippage = Slippage(.ticks, decimal("-1"))
    #expect(configuration.problems.count == 4)
  }
}
