import Foundation
import TestSupport
import Testing

@testable import StratMarket

struct CandleWriterTests {
  @Test func `stamps and the shortest numbers are written`() {
    let frame = Frame(
      symbol: "X", times: [0, 1], columnNames: ["open", "a,b"],
      columns: [[1, 0.1], [.nan, -0.0]])
    let text = String(decoding: CandleWriter.csv(frame), as: UTF8.self)
    #expect(
      text == """
        timestamp,open,"a,b"
        1970-01-01T00:00:00Z,1,
        1970-01-01T00:00:00.001Z,0.1,-0

        """)
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `a frame is read back bit for bit`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var time = Int64.random(in: -100_000_000_000_000...100_000_000_000_000, using: &random)
    var frame = Frame(symbol: "X", times: [], columnNames: [], columns: [])
    var times: [Int64] = []
    for _ in 0..<2_000 {
      times.append(time)
      time += Int64.random(in: 1...1_000_000_000, using: &random)
    }
    frame = Frame(symbol: "X", times: times, columnNames: [], columns: [])
    for name in ["open", "high", "low", "close", "volume", "funding_rate"] {
      frame.setColumn(
        name,
        to: times.map { _ in
          let bits = Double(bitPattern: random.next())
          if !bits.isFinite { return .nan }
          return Bool.random(using: &random) ? bits : (bits.significand * 100_000).rounded() / 100
        })
    }
    let file = try CandleReader.read(CandleWriter.csv(frame), name: "X_1h.csv")
    #expect(file.repairs.isEmpty)
    #expect(file.frame.times == times, "seed \(seed)")
    #expect(file.frame.columnNames == frame.columnNames)
    for (column, original) in zip(file.frame.columns, frame.columns) {
      let same = zip(column, original).allSatisfy { read, written in
        read.isNaN ? written.isNaN : read.bitPattern == written.bitPattern
      }
      #expect(same, "seed \(seed)")
    }
  }

  @Test func `a file is written whole, and replaced`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.file("X_1h.csv")
    let times = (0..<5_000).map { Int64($0) * 3_600_000 }
    let frame = Frame(
      symbol: "X", times: times, columnNames: ["close"], columns: [times.map(Double.init)])
    try CandleWriter.write(frame.prefix(3), to: path)
    try CandleWriter.write(frame, to: path)
    let file = try CandleReader.read(path: path)
    #expect(file.frame.times == times)
    #expect(file.symbol == "X")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("")) == ["X_1h.csv"])
  }

  @Test func `a folder that is not there is an error`() throws {
    let folder = try TemporaryDirectory()
    let frame = Frame(symbol: "X", times: [0], columnNames: [], columns: [])
    let error = try #require(throws: MarketDataError.self) {
      try CandleWriter.write(frame, to: folder.file("none/X.csv"))
    }
    #expect(error.code == .cannotWrite)
  }
}
