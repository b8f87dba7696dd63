import Testing

@testable import StratMarket

struct LineMapTests {
  @Test func `rows find their lines past skipped ones`() {
    var map = LineMap()
    var block = ParsedBlock()
    block.rows = 3
    block.skips = [LineSkip(row: 0, lines: 2), LineSkip(row: 2, lines: 1)]
    map.append(block, firstRow: 0, firstLine: 2)
    block.skips = [LineSkip(row: 3, lines: 5)]
    map.append(block, firstRow: 3, firstLine: 8)
    block.skips = []
    map.append(block, firstRow: 6, firstLine: 16)
    #expect((0..<9).map(map.line) == [4, 5, 7, 8, 9, 10, 16, 17, 18])
    #expect(LineMap().line(ofRow: 0) == nil)
  }
}
