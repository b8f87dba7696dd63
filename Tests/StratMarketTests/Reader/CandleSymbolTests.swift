import Testing

@testable import StratMarket

/// Files whose rows say what they belong to.
struct CandleSymbolTests {
  private let several = """
    timestamp,network,symbol,rate
    2017-03-02,ethereum,USDC,1
    2017-03-02,ethereum,WETH,2
    2017-03-02,arbitrum,WETH,3
    2017-03-03,ethereum,USDC,4
    2017-03-03,ethereum,WETH,5
    2017-03-03,arbitrum,WETH,6

    """

  @Test func `the one symbol of a file is the frame's`() throws {
    let file = try readCandles("time,symbol,rate\n2017-03-02,BTC,1\n2017-03-03,BTC,2\n")
    #expect(file.symbol == "BTC")
    #expect(file.frame.columnNames == ["rate"])
  }

  @Test func `one of several symbols is chosen`() throws {
    let file = try readCandles(several) { $0.symbol = "USDC" }
    #expect(file.symbol == "USDC")
    #expect(file.frame.column("rate") == [1, 4])
    let weth = try readCandles(several) { $0.symbol = "arbitrum/WETH" }
    #expect(weth.symbol == "arbitrum/WETH")
    #expect(weth.frame.column("rate") == [3, 6])
    #expect(weth.repairs.isEmpty)
  }

  @Test func `several symbols with none chosen are listed`() throws {
    let error = try #require(throws: MarketDataError.self) { try readCandles(several) }
    #expect(error.code == .severalSymbols)
    #expect(error.message.hasSuffix("ethereum/USDC, ethereum/WETH, arbitrum/WETH"))
  }

  @Test func `a symbol of several networks is not mixed`() throws {
    let error = try #require(throws: MarketDataError.self) {
      try readCandles(several) { $0.symbol = "WETH" }
    }
    #expect(error.code == .severalSymbols)
    #expect(error.message.hasSuffix("ethereum/WETH, arbitrum/WETH"))
  }

  @Test func `a symbol that is not there is named with those that are`() throws {
    let error = try #require(throws: MarketDataError.self) {
      try readCandles(several) { $0.symbol = "weth" }
    }
    #expect(error.code == .unknownSymbol)
    #expect(error.message.contains("ethereum/WETH"))
  }

  @Test func `lines are right in a file of which only some rows are read`() throws {
    let text = several + "2017-03-04,ethereum,USDC,7\n2017-03-04,ethereum,USDC,8\n"
    let file = try readCandles(text) { $0.symbol = "USDC" }
    #expect(
      places(file.repairs) == [
        "8: 1 row dropped under a time that comes again with different values: the last kept"
      ])
  }

  @Test func `thousands of symbols are not all listed`() throws {
    let rows = (0..<20_000).map { "2017-03-02,S\($0),1\n" }
    let error = try #require(throws: MarketDataError.self) {
      try readCandles("time,symbol,rate\n" + rows.joined()) { $0.blockBytes = 4_096 }
    }
    #expect(error.code == .severalSymbols)
    #expect(error.message.hasSuffix("S18, S19 and more"))
  }
}
