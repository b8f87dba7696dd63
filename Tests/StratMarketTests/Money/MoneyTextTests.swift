import Foundation
import TestSupport
import Testing

@testable import StratMarket

struct MoneyTextTests {
  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("00.10", "0.1"), ("+3.25", "3.25"), (".5", "0.5"), ("5.", "5"),
    ("-1.000000000001", "-1.000000000001"), ("1.5000000000000000000000000000000", "1.5"),
    ("99999999999999999999999999", "99999999999999999999999999"),
  ])
  func `decimal text reads exactly and prints canonically`(text: String, canonical: String) throws {
    #expect(try FixedDecimal(text: text).description == canonical)
  }

  @Test(arguments: ["", "-", ".", "1e5", "1,000", "1.2.3", "--1", "1-", " 1", "nan", "٣", "0x10"])
  func `other text is malformed`(text: String) {
    #expect(throws: DecimalError.malformed(text)) { try FixedDecimal(text: text) }
  }

  @Test func `digits that cannot be kept are an error, not dropped`() {
    #expect(throws: DecimalError.tooPrecise("0.0000000000001")) {
      try FixedDecimal(text: "0.0000000000001")
    }
    #expect(throws: DecimalError.overflow) {
      try FixedDecimal(text: "999999999999999999999999999999")
    }
    #expect(throws: DecimalError.overflow) {
      try FixedDecimal(text: String(repeating: "9", count: 500))
    }
  }

  @Test func `any mantissa survives printing and reading`() throws {
    let seed: UInt64 = 3
    var random = SplitMix64(seed: seed)
    for _ in 0..<5_000 {
      let value = FixedDecimal(known: random.mantissa())
      #expect(try FixedDecimal(text: value.description) == value, "seed \(seed)")
    }
  }

  @Test(arguments: [
    (1.05236, "1.05236"), (0.1, "0.1"), (-0.07, "-0.07"), (1e-8, "0.00000001"), (0.0, "0"),
    (143_539_993.3, "143539993.3"), (1e20, "100000000000000000000"),
    (4.186662803811, "4.186662803811"),
    (1.2345e-5, "0.000012345"), (1e-300, "0"), (0.1234567890125, "0.123456789012"),
    (0.1234567890135, "0.123456789014"), (5e-13, "0"), (1.5e-12, "0.000000000002"),
  ])
  func `a double becomes the decimal it is written as`(value: Double, text: String) throws {
    #expect(try FixedDecimal(value).description == text)
  }

  @Test func `a double that is no amount is an error`() {
    #expect(throws: DecimalError.notFinite) { try FixedDecimal(Double.nan) }
    #expect(throws: DecimalError.notFinite) { try FixedDecimal(-Double.infinity) }
    #expect(throws: DecimalError.overflow) { try FixedDecimal(1e27) }
    #expect(throws: DecimalError.overflow) { try FixedDecimal(-Double.greatestFiniteMagnitude) }
  }

  @Test func `prices with up to six decimals survive the way to a double and back`() throws {
    let seed: UInt64 = 11
    var random = SplitMix64(seed: seed)
    for _ in 0..<5_000 {
      let units = Int128.random(in: -999_999_999_999_999...999_999_999_999_999, using: &random)
      let exact = FixedDecimal(known: units * 1_000_000)
      #expect(try FixedDecimal(exact.double) == exact, "seed \(seed)")
    }
  }

  @Test func `any double of a usual size comes back within half a unit of the last decimal`() throws
  {
    let seed: UInt64 = 12
    var random = SplitMix64(seed: seed)
    for _ in 0..<5_000 {
      let value = Double.random(in: -10...10, using: &random)
      let back = try FixedDecimal(value).double
      #expect(abs(back - value) <= 5.1e-13, "seed \(seed): \(value)")
    }
  }

  @Test func `a double is the one that the decimal's text reads as`() throws {
    let seed: UInt64 = 13
    var random = SplitMix64(seed: seed)
    for _ in 0..<50_000 {
      let exact = try FixedDecimal(mantissa: random.mantissa())
      let read = Double(exact.description)
      #expect(exact.double == read, "seed \(seed): \(exact)")
    }
    // Halfway between two doubles, and next to it.
    for offset: Int128 in -2...2 {
      let half = FixedDecimal(
        known: ((1 << 52) + 1) * FixedDecimal.unit + FixedDecimal.unit / 2 + offset)
      #expect(half.double == Double(half.description))
    }
  }

  @Test func `a double becomes the decimal that its shortest text says`() throws {
    let seed: UInt64 = 14
    var random = SplitMix64(seed: seed)
    for _ in 0..<50_000 {
      let places = Int.random(in: 0...9, using: &random)
      let whole = Int64.random(in: -999_999_999_999...999_999_999_999, using: &random)
      let value = Double("\(whole)e-\(places)") ?? 0
      let digits = FixedDecimal(known: Int128(whole))
      var scaled = digits.mantissa
      for _ in places..<12 { scaled *= 10 }
      #expect(try FixedDecimal(value).mantissa == scaled, "seed \(seed): \(value)")
    }
  }

  @Test func `amounts are strings in JSON`() throws {
    let price = try Price(text: "0.00000001")
    let data = try JSONEncoder().encode([price])
    #expect(String(decoding: data, as: UTF8.self) == #"["0.00000001"]"#)
    #expect(try JSONDecoder().decode([Price].self, from: data) == [price])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Price].self, from: Data(#"["1e5"]"#.utf8))
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Price].self, from: Data("[1.5]".utf8))
    }
  }

  @Test func `decimal places count what is needed to write a number`() throws {
    #expect(FixedDecimal(100).decimalPlaces == 0)
    #expect(try FixedDecimal(text: "1.05236").decimalPlaces == 5)
    #expect(try FixedDecimal(text: "0.000000000001").decimalPlaces == 12)
    #expect(FixedDecimal.zero.decimalPlaces == 0)
  }

  @Test func `order follows value`() throws {
    #expect(try FixedDecimal(text: "-1") < FixedDecimal(text: "-0.5"))
    #expect(try Price(text: "9.99") < Price(10))
    #expect(try FixedDecimal(text: "-2").magnitude == FixedDecimal(2))
  }
}
