import Testing

@testable import StratMarket

/// What is mended is mended, said, and refused when asked.
struct CandleRepairTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var kind: Repair.Kind
    var text: String
    var said: [String]
    var close: [Double]
    var testDescription: String { kind.rawValue }
  }

  static let cases = [
    Case(
      kind: .newestFirst, text: "time,close\n2017-03-04,3\n2017-03-03,2\n2017-03-02,1\n",
      said: ["2: rows were newest first: reversed"], close: [1, 2, 3]),
    Case(
      kind: .outOfOrder,
      text: "time,close\n2017-03-02,1\n2017-03-05,4\n2017-03-03,2\n2017-03-04,3\n2017-03-06,5\n",
      said: ["4: 2 rows out of order: sorted"], close: [1, 2, 3, 4, 5]),
    Case(
      kind: .duplicateRows,
      text: "time,close,x\n2017-03-02,1,\n2017-03-02,1,\n2017-03-02,1,nan\n2017-03-03,2,\n",
      said: ["2: 2 duplicate rows dropped (same time, same values)"], close: [1, 2]),
    Case(
      kind: .conflictingRows, text: "time,close\n2017-03-02,1\n2017-03-03,2\n2017-03-03,3\n",
      said: [
        "3: 1 row dropped under a time that comes again with different values: the last kept"
      ], close: [1, 3]),
    Case(
      kind: .mixedTimeUnits, text: "time,close\n1735603200000,1\n1735689600000000,2\n",
      said: ["3: time stamps change their unit: each read by its own magnitude"], close: [1, 2]),
    Case(
      kind: .repeatedHeader,
      text: "time,close\n2017-03-02,1\ntime,close\n2017-03-03,2\r\ntime,close\r\n2017-03-04,3\n",
      said: ["3: 2 repeated header lines dropped"], close: [1, 2, 3]),
    Case(
      kind: .emptyRows, text: "time,close\n2017-03-02,1\n,\n2017-03-03,2\n , \n",
      said: ["3: 2 rows of nothing but delimiters dropped"], close: [1, 2]),
    Case(
      kind: .truncatedLastLine, text: "time,open,close\n2017-03-02,0,1\n2017-03-03,2",
      said: ["3: the last line is cut off: dropped"], close: [1]),
  ]

  @Test(arguments: cases)
  func `a repair is made and said`(example: Case) throws {
    let file = try readCandles(example.text)
    #expect(places(file.repairs) == example.said)
    #expect(file.repairs.map(\.kind) == [example.kind])
    #expect(file.frame.column("close") == example.close)
    #expect(zip(file.frame.times, file.frame.times.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test(arguments: cases)
  func `a strict reader refuses every repair`(example: Case) throws {
    let error = try #require(throws: MarketDataError.self) {
      try readCandles(example.text) { $0.strict = true }
    }
    #expect(error.code == .repairRefused)
    #expect(example.said == ["\(error.line ?? 0): \(error.message)"])
  }

  @Test func `there is an example of every repair`() {
    #expect(Set(Self.cases.map(\.kind)) == Set(Repair.Kind.allCases))
  }

  @Test func `of a time that comes again the last row of the file is kept, whatever the order`()
    throws
  {
    let reversed = try readCandles(
      "time,close\n2017-03-04,3\n2017-03-03,2\n2017-03-03,9\n2017-03-02,1\n")
    #expect(reversed.frame.column("close") == [1, 9, 3])
    #expect(reversed.repairs.map(\.kind) == [.newestFirst, .conflictingRows])
    #expect(reversed.repairs.last?.line == 3)
    let mixed = try readCandles(
      "time,close\n2017-03-03,2\n2017-03-02,1\n2017-03-04,4\n2017-03-05,5\n2017-03-02,7\n")
    #expect(mixed.frame.column("close") == [7, 2, 4, 5])
    #expect(mixed.repairs.map(\.kind) == [.outOfOrder, .conflictingRows])
    #expect(mixed.repairs.map(\.line) == [3, 3])
  }

  @Test(arguments: ["2017-03-03,2,", "2017-03-03,\"2", "2017-03", "2", "2017-03-03"])
  func `a last line without its end is dropped when fields or a quote are missing`(rest: String)
    throws
  {
    let file = try readCandles("time,a,b,c\n2017-03-02,1,2,3\n" + rest)
    #expect(file.repairs.map(\.kind) == [.truncatedLastLine])
    #expect(file.frame.rowCount == 1)
  }

  @Test func `a last line with all its fields is no cut-off line, with or without its end`() throws
  {
    let file = try readCandles("time,a\n2017-03-02,1\n2017-03-03,2")
    #expect(file.repairs.isEmpty)
    #expect(file.frame.rowCount == 2)
    #expect(throws: MarketDataError.self) { try readCandles("time,a\n2017-03-02,1\n2017-03-03,x") }
    #expect(throws: MarketDataError.self) {
      try readCandles("time,a,b\n2017-03-02,1,2\n2017-03-03,2\n")
    }
  }

  @Test func `flat bars without volume are neither mended nor odd`() throws {
    let file = try readCandles(
      "time,open,high,low,close,volume\n2017-03-02,1,1,1,1,0\n2017-03-03,0,0,0,0,0\n"
    ) {
      $0.strict = true
      $0.strictValues = true
    }
    #expect(file.warnings.isEmpty)
  }
}

/// Values that cannot be right are kept and said.
struct CandleWarningTests {
  @Test func `odd candles are counted, with the line of the first`() throws {
    let text = """
      time,open,high,low,close,volume
      2017-03-02,1,2,0.5,1.5,10
      2017-03-03,1,0.5,2,1,10

      2017-03-04,3,2,1,1.5,-1
      2017-03-05,-1,2,-3,1.5,nan
      2017-03-06,nan,2,1,nan,5

      """
    let file = try readCandles(text)
    #expect(
      places(file.warnings).sorted() == [
        "3: 1 row has a high below the low",
        "3: 2 rows have an open or close above the high or below the low",
        "5: 1 row has a negative volume",
        "6: 1 row has a negative price",
      ])
    #expect(file.frame.rowCount == 5)
    #expect(Set(file.warnings.map(\.kind)) == Set(CandleWarning.Kind.allCases))
    let error = try #require(throws: MarketDataError.self) {
      try readCandles(text) { $0.strictValues = true }
    }
    #expect(error.code == .implausibleCandle)
    #expect(error.line == 3)
  }
}
