import Foundation
import TestSupport
import Testing

@testable import StratMarket

/// Whatever the bytes are: a frame in order, or an error; never a crash, never a hang.
struct CandleFuzzTests {
  private static let seeds: [String] = {
    var texts = CandleRepairTests.cases.map(\.text)
    texts += MarketDataErrorTests.cases.map(\.text).filter { $0.utf8.count < 1_000 }
    texts.append(syntheticCandles(rows: 40, seed: 1))
    return texts
  }()

  private func read(_ bytes: [UInt8], _ random: inout SplitMix64, _ seed: UInt64) {
    var options = CandleReader.Options()
    options.blockBytes = [1, 16, 100, 10_000].randomElement(using: &random) ?? 1
    options.workers = Int.random(in: 1...2, using: &random)
    options.strict = Bool.random(using: &random)
    if Int.random(in: 0..<4, using: &random) == 0 { options.maxRows = 3 }
    guard let file = try? CandleReader.read(bytes, name: "X.csv", options: options) else { return }
    let frame = file.frame
    let ascends = zip(frame.times, frame.times.dropFirst()).allSatisfy { $0 < $1 }
    let finite = frame.columns.allSatisfy { $0.allSatisfy { !$0.isInfinite } }
    let even = frame.columns.allSatisfy { $0.count == frame.rowCount }
    if !ascends || !finite || !even {
      Issue.record("seed \(seed): \(String(decoding: bytes.prefix(400), as: UTF8.self))")
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `random bytes`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let alphabet = Array("time,open;\t\"\r\n0123456789.-+eTZ: nax\0".utf8)
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...200, using: &random)
      let bytes: [UInt8] = (0..<count).map { _ in
        Int.random(in: 0..<20, using: &random) == 0
          ? UInt8.random(in: 0...255, using: &random) : alphabet.randomElement(using: &random) ?? 0
      }
      read(bytes, &random, seed)
      read(Array("time,x\n2017-03-02,".utf8) + bytes, &random, seed)
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `mutated texts`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<3_000 {
      read(
        mutated(Array((Self.seeds.randomElement(using: &random) ?? "").utf8), &random), &random,
        seed)
    }
  }

  @Test(.enabled(if: SharedData.isPresent, "needs ../shared/data"))
  func `mutated real files`() throws {
    for (index, path) in SharedData.files.enumerated() {
      let seed = UInt64(index)
      var random = SplitMix64(seed: seed)
      let whole = try [UInt8](Data(contentsOf: URL(filePath: path)).prefix(20_000))
      for _ in 0..<30 { read(mutated(whole, &random), &random, seed) }
    }
  }

  private func mutated(_ text: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var bytes = text
    for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 1...30, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(place..<end)
      case 2: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
      case 3: bytes.removeSubrange(place...)
      case 4: bytes[place] = Array(",;\t\"\r\n-.0".utf8).randomElement(using: &random) ?? 0
      default: bytes.swapAt(place, end - 1)
      }
    }
    return bytes
  }
}
