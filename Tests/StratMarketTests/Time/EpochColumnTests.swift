import Testing

@testable import StratMarket

struct EpochColumnTests {
  /// 2017-03-02T14:00:00Z and an hour later.
  private static let seconds: [Int64] = [1_488_463_200, 1_488_466_800]

  @Test(arguments: [1, 1_000, 1_000_000, 1_000_000_000] as [Int64])
  func `each unit is recognised by its magnitude`(factor: Int64) {
    var column = Self.seconds.map { $0 * factor }
    #expect(EpochColumn.convertToMilliseconds(&column) == nil)
    #expect(column == Self.seconds.map { $0 * 1_000 })
  }

  @Test func `days before 1970 are read in the unit of their column`() {
    var column: [Int64] = [-86_400_000, 0, 86_400_000]
    column += stride(from: 1_000_000_000, to: 1_488_463_200_000, by: 500_000_000)
    let before = column
    #expect(EpochColumn.convertToMilliseconds(&column) == nil)
    #expect(column == before)
  }

  @Test func `parts of a millisecond are rounded down, also before 1970`() {
    var column: [Int64] = [-1, 1_488_463_200_000_999]
    _ = EpochColumn.convertToMilliseconds(&column)
    #expect(column[1] == 1_488_463_200_000)
  }

  @Test func `a column that jumps from milliseconds to microseconds is read in both`() {
    var column: [Int64] = [1_735_603_200_000, 1_735_689_600_000_000, 1_735_776_000_000_000]
    #expect(EpochColumn.convertToMilliseconds(&column) == 1)
    #expect(column == [1_735_603_200_000, 1_735_689_600_000, 1_735_776_000_000])
  }

  @Test func `extreme numbers do not trap`() {
    var column: [Int64] = [.min, .max, 0, -1, 1]
    _ = EpochColumn.convertToMilliseconds(&column)
    #expect(column.count == 5)
  }
}
