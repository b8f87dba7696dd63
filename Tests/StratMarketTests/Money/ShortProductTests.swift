import TestSupport
import Testing

@testable import StratMarket

/// Amounts that fit into 64 bits are multiplied and rounded without a division of 128 bits.
struct ShortProductTests {
  @Test func `dividing by what is known beforehand is dividing`() {
    for known in [Reciprocal.unit, Reciprocal.fifths] {
      var random = SplitMix64(seed: known.divisor)
      var cases = [(UInt64.zero, UInt64.zero), (known.divisor - 1, UInt64.max)]
      for _ in 0..<20_000 {
        let high = random.next() >> UInt64.random(in: 0..<64, using: &random)
        cases.append((high % known.divisor, random.next()))
      }
      for (high, low) in cases {
        let found = known.divide(high: high, low: low)
        let expected = known.divisor.dividingFullWidth((high, low))
        #expect(
          found.quotient == expected.quotient && found.remainder == expected.remainder,
          "\(high), \(low) by \(known.divisor)")
      }
    }
  }

  @Test func `products are rounded half to even, whatever their size`() throws {
    var random = SplitMix64(seed: 7)
    for round in 0..<20_000 {
      // Every third is half-way between two decimals.
      let left = Int128(random.next() >> UInt64.random(in: 0..<64, using: &random))
      let right =
        round % 3 == 0
        ? FixedDecimal.unit / 2 : Int128(random.next() >> UInt64.random(in: 0..<64, using: &random))
      let sign: Int128 = round % 2 == 0 ? 1 : -1
      let product = try FixedDecimal(mantissa: sign * left) * FixedDecimal(mantissa: right)
      #expect(
        try product.mantissa
          == FixedDecimal.multiplyDivide(sign * left, right, over: FixedDecimal.unit),
        "\(sign * left) · \(right)")
    }
  }

  @Test func `steps are found alike for small and for large numbers`() throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<5_000 {
      let step = Int128(random.next() >> UInt64.random(in: 1..<64, using: &random)) + 1
      let count = Int128(Int64(bitPattern: random.next()) >> 2)
      let rest = Int128(random.next() % UInt64(min(step, Int128(Int64.max))))
      let value = try FixedDecimal(mantissa: count * step + rest)
      let exact = try FixedDecimal(mantissa: step)
      #expect(try value.rounded(to: exact, .down).mantissa == count * step)
      #expect(try value.rounded(to: exact, .up).mantissa == (count + (rest == 0 ? 0 : 1)) * step)
      #expect(value.isMultiple(of: exact) == (rest == 0))
    }
  }
}
