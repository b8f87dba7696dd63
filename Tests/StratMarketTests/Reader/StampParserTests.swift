import TestSupport
import Testing

@testable import StratMarket

struct StampParserTests {
  @Test func `the fast way reads stamps as the careful way does`() {
    var random = SplitMix64(seed: 5)
    var parser = PlainStampParser()
    for _ in 0..<100_000 {
      let seconds = Int64.random(in: -62_167_219_200..<253_402_300_800, using: &random)
      var text = Array(Timestamp(milliseconds: seconds * 1_000).description.utf8)
      let intact = read(&text, &parser)
      guard intact == seconds * 1_000 else {
        Issue.record("\(String(decoding: text, as: UTF8.self)) is read as \(intact ?? -1)")
        return
      }
      // Any other byte in any place: refused, or what the careful way says.
      text[Int.random(in: 0..<20, using: &random)] = UInt8.random(in: 0...255, using: &random)
      let careful = Timestamp(iso8601: text.span, from: 0, to: 20)?.milliseconds
      let fast = read(&text, &parser)
      guard fast == nil || fast == careful else {
        Issue.record("\(text) is read as \(fast ?? -1), not \(careful ?? -1)")
        return
      }
    }
  }

  private func read(_ text: inout [UInt8], _ parser: inout PlainStampParser) -> Int64? {
    let count = text.count
    text.append(contentsOf: repeatElement(0, count: ParsedBlock.padding))
    defer { text.removeLast(text.count - count) }
    let stamp = parser.read(text.span, at: 0)
    return stamp.end == 20 ? stamp.value : nil
  }

  @Test(
    arguments: [
      ("1488463200", 1_488_463_200), ("1488463200.151", 1_488_463_200_151), ("-86400", -86_400),
      ("1488463200000.0", 1_488_463_200_000), ("9223372036854775807", .max), ("0", 0),
    ] as [(String, Int64)])
  func `bare numbers are read, with decimals for seconds`(text: String, value: Int64) {
    let bytes = Array(text.utf8)
    #expect(StampParser.epoch(bytes.span, from: 0, to: bytes.count) == value)
  }

  @Test(arguments: [
    "", "-", "9223372036854775808", "99999999999999999999", "1.48e12", "1x", "+1", "1.2.3",
  ])
  func `other numbers are refused`(text: String) {
    let bytes = Array(text.utf8)
    #expect(StampParser.epoch(bytes.span, from: 0, to: bytes.count) == nil)
  }
}
