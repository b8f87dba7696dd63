import Testing

@testable import StratMarket

struct CivilDateTests {
  @Test func `every day of 4 000 years follows the one before`() throws {
    var date = CivilDate(daysSinceEpoch: -1_000_001)
    for days in -1_000_000...500_000 {
      let next = CivilDate(daysSinceEpoch: days)
      let length = CivilDate.length(ofMonth: date.month, year: date.year)
      let isNext =
        date.day < length
        ? next.day == date.day + 1 && next.month == date.month && next.year == date.year
        : next.day == 1 && next.month == date.month % 12 + 1
          && next.year == date.year + (date.month == 12 ? 1 : 0)
      guard isNext, next.daysSinceEpoch == days, date < next else {
        Issue.record("\(date) is followed by \(next), day \(days)")
        return
      }
      date = next
    }
  }

  @Test(arguments: [
    (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2000, 3, 1, 11_017),
    (1900, 3, 1, -25_508), (0, 3, 1, -719_468), (2017, 3, 2, 17_227),
  ])
  func `known days have their numbers`(year: Int, month: Int, day: Int, number: Int) throws {
    let date = try #require(CivilDate(year: year, month: month, day: day))
    #expect(date.daysSinceEpoch == number)
    #expect(CivilDate(daysSinceEpoch: number) == date)
  }

  @Test(arguments: [
    (2023, 2, 29), (1900, 2, 29), (2024, 4, 31), (2024, 13, 1), (2024, 0, 1),
    (2024, 1, 0), (2024, 1, 32), (1_000_000_000, 1, 1),
  ])
  func `days that do not exist are refused`(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }
}
