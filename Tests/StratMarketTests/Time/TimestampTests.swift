import TestSupport
import Testing

@testable import StratMarket

struct TimestampTests {
  @Test(
    arguments: [
      ("2017-03-02", 1_488_412_800_000), ("2017-03-02T14:00", 1_488_463_200_000),
      ("2017-03-02T14:00Z", 1_488_463_200_000), ("2017-03-02T14:00:00Z", 1_488_463_200_000),
      ("2017-03-02 14:00:00", 1_488_463_200_000), ("2017-03-02t14:00:00z", 1_488_463_200_000),
      ("2017-03-02T14:00:00.151Z", 1_488_463_200_151),
      ("2017-03-02T14:00:00.1Z", 1_488_463_200_100),
      ("2017-03-02T14:00:00.151999Z", 1_488_463_200_151),
      ("2017-03-02T16:00:00+02:00", 1_488_463_200_000),
      ("2017-03-02T08:30:00-0530", 1_488_463_200_000),
      ("2017-03-02 16:00:00+02", 1_488_463_200_000),
      ("2017-03-02 14:00:00 UTC", 1_488_463_200_000),
      ("2017/03/02 14:00", 1_488_463_200_000), ("1969-12-31T23:59:59.999Z", -1),
      ("1969-12-31", -86_400_000), ("0000-01-01", -62_167_219_200_000),
      ("+012345-01-01T00:00:00Z", 327_403_382_400_000),
    ] as [(String, Int64)])
  func `ISO-8601 in its usual forms is read`(text: String, milliseconds: Int64) {
    #expect(Timestamp(text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "2017", "2017-03", "2017-3-2", "2017-03-02T", "2017-03-02T14", "2017-03-02T24:00",
    "2017-03-02T14:60", "2017-03-02T14:00:60Z", "2017-03-02T14:00:00.Z", "2017-03-02Z",
    "2017-02-29", "2017-13-01", "2017-00-01", "02-03-2017", "2017-03/02", "2017-03-02T14:00:00ZZ",
    "2017-03-02T14:00:00+24:00", "2017-03-02T14:00:00+02:60", "2017-03-02T14:00:00+",
    "2017-03-02T14:00:00 CET", " 2017-03-02", "2017-03-02 ", "1488463200", "-000000-01-01",
    "+999999999-01-01T00:00:00Z", "٢٠١٧-03-02", "2017-03-02T14:00:00+0200x",
  ])
  func `anything else is refused`(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func `milliseconds are written only when there are any`() {
    #expect(Timestamp(milliseconds: 1_488_463_200_000).description == "2017-03-02T14:00:00Z")
    #expect(Timestamp(milliseconds: 1_488_463_200_051).description == "2017-03-02T14:00:00.051Z")
    #expect(Timestamp(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
    #expect(Timestamp(milliseconds: 1_488_463_200_051).dateText == "2017-03-02")
  }

  @Test func `every moment of 64 bits is written and read back`() {
    var random = SplitMix64(seed: 11)
    var moments: [Int64] = [.min, .min + 1, -1, 0, 1, .max - 1, .max]
    for _ in 0..<20_000 {
      moments.append(Int64(bitPattern: random.next()) >> Int64.random(in: 0...40, using: &random))
    }
    for moment in moments {
      let stamp = Timestamp(milliseconds: moment)
      guard Timestamp(stamp.description) == stamp else {
        Issue.record("\(moment) becomes \(stamp)")
        return
      }
    }
  }
}
