import TestSupport
import Testing

@testable import StratMarket

struct NumberParserTests {
  /// A quarter of a million numbers for each seed: two million in all.
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `every number means what the standard library says`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var text: [UInt8] = []
    for index in 0..<250_000 {
      text.removeAll(keepingCapacity: true)
      appendNumber(to: &text, &random)
      let expected = Double(String(decoding: text, as: UTF8.self))
      let reading = read(&text)
      let isRight =
        switch reading.any {
        case .value(let value): value.bitPattern == expected?.bitPattern
        case .infinite: expected?.isInfinite == true
        case .missing, .groupedDigits, .malformed: false
        }
      let plainIsRight = reading.plain.map { $0.bitPattern == expected?.bitPattern } ?? true
      guard isRight, plainIsRight else {
        let found = String(decoding: text, as: UTF8.self)
        Issue.record("\(found) is read as \(reading), seed \(seed), number \(index)")
        return
      }
    }
  }

  @Test func `the usual numbers of candles are read the fast way`() {
    for number in ["1.07083", "0.0001", "16541.77", "32048.06442", "22351900", "-3.5", "0", "7."] {
      var text = Array(number.utf8)
      #expect(read(&text).plain == Double(number) ?? 7, "\(number)")
    }
  }

  @Test(arguments: ["", "-", "nan", "NaN", "NA", "null", "NULL", "n/a", "None"])
  func `words for a missing value are missing values`(text: String) {
    var text = Array(text.utf8)
    #expect(read(&text).any == .missing)
  }

  @Test(arguments: ["inf", "-Infinity", "+inf", "1e999", "-1e400", "∞"])
  func `infinities are told apart`(text: String) {
    var text = Array(text.utf8)
    #expect(read(&text).any == .infinite)
  }

  @Test(arguments: ["1,234.5", "1_000", "1'000", "1 000", "3,5"])
  func `separators between digits are told apart`(text: String) {
    var text = Array(text.utf8)
    #expect(read(&text).any == .groupedDigits)
  }

  @Test(arguments: [
    "x", "1x", "1.2.3", "--1", "+-1", "1e", "1e+", "1e1.5", "0x10", ".", "-.", "e5",
    "$5", "5%", "+", "1-", "1.-2", "٣", "1\0",
  ])
  func `anything else is malformed`(text: String) {
    var text = Array(text.utf8)
    #expect(read(&text).any == .malformed)
    #expect(read(&text).plain == nil)
  }

  @Test(arguments: [
    "9007199254740992", "9007199254740993", "9007199254740991", "900719925474099.3",
    "0.000000000000000000000000001", "1.005668646402246178946187088", "18446744073709551616",
    "18446744073709551615", "2.2250738585072011e-308", "4.9e-324", "2.4e-324", "1e-400",
    "1.7976931348623157e308", "123456789012345678", "0.1234567890123456",
    "1234567890123456.1234567890123456", "00000000000000000000001.5", "-0", "-0.0", "+1.5",
    "8.5e22", "8.5e23", "1e22", "1e23", "1e-22", "1e-23",
  ])
  func `numbers at the limits of the fast way are right`(number: String) {
    var text = Array(number.utf8)
    #expect(read(&text).any == Double(number).map { .value($0) })
    if let plain = read(&text).plain {
      #expect(plain.bitPattern == Double(number)?.bitPattern)
    }
  }

  @Test func `digits are found and summed in every place`() {
    for count in 0...16 {
      for behind in UInt8.min...UInt8.max where !(48...57).contains(behind) {
        var bytes = [UInt8](repeating: behind, count: 16)
        var value: UInt64 = 0
        for index in 0..<count {
          let digit = UInt8((index * 7 + Int(behind)) % 10)
          bytes[index] = 48 + digit
          value = value * 10 + UInt64(digit)
        }
        let front = DigitRun.nibbles(bytes.span.word(at: 0))
        let back = DigitRun.nibbles(bytes.span.word(at: 8))
        let others = DigitRun.others(front, back)
        let powers = PowersOfTen.integers
        let sum = DigitRun.value(first: count, of: front, back, integers: powers.span)
        guard others == 0xFFFF & (0xFFFF << UInt64(count)), sum == value else {
          Issue.record("\(bytes): \(String(others, radix: 2)), \(sum)")
          return
        }
      }
    }
  }

  private static let before = Array("2017-03-02,9.9,9876543210,".utf8)

  /// Reads a number both ways; the fast way gives nil where it leaves the number to the other.
  private func read(_ text: inout [UInt8]) -> (any: NumberParser.Reading, plain: Double?) {
    // As within a file: there is text before the number, which must not matter.
    text.insert(contentsOf: Self.before, at: 0)
    let start = Self.before.count
    let count = text.count
    text.append(UInt8(ascii: "\n"))
    text.append(contentsOf: repeatElement(0, count: ParsedBlock.padding))
    defer {
      text.removeLast(text.count - count)
      text.removeFirst(start)
    }
    let integers = PowersOfTen.integers
    let doubles = PowersOfTen.doubles
    let plain = NumberParser.plain(
      text.span, at: start, integers: integers.span, doubles: doubles.span)
    return (
      NumberParser.read(text.span, from: start, to: count), plain.end == count ? plain.value : nil
    )
  }

  private func appendNumber(to text: inout [UInt8], _ random: inout SplitMix64) {
    func digits(_ count: Int, _ random: inout SplitMix64) {
      var bits = random.next()
      // Runs of zeros and nines are where rounding goes wrong.
      let favourite: UInt8? = bits & 7 == 0 ? 48 : bits & 7 == 1 ? 57 : nil
      for index in 0..<count {
        if index % 16 == 15 { bits = random.next() }
        bits >>= 3
        text.append(favourite ?? 48 + UInt8(bits % 10))
      }
    }
    let shape = random.next()
    if shape & 1 == 0 { text.append(UInt8(ascii: "-")) }
    let whole = Int(shape >> 8 & 0xFF) % (shape & 2 == 0 ? 8 : 22)
    let part = Int(shape >> 16 & 0xFF) % (shape & 4 == 0 ? 9 : 30)
    digits(whole, &random)
    if part > 0 || whole == 0 {
      text.append(UInt8(ascii: "."))
      digits(max(part, whole == 0 ? 1 : 0), &random)
    }
    if shape & 56 == 0 {
      text.append(UInt8(ascii: shape & 64 == 0 ? "e" : "E"))
      if shape & 128 == 0 { text.append(UInt8(ascii: "-")) }
      digits(1 + Int(shape >> 24 & 0xFF) % 3, &random)
    }
  }
}
