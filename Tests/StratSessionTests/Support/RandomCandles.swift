import Foundation
import StratMarket
import TestSupport

/// Candles from a seed: prices that walk, ties, gaps in time, and values that are missing or odd.
enum RandomCandles {
  /// - Parameter extra: names of columns beyond prices and volume.
  static func frame(
    seed: UInt64, rows: Int, symbol: String = "RANDOM", extra: [String] = []
  ) -> Frame {
    var random = SplitMix64(seed: seed)
    let ticks: [Double] = [0, 0.01, 0.5]
    let tick = ticks.randomElement(using: &random) ?? 0
    let shares: [Double] = [0, 0, 0.01, 0.1]
    let wildness = shares.randomElement(using: &random) ?? 0
    var columns: [[Double]] = Array(repeating: [], count: 5 + extra.count)
    var times: [Int64] = []
    var now: Int64 = 1_500_000_000_000
    let starts: [Double] = [0.01, 1, 100, 30_000]
    var close = starts.randomElement(using: &random) ?? 1
    func rounded(_ price: Double) -> Double {
      tick > 0 ? max(tick, (price / tick).rounded() * tick) : price
    }
    for _ in 0..<rows {
      now += 3_600_000 * (Int.random(in: 0..<50, using: &random) == 0 ? 63 : 1)
      times.append(now)
      let open = close * Double.random(in: 0.995...1.005, using: &random)
      close = open * Double.random(in: 0.97...1.031, using: &random)
      let high = max(open, close) * Double.random(in: 1...1.01, using: &random)
      let low = min(open, close) * Double.random(in: 0.99...1, using: &random)
      var values = [open, high, low, close].map(rounded)
      values.append(Double.random(in: 0...1000, using: &random).rounded())
      for _ in extra { values.append(Double.random(in: -0.01...0.01, using: &random)) }
      for index in values.indices {
        if Double.random(in: 0..<1, using: &random) < wildness {
          values[index] = odd(values[index], &random)
        }
        columns[index].append(values[index])
      }
    }
    return Frame(
      symbol: symbol, times: times,
      columnNames: ["open", "high", "low", "close", "volume"] + extra, columns: columns)
  }

  private static func odd(_ value: Double, _ random: inout SplitMix64) -> Double {
    let choices: [Double] = [
      .nan, .nan, .nan, 0, -0.0, -value, value * 1000, 1e300, -1e300, 1e-300,
      .leastNonzeroMagnitude, .greatestFiniteMagnitude,
    ]
    return choices.randomElement(using: &random) ?? .nan
  }
}
