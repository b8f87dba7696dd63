import TestSupport
import Testing

@testable import StratMarket

struct MoneyArithmeticTests {
  /// What `left * right / divisor` has to be, by digits; `nil` when it does not fit.
  private func expected(_ left: Int128, _ right: Int128, over divisor: Int128) -> String? {
    guard divisor != 0 else { return nil }
    let magnitude =
      DigitNumber("\(left.magnitude)") * DigitNumber("\(right.magnitude)")
      / DigitNumber("\(divisor.magnitude)")
    guard !(magnitude > DigitNumber("\(Int128.max)")) else { return nil }
    let negative = ((left < 0) != (right < 0)) != (divisor < 0)
    return negative && magnitude.text != "0" ? "-\(magnitude.text)" : magnitude.text
  }

  @Test func `multiply and divide agree with arithmetic on digits`() {
    let seed: UInt64 = 20_240_601
    var random = SplitMix64(seed: seed)
    var overflows = 0
    for round in 0..<4_000 {
      let left = random.mantissa()
      let right = random.mantissa()
      let divisor = round % 3 == 0 ? FixedDecimal.unit : random.mantissa()
      let wanted = expected(left, right, over: divisor)
      let found = try? FixedDecimal.multiplyDivide(left, right, over: divisor)
      if wanted == nil { overflows += 1 }
      #expect(
        found.map { "\($0)" } == wanted, "seed \(seed): \(left) * \(right) / \(divisor)")
    }
    #expect(overflows > 100, "the overflow branch must have been reached")
    #expect(overflows < 3_500, "the ordinary branch must have been reached")
  }

  @Test func `halves round to the even neighbour`() throws {
    #expect(try FixedDecimal.multiplyDivide(5, 1, over: 2) == 2)
    #expect(try FixedDecimal.multiplyDivide(7, 1, over: 2) == 4)
    #expect(try FixedDecimal.multiplyDivide(-5, 1, over: 2) == -2)
    #expect(try FixedDecimal.multiplyDivide(-7, 1, over: 2) == -4)
    #expect(try FixedDecimal.multiplyDivide(2, 1, over: 3) == 1)
  }

  @Test func `what does not fit is an error, never a trap`() throws {
    let greatest = FixedDecimal(known: .max)
    #expect(throws: DecimalError.overflow) { try greatest + FixedDecimal(1) }
    #expect(throws: DecimalError.overflow) { try -greatest - FixedDecimal(1) }
    #expect(throws: DecimalError.overflow) { try greatest * FixedDecimal(2) }
    #expect(throws: DecimalError.overflow) { try -greatest / FixedDecimal(text: "0.5") }
    #expect(throws: DecimalError.divisionByZero) { try greatest / .zero }
    #expect(throws: DecimalError.overflow) { try FixedDecimal(mantissa: .min) }
    #expect(throws: DecimalError.overflow) {
      // One below the smallest number there is: the sum is `Int128.min` itself.
      try -greatest - FixedDecimal(known: 1)
    }
    #expect(throws: DecimalError.overflow) {
      try greatest.rounded(to: FixedDecimal(10), .up)
    }
    #expect(try greatest * .one == greatest)
  }

  @Test func `sums and differences agree with arithmetic on digits`() throws {
    let seed: UInt64 = 77
    var random = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      let left = FixedDecimal(known: random.mantissa() / 4)
      let right = FixedDecimal(known: random.mantissa() / 4)
      let sum = try left + right
      #expect(try sum - right == left, "seed \(seed)")
      let digits = DigitNumber("\(left.mantissa.magnitude)")
      let other = DigitNumber("\(right.mantissa.magnitude)")
      let wanted =
        left.isNegative == right.isNegative
        ? digits + other : (digits < other ? other - digits : digits - other)
      #expect(DigitNumber("\(sum.mantissa.magnitude)") == wanted, "seed \(seed)")
    }
  }

  @Test func `price times quantity is money, and back`() throws {
    let price = try Price(text: "1.05236")
    let quantity = try Quantity(text: "1000.5")
    let money = try price * quantity
    #expect(money.description == "1052.88618")
    #expect(try money / quantity == price)
    #expect(try money / price == quantity)
    #expect(try money.part(Quantity(1), of: Quantity(3)).description == "350.96206")
  }

  @Test(arguments: [
    ("10.07", "0.05", "10.05", "10.1", "10.05"), ("-10.07", "0.05", "-10.1", "-10.05", "-10.05"),
    ("10.05", "0.05", "10.05", "10.05", "10.05"), ("0.5", "1", "0", "1", "0"),
    ("1.5", "1", "1", "2", "2"), ("-0.5", "1", "-1", "0", "0"), ("7", "3", "6", "9", "6"),
  ])
  func `rounding to a step goes down, up or to the nearest`(
    value: String, step: String, down: String, up: String, nearest: String
  ) throws {
    let value = try FixedDecimal(text: value)
    let step = try FixedDecimal(text: step)
    #expect(try value.rounded(to: step, .down).description == down)
    #expect(try value.rounded(to: step, .up).description == up)
    #expect(try value.rounded(to: step, .nearest).description == nearest)
    #expect(try value.rounded(to: step, .up).isMultiple(of: step))
  }

  @Test func `a step of zero or below is an error`() {
    #expect(throws: DecimalError.stepNotPositive) { try FixedDecimal(1).rounded(to: .zero, .up) }
    #expect(throws: DecimalError.stepNotPositive) {
      try FixedDecimal(1).rounded(to: FixedDecimal(-1), .up)
    }
    #expect(!FixedDecimal(1).isMultiple(of: .zero))
  }
}
