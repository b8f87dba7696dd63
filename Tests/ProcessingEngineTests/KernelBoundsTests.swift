import StratLanguage
import Testing

@testable import ProcessingEngine

/// Kernels that write several rows at once write neither behind their rows nor behind their cells,
/// also where there is nothing to spare and where there are no rows at all.
struct KernelBoundsTests {
  private typealias Window =
    @Sendable (Cells, Slot, inout MutableSpan<Double>, Span<Double>) -> Void
  private typealias Comparison =
    @Sendable (inout MutableSpan<UInt8>, Span<Double>, Span<Double>) -> Void

  private static let spare = 16
  private static let untouched = -77.0
  /// Rows of a block before the one that is watched, so that the state is one under way.
  private static let before = 29

  private static let windows: [(name: String, opcode: Opcode, run: Window)] = [
    ("sum", .sum, { WindowSum.block($0, $1, &$2, $3) }),
    ("mean", .mean, { WindowMean.block($0, $1, &$2, $3) }),
    ("highest", .highest, { Extreme<Highest>.block($0, $1, &$2, $3) }),
    ("lowest", .lowest, { Extreme<Lowest>.block($0, $1, &$2, $3) }),
    ("lag", .lagNumber, { Lag.block($0, $1, &$2, $3) }),
    ("rise", .rise, { cells, _, out, x in Rise.riseBlock(cells, &out, x) }),
    ("fall", .fall, { cells, _, out, x in Rise.fallBlock(cells, &out, x) }),
    ("average", .average, { Average.block($0, $1, &$2, $3) }),
    (
      "two averages", .average,
      { cells, slot, out, x in
        watchOthers(cells, slot, out.count) { c, o in
          Average.block2(cells, slot, &out, x, c, slot, &o, x)
        }
      }
    ),
  ]

  private static let comparisons: [(name: String, run: Comparison)] = [
    ("less", { Elementwise.less(&$0, $1, $2) }),
    ("less or equal", { Elementwise.lessOrEqual(&$0, $1, $2) }),
    ("equal", { Elementwise.equal(&$0, $1, $2) }),
    ("not equal", { Elementwise.notEqual(&$0, $1, $2) }),
    (
      "crosses",
      { out, a, b in
        withCells(.crossesAbove, length: 1) { cells, slot in
          Cross.block(cells, slot, &out, a, b)
        }
      }
    ),
  ]

  private static func value(_ row: Int) -> Double { Double(row * 7 % 11 + 1) }

  @Test(arguments: 0...41)
  func `numbers stay within the block`(count: Int) {
    let x = (0..<max(count, Self.before)).map(Self.value)
    for length in [1, 2, 3, 4, 5, 8, 13] {
      for (name, opcode, run) in Self.windows {
        Self.withCells(opcode, length: length) { cells, slot in
          _ = Self.watched(Self.before) {
            run(cells, slot, &$0, x.span.extracting(0..<Self.before))
          }
          let isClean = Self.watched(count) { run(cells, slot, &$0, x.span.extracting(0..<count)) }
          #expect(isClean, "\(name)(\(length)) over \(count) rows")
        }
      }
    }
  }

  @Test(arguments: 0...41)
  func `truths stay within the block`(count: Int) {
    let a = (0..<count).map(Self.value)
    let b = (0..<count).map { Self.value($0 * 3) }
    for (name, run) in Self.comparisons {
      var truths = Array(repeating: UInt8(77), count: count + Self.spare)
      var span = truths.mutableSpan
      var part = span._mutatingExtracting(0..<count)
      run(&part, a.span, b.span)
      #expect(truths[count...].allSatisfy { $0 == 77 }, "\(name) over \(count) rows")
      #expect(truths[..<count].allSatisfy { $0 <= 2 }, "\(name) over \(count) rows")
    }
  }

  @Test func `what has no state has no cells`() {
    let stateless: [Opcode] = [.add, .less, .and, .selectNumber, .isTruthMissing]
    for opcode in stateless {
      #expect(InitialState.cells(for: opcode, length: 5).isEmpty, "\(opcode)")
    }
  }

  /// Whether what lies behind `count` rows is as it was after `body` wrote them.
  private static func watched(_ count: Int, _ body: (inout MutableSpan<Double>) -> Void) -> Bool {
    var values = Array(repeating: untouched, count: count + spare)
    var span = values.mutableSpan
    var part = span._mutatingExtracting(0..<count)
    body(&part)
    return values[count...].allSatisfy { $0 == untouched }
      && !values[..<count].contains(untouched)
  }

  /// Runs `body` with the cells of a slot as they are before the first bar, and looks behind them.
  private static func withCells(_ opcode: Opcode, length: Int, _ body: (Cells, Slot) -> Void) {
    var image = InitialState.cells(for: opcode, length: length)
    let count = image.count
    image += Array(repeating: untouched, count: spare)
    unsafe image.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe body(Cells(unsafe: base), Slot(offset: 0, length: length, alpha: 0.5))
    }
    #expect(image[count...].allSatisfy { $0 == untouched }, "cells of \(opcode)(\(length))")
  }

  /// The second of two averages, in the state of the first.
  private static func watchOthers(
    _ cells: Cells, _ slot: Slot, _ count: Int, _ body: (Cells, inout MutableSpan<Double>) -> Void
  ) {
    withCells(.average, length: slot.length) { other, _ in
      for index in 0..<2 { other[index] = cells[index] }
      #expect(watched(count) { body(other, &$0) }, "the second of two averages, \(count) rows")
    }
  }
}
