import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import TestSupport
import Testing

/// Kernels that work on several rows at once give what single steps give, to the bit, also where
/// blocks, chunks and vectors end at odd places.
struct VectorKernelTests {
  static let formulas = [
    "sum(close, N)", "sma(close, N)", "highest(close, N)", "lowest(close, N)",
    "ema(close, N)", "ema(close, N) + ema(open, 7)",
    "ema(close, N) + ema(open, 7) + rma(close, 3)",
    "ema(close, N) + ema(open, 7) + rma(close, 3) + rma(open, N)",
    "ema(close, N) + ema(open, 7) + rma(close, 3) + rma(open, N) + ema(close, 5) + ema(open, 3)"
      + " + rma(close, 9)",
    "ema(close, N) crosses above open",
  ]

  @Test(arguments: [1, 2, 3, 4, 5, 20, 127, 128, 129, 200, 513, 700])
  func `blocks of any size agree with ticks`(length: Int) throws {
    for formula in Self.formulas {
      let text = formula.replacing("N", with: "\(length)")
      let checked = compileFormula(SourceText(name: "formula", text))
      let program = try Lowering.lower(try #require(checked.strategy, "\(text)"))
      for damage in Damage.allCases {
        let frame = Self.frame(rows: 1_600, damage, seed: UInt64(length))
        let ticks = try Execution.split(program, frame, at: 0, blockSize: 1, peeks: false)
        for size in [3, 128, 512, 1_600] {
          let blocks = try Execution.blocks(program, frame, size: size)
          #expect(blocks.numbers == ticks.numbers, "\(text), \(damage), blocks of \(size)")
          #expect(blocks.truths == ticks.truths, "\(text), \(damage), blocks of \(size)")
          #expect(
            Execution.canonical(blocks.state) == Execution.canonical(ticks.state),
            "state of \(text), \(damage), blocks of \(size)")
        }
      }
    }
  }

  enum Damage: CaseIterable {
    /// Every row is a usual price.
    case none
    /// A row is missing now and then.
    case holes
    /// Rows are missing for a while, whole blocks of them.
    case gaps
    /// Prices so far apart that their distance is no double.
    case extremes
    /// Ties, and zeros of both signs.
    case zeros
  }

  private static func frame(rows: Int, _ damage: Damage, seed: UInt64) -> Frame {
    var random = SplitMix64(seed: seed)
    func column() -> [Double] {
      var gap = 0
      return (0..<rows).map { _ in
        let price = Double.random(in: 50..<150, using: &random)
        let isStruck = Double.random(in: 0..<1, using: &random) < 0.004
        switch damage {
        case .none: return price
        case .holes: return isStruck ? .nan : price
        case .gaps:
          gap = isStruck && gap == 0 ? Int.random(in: 5..<200, using: &random) : max(gap - 1, 0)
          return gap > 0 ? .nan : price
        case .extremes:
          return isStruck ? (price < 100 ? 1.7e308 : -1.7e308) : price
        case .zeros: return [-0.0, 0.0, 1.0, -1.0][Int(price) % 4]
        }
      }
    }
    return Frame(
      symbol: "TEST", times: (0..<rows).map { Int64($0) * 60_000 },
      columnNames: ["open", "close"], columns: [column(), column()])
  }
}
