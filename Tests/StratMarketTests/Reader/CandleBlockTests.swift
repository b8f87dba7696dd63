import TestSupport
import Testing

@testable import StratMarket

/// Where a file is cut into blocks, and how many threads read it, makes no difference.
struct CandleBlockTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `blocks and threads change nothing`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var lines = syntheticCandles(rows: 800, seed: seed).split(separator: "\n").map(String.init)
    for change in 0..<20 {
      let line = Int.random(in: 1..<lines.count, using: &random)
      switch change % 5 {
      case 0: lines.insert("", at: line)
      case 1: lines.insert(",,,,,", at: line)
      case 2: lines.insert(lines[line], at: line)
      case 3: lines.swapAt(line, max(1, line - 2))
      default: lines.insert(lines[0], at: line)
      }
    }
    let text = lines.joined(separator: "\r\n") + "\n2017-01-01T00:00:0"
    let whole = try readCandles(text) { $0.workers = 1 }
    #expect(whole.repairs.count == 5, "seed \(seed): \(places(whole.repairs))")
    for blockBytes in [1, 7, 64, 333, 4_096, 20_000] {
      for workers in [1, 3] {
        let file = try readCandles(text) {
          $0.blockBytes = blockBytes
          $0.workers = workers
        }
        #expect(file.frame.times == whole.frame.times)
        #expect(file.frame.columns == whole.frame.columns)
        #expect(places(file.repairs) == places(whole.repairs), "\(blockBytes) bytes, seed \(seed)")
      }
    }
  }

  @Test func `a large file from disk is what it is in memory`() throws {
    let folder = try TemporaryDirectory()
    let bytes = Array(syntheticCandles(rows: 30_000, seed: 9).utf8)
    let path = try folder.write(bytes, to: "X_1h.csv")
    let expected = try CandleReader.read(bytes, name: path)
    for workers in [1, 2, 4] {
      var options = CandleReader.Options()
      options.workers = workers
      let file = try CandleReader.read(path: path, options: options)
      #expect(file.frame.times == expected.frame.times)
      #expect(file.frame.columns == expected.frame.columns)
      #expect(file.frame.rowCount == 30_000)
    }
  }

  @Test func `room is made once, for little more than the rows there are`() throws {
    let file = try readCandles(syntheticCandles(rows: 30_000, seed: 4)) { $0.blockBytes = 8_192 }
    for column in file.frame.columns {
      #expect(column.capacity < 30_000 * 5 / 4)
    }
  }
}
