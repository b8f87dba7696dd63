import TestSupport

extension SplitMix64 {
  /// A mantissa of a random width, so that small, large and full-width numbers all occur.
  mutating func mantissa() -> Int128 {
    let wide = (UInt128(next()) << 64) | UInt128(next())
    let value = Int128(wide >> UInt128.random(in: 1...127, using: &self))
    return Bool.random(using: &self) ? value : -value
  }
}

/// A natural number as decimal digits, least first: slow, obvious, and nothing like `Int128`.
struct DigitNumber: Comparable {
  var digits: [Int]

  init(_ text: String) {
    digits = text.reversed().compactMap(\.wholeNumberValue)
    trim()
  }

  private init(digits: [Int]) {
    self.digits = digits
    trim()
  }

  private mutating func trim() { while digits.last == 0 { digits.removeLast() } }

  var isOdd: Bool { (digits.first ?? 0) % 2 == 1 }
  var text: String { digits.isEmpty ? "0" : digits.reversed().map(String.init).joined() }

  static func < (left: Self, right: Self) -> Bool {
    if left.digits.count != right.digits.count { return left.digits.count < right.digits.count }
    return left.digits.reversed().lexicographicallyPrecedes(right.digits.reversed())
  }

  static func + (left: Self, right: Self) -> Self {
    var result: [Int] = []
    var carry = 0
    for index in 0..<(max(left.digits.count, right.digits.count) + 1) {
      let first = index < left.digits.count ? left.digits[index] : 0
      let second = index < right.digits.count ? right.digits[index] : 0
      result.append((first + second + carry) % 10)
      carry = (first + second + carry) / 10
    }
    return Self(digits: result)
  }

  /// - Precondition: `right` is not greater than `left`.
  static func - (left: Self, right: Self) -> Self {
    var result: [Int] = []
    var borrow = 0
    for index in left.digits.indices {
      let second = (index < right.digits.count ? right.digits[index] : 0) + borrow
      borrow = left.digits[index] < second ? 1 : 0
      result.append(left.digits[index] + 10 * borrow - second)
    }
    return Self(digits: result)
  }

  static func * (left: Self, right: Self) -> Self {
    var result = [Int](repeating: 0, count: left.digits.count + right.digits.count + 1)
    for (place, first) in left.digits.enumerated() {
      var carry = 0
      for index in 0..<(result.count - place) {
        let second = index < right.digits.count ? right.digits[index] : 0
        let sum = result[place + index] + first * second + carry
        result[place + index] = sum % 10
        carry = sum / 10
      }
    }
    return Self(digits: result)
  }

  /// Long division, then half to even.
  static func / (left: Self, right: Self) -> Self {
    var quotient: [Int] = []
    var rest = Self(digits: [])
    for digit in left.digits.reversed() {
      rest = Self(digits: [digit] + rest.digits)
      var count = 0
      while !(rest < right) {
        rest = rest - right
        count += 1
      }
      quotient.append(count)
    }
    let whole = Self(digits: quotient.reversed())
    let twice = rest + rest
    return twice > right || (twice == right && whole.isOdd) ? whole + Self("1") : whole
  }
}
