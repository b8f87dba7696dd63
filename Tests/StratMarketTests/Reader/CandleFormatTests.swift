import Testing

@testable import StratMarket

/// The ways in which the same candles are written.
struct CandleFormatTests {
  private static let plain = """
    timestamp,open,high,low,close,volume
    2017-03-02T14:00:00Z,1.5,2,1,1.75,10
    2017-03-02T15:00:00Z,1.75,3,1.5,2.5,20

    """

  private func expectPlain(_ text: String, _ comment: Comment? = nil) throws {
    let expected = try readCandles(Self.plain).frame
    let file = try readCandles(text)
    #expect(file.repairs.isEmpty, comment)
    #expect(file.frame.times == expected.times, comment)
    #expect(file.frame.columnNames == expected.columnNames, comment)
    #expect(file.frame.columns == expected.columns, comment)
  }

  @Test func `a plain file is read as it stands`() throws {
    let file = try readCandles(Self.plain)
    #expect(file.symbol == "X")
    #expect(file.frame.interval?.description == "1h")
    #expect(file.frame.times == [1_488_463_200_000, 1_488_466_800_000])
    #expect(file.frame.columnNames == ["open", "high", "low", "close", "volume"])
    #expect(file.frame.column("close") == [1.75, 2.5])
    #expect(file.repairs.isEmpty && file.warnings.isEmpty && file.ignoredColumns.isEmpty)
    #expect(file.gaps == nil && !file.isCutShort)
  }

  @Test(arguments: [
    "Timestamp,Open,High,Low,Close,Volume", "time,o,h,l,c,v", "DATE,OPEN,HIGH,LOW,CLOSE,VOL",
    "\"Open time\",\"Open\",\"High\",\"Low\",\"Close\",\"Volume\"",
    "<DATE>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>",
    "open_time,open_price,high_price,low_price,close_price,volume",
    " Date , Open , High , Low , Close , Volume ",
    "datetime,Price Open,Price High,Price Low,Price Close,Vol.",
    ",Open,High,Low,Close,Volume", "unix,open,high,low,close,volume",
  ])
  func `header names are known in their usual forms`(header: String) throws {
    let rows = Self.plain.split(separator: "\n").dropFirst().joined(separator: "\n")
    try expectPlain(header + "\n" + rows + "\n")
  }

  @Test func `delimiters, quotes, line ends and blank lines do not matter`() throws {
    let plain = Self.plain
    try expectPlain(plain.replacing(",", with: ";"), "semicolons")
    try expectPlain(plain.replacing(",", with: "\t"), "tabs")
    try expectPlain(plain.replacing("\n", with: "\r\n"), "CRLF")
    try expectPlain("\u{FEFF}" + plain, "byte order mark")
    try expectPlain("\n\r\n  \n" + plain + "\n\n  \n", "blank lines")
    try expectPlain(plain.replacing("\n", with: ",\n"), "trailing comma")
    try expectPlain(plain.replacing("10\n", with: "10,,\n"), "trailing commas in a row")
    try expectPlain(String(plain.dropLast()), "no newline at the end")
    try expectPlain(plain.replacing(",", with: " , "), "blanks around fields")
    let quoted = plain.split(separator: "\n").map { line in
      line.split(separator: ",").map { "\"\($0)\"" }.joined(separator: ",") + "\n"
    }
    try expectPlain(quoted.joined(), "quotes")
    try expectPlain(
      plain.replacing("\n", with: "\r\n").replacing(",", with: "\";\"")
        .replacing("\r\n", with: "\"\r\n\"").dropLast().description.prepending("\""), "all of it")
  }

  @Test(arguments: [
    ("1488463200", "1488466800"), ("1488463200000", "1488466800000"),
    ("1488463200000000", "1488466800000000"), ("1488463200000000000", "1488466800000000000"),
    ("1488463200.0", "1488466800.0"), ("2017-03-02 14:00", "2017-03-02 15:00"),
    ("2017-03-02T16:00:00+02:00", "2017-03-02T17:00:00+02:00"),
    ("\"2017-03-02T14:00:00.000Z\"", "2017-03-02 15:00:00 UTC"),
  ])
  func `stamps are known in their usual forms`(first: String, second: String) throws {
    try expectPlain(
      Self.plain.replacing("2017-03-02T14:00:00Z", with: first)
        .replacing("2017-03-02T15:00:00Z", with: second))
  }

  @Test func `days of eight digits are days`() throws {
    let file = try readCandles("date,close\n20170302,1\n20170303,2\n")
    #expect(file.frame.times == [1_488_412_800_000, 1_488_499_200_000])
  }

  @Test func `a file without a header is known by its numbers`() throws {
    let rows = Self.plain.split(separator: "\n").dropFirst().joined(separator: "\n")
    try expectPlain(rows)
    let binance = "1488463200000,1,2,0.5,1.5,10,1488466799999,15,3,5,7.5,0\n"
    let file = try readCandles(binance)
    #expect(
      file.frame.columnNames.prefix(6) == ["open", "high", "low", "close", "volume", "column_7"])
    #expect(
      file.frame.columns.map { $0[0] } == [1, 2, 0.5, 1.5, 10, 1_488_466_799_999, 15, 3, 5, 7.5, 0])
  }

  @Test func `missing values are NaN`() throws {
    let file = try readCandles("time,a,b,c,d,e\n2017-03-02,,nan,NA,null,-\n2017-03-03,1,2,3,4,5\n")
    #expect(file.frame.columns.allSatisfy { $0[0].isNaN && $0[1] > 0 })
  }

  @Test func `columns of text are left out and reported`() throws {
    let text = """
      time,close,asset,updated,rate
      2017-03-02,1,0x7ceb23,2017-03-02T14:00:00Z,0.003930921794380141930837489
      2017-03-03,2,"a, ""b"" c",,1e-3

      """
    let file = try readCandles(text)
    #expect(file.frame.columnNames == ["close", "rate"])
    #expect(file.ignoredColumns == ["asset", "updated"])
    #expect(file.frame.column("rate") == [0.003930921794380141930837489, 0.001])
  }

  @Test func `only the wanted columns are read`() throws {
    let text = "time,close,adj close,note\n2017-03-02,x,1,bad\n2017-03-03,y,2,worse\n"
    let file = try readCandles(text) { $0.wantedColumns = ["adj_close"] }
    #expect(file.frame.columnNames == ["adj_close"])
    #expect(file.frame.columns == [[1, 2]])
    #expect(file.ignoredColumns == ["close", "note"])
  }

  @Test func `a first column without a name may be a row number`() throws {
    let file = try readCandles(",date,close\n0,2017-03-02,1\n1,2017-03-03,2\n")
    #expect(file.frame.columnNames == ["close"])
    #expect(file.frame.rowCount == 2)
  }

  @Test func `reading stops at the wanted number of rows`() throws {
    let text = syntheticCandles(rows: 1_000, seed: 1)
    for most in [1, 10, 999] {
      let file = try readCandles(text) {
        $0.maxRows = most
        $0.blockBytes = 512
      }
      #expect(file.frame.rowCount == most)
      #expect(file.isCutShort)
    }
    let file = try readCandles(text) { $0.maxRows = 1_000 }
    #expect(file.frame.rowCount == 1_000)
    #expect(!file.isCutShort)
  }

  @Test(arguments: [
    ("GOOG_1d.csv", "GOOG"), ("dir/ADA-BTC_5m.csv", "ADA-BTC"), ("BTCUSDT-1h.csv", "BTCUSDT"),
    ("SPY.csv", "SPY"), ("SPY", "SPY"), ("_x.csv", "_x"), ("BRK.B_1d.csv", "BRK.B"),
    (".csv", ".csv"), ("BTC-USD.csv", "BTC-USD"),
  ])
  func `the symbol is in the name of the file`(path: String, symbol: String) {
    #expect(Assembly.symbol(ofPath: path) == symbol)
  }
}

extension String {
  fileprivate func prepending(_ text: String) -> String { text + self }
}
