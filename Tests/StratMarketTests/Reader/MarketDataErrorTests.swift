import Foundation
import TestSupport
import Testing

@testable import StratMarket

/// Every way in which a file can be refused.
struct MarketDataErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var code: MarketDataError.Code
    var text: String
    var place: String
    var says: String
    var testDescription: String { "\(code.rawValue) \(text.prefix(40).debugDescription)" }

    init(_ code: MarketDataError.Code, _ text: String, _ place: String, _ says: String) {
      self.code = code
      self.text = text
      self.place = place
      self.says = says
    }
  }

  static let cases = [
    Case(.emptyFile, "", "-", "empty"),
    Case(.emptyFile, "\n \n\n", "-", "blank"),
    Case(.noRows, "time,close\n", "-", "no rows"),
    Case(.noRows, "time,close", "-", "no rows"),
    Case(.noRows, "time,close\n\n,\n", "-", "no rows"),
    Case(.notText, "time,close\n2017-03-02,\0\0\n", "-", "NUL"),
    Case(.notText, "PAR1xxxx", "-", "Parquet"),
    Case(.lineTooLong, String(repeating: "x,", count: 700_000), "-", "longer than"),
    Case(.lineTooLong, String(repeating: "2017-03-02,1\r", count: 100_000), "-", "longer than"),
    Case(.noTimeColumn, "open,high,low,close\n1,2,3,4\n", "1:1", "open, high, low, close"),
    Case(.noDelimiter, "close\n1\n2\n", "1:1", "\"close\""),
    Case(.noHeader, "2017-03-02,1,2\n", "1:1", "row, not a header"),
    Case(.noHeader, "2017-03-02,BTC,1,2,3,4\n", "1:1", "row, not a header"),
    Case(.duplicateColumn, "time,close,Close\n2017-03-02,1,2\n", "1:12", "\"close\""),
    Case(.duplicateColumn, "time,time,close\n2017-03-02,2017-03-02,2\n", "1:6", "\"time\""),
    Case(.separateDateAndTime, "date,time,close\n2017-03-02,14:00,1\n", "1:6", "of their own"),
    Case(.malformedTime, "time,close\n02.03.2017,1\n", "2:1", "\"02.03.2017\""),
    Case(.malformedTime, "time,close\n2017-03-02,1\n\n2017-02-29,1\n", "4:1", "\"2017-02-29\""),
    Case(.malformedTime, "close,time\n1,1488463200\n1, 2017-03-02\n", "3:4", "as in the first row"),
    Case(.malformedTime, "time,close\n20170302,1\n20170399,1\n", "3:1", "eight digits"),
    Case(.malformedNumber, "time,close\n2017-03-02,1\n2017-03-03,1x\n", "3:12", "found \"1x\""),
    Case(.malformedNumber, "time,open\n2017-03-02,0x10\n", "2:12", "for open"),
    Case(.infiniteNumber, "time,close\n2017-03-02,inf\n", "2:12", "finite"),
    Case(.infiniteNumber, "time,close\n2017-03-02, 1e999 \n", "2:13", "finite"),
    Case(.groupedDigits, "time,close\n2017-03-02,\"1,234.5\"\n", "2:13", "\"1,234.5\""),
    Case(.groupedDigits, "time;close\n2017-03-02;1,5\n", "2:12", "plain number"),
    Case(.tooFewFields, "time,open,close\n2017-03-02,1\n2017-03-03,1,2\n", "2:13", "2 of 3"),
    Case(.tooManyFields, "time,close\n2017-03-02,1,2\n", "2:14", "more than the 2"),
    Case(.unclosedQuote, "time,close\n2017-03-02,\"1\n2017-03-03,2\n", "2:12", "not closed"),
    Case(.unclosedQuote, "time,\"close\n2017-03-02,1\n", "1", "not closed"),
    Case(.missingTime, "time,close\n2017-03-02,1\n,2\n", "3:1", "no time"),
    Case(.severalSymbols, "time,symbol,x\n2017-03-02,A,1\n2017-03-02,B,1\n", "-", "A, B"),
    Case(.repairRefused, "time,x\n2017-03-02,1\n2017-03-02,1\n", "2", "duplicate"),
    Case(.implausibleCandle, "time,close\n2017-03-02,-1\n", "2", "negative"),
  ]

  @Test(arguments: cases)
  func `a file that cannot be read is refused with the place and the reason`(example: Case) throws {
    let error = try #require(throws: MarketDataError.self) {
      try readCandles(example.text) {
        $0.strict = example.code == .repairRefused
        $0.strictValues = example.code == .implausibleCandle
      }
    }
    let place = [error.line, error.column].compactMap { $0.map(String.init) }.joined(separator: ":")
    #expect(error.code == example.code, "\(error)")
    #expect(place == (example.place == "-" ? "" : example.place), "\(error)")
    #expect(error.message.contains(example.says), "\(error)")
  }

  @Test func `columns asked for must be there and hold numbers`() throws {
    let text = "time,close,note\n2017-03-02,1,x\n"
    let missing = try #require(throws: MarketDataError.self) {
      try readCandles(text) { $0.wantedColumns = ["close", "volume"] }
    }
    #expect(missing.code == .missingColumn)
    #expect(missing.message == "the file has no column \"volume\"; it has close, note")
    let wordy = try #require(throws: MarketDataError.self) {
      try readCandles(text) { $0.wantedColumns = ["note"] }
    }
    #expect(wordy.code == .textColumn)
    #expect(wordy.column == 12)
  }

  @Test func `files that cannot be opened are told apart`() throws {
    let folder = try TemporaryDirectory()
    func code(_ path: String) throws -> MarketDataError.Code {
      try #require(throws: MarketDataError.self) { try CandleReader.read(path: path) }.code
    }
    #expect(try code(folder.file("none.csv")) == .noSuchFile)
    #expect(try code("a\0b") == .noSuchFile)
    #expect(try code(folder.file("")) == .isDirectory)
    #expect(try code(folder.write([], to: "empty.csv")) == .emptyFile)
    #expect(try code(folder.write([0x1F, 0x8B, 8, 0], to: "a.csv.gz")) == .notText)
    #expect(try code(folder.file(String(repeating: "x", count: 5_000))) == .cannotRead)
  }

  @Test(.enabled(if: geteuid() != 0, "needs a user whom permissions bind"))
  func `a file without permission is refused`() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write(Array("time,x\n".utf8), to: "x.csv")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    let error = try #require(throws: MarketDataError.self) { try CandleReader.read(path: path) }
    #expect(error.code == .permissionDenied)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/zero"), "needs /dev/zero"))
  func `a file without end or lines is refused after a few blocks`() throws {
    let error = try #require(throws: MarketDataError.self) {
      try CandleReader.read(path: "/dev/zero")
    }
    #expect(error.code == .notText)
  }

  @Test func `every code has its test`() {
    var tested = Set(Self.cases.map(\.code))
    tested.formUnion([
      .missingColumn, .textColumn, .noSuchFile, .isDirectory, .cannotRead, .permissionDenied,
      .unknownSymbol, .cannotWrite, .malformedCalendar,
    ])
    #expect(tested == Set(MarketDataError.Code.allCases))
    #expect(Set(MarketDataError.Code.allCases.map(\.rawValue)).count == tested.count)
  }

  @Test func `an error is shown with its code, place and help`() throws {
    let error = try #require(throws: MarketDataError.self) {
      try readCandles("time,close\n2017-03-02,\u{1B}[31m\n2017-03-03,\"1 234\"\n")
    }
    #expect(
      error.description == """
        error[D0302]: expected a number for close, found "\\u{1B}[31m"
          --> X_1h.csv:2:12
          = help: leave a field empty where there is no value
        """)
  }

  @Test func `the first fault of the file is reported, whatever the threads do`() throws {
    var lines = syntheticCandles(rows: 3_000, seed: 2).split(separator: "\n")
    lines[1_500] += "x"
    lines[1_600] += "x"
    lines[2_900] += "x"
    let text = lines.joined(separator: "\n") + "\n"
    for workers in [1, 2, 7] {
      for blockBytes in [1, 100, 1_000, 100_000] {
        let error = try #require(throws: MarketDataError.self) {
          try readCandles(text) {
            $0.workers = workers
            $0.blockBytes = blockBytes
          }
        }
        #expect(error.line == 1_501)
      }
    }
  }
}
