import StratLanguage
import Testing

@Suite struct ScalarArithmeticTests {
  typealias Scalar = ScalarArithmetic
  static let samples: [Double] = [
    0, -0.0, 1, -1, 0.1, 1e308, -1e308, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .nan, 2.5,
    -2.5,
  ]

  @Test func `no result is infinite and na never vanishes`() {
    let binary: [(Double, Double) -> Double] = [
      Scalar.add, Scalar.subtract, Scalar.multiply, Scalar.divide, Scalar.power, Scalar.minimum,
      Scalar.maximum,
    ]
    for a in Self.samples {
      for b in Self.samples {
        for function in binary {
          let result = function(a, b)
          #expect(!result.isInfinite)
          if a.isNaN || b.isNaN { #expect(result.isNaN) }
        }
      }
    }
  }

  @Test func `unary functions keep na and stay finite`() {
    let unary: [(Double) -> Double] = [
      Scalar.negate, Scalar.absolute, Scalar.squareRoot, Scalar.logarithm, Scalar.exponential,
      Scalar.floor, Scalar.ceiling, Scalar.round, Scalar.sign,
    ]
    for function in unary {
      for a in Self.samples { #expect(!function(a).isInfinite) }
      #expect(function(.nan).isNaN)
    }
    #expect(Scalar.logarithm(0).isNaN)
    #expect(Scalar.squareRoot(-1).isNaN)
  }

  @Test func `finite keeps every finite bit pattern`() {
    for a in Self.samples where a.isFinite {
      #expect(Scalar.finite(a).bitPattern == a.bitPattern)
    }
    #expect(Scalar.finite(.infinity).isNaN)
    #expect(Scalar.finite(-.infinity).isNaN)
  }

  @Test func `the first of equal zeros is kept`() {
    #expect(Scalar.minimum(0, -0.0).sign == .plus)
    #expect(Scalar.minimum(-0.0, 0).sign == .minus)
    #expect(Scalar.maximum(-0.0, 0).sign == .minus)
  }

  @Test func `logic on bytes is Kleene's`() {
    func value(_ byte: UInt8) -> Bool? { byte == 0 ? nil : byte == 1 }
    func byte(_ value: Bool?) -> UInt8 { value.map { $0 ? 1 : 2 } ?? 0 }
    for a in UInt8(0)...2 {
      #expect(Scalar.not(a) == byte(value(a).map { !$0 }))
      #expect(Scalar.isMissingTruth(a) == byte(a == 0))
      for b in UInt8(0)...2 {
        let (x, y) = (value(a), value(b))
        let and: Bool? = x == false || y == false ? false : (x == nil || y == nil ? nil : true)
        let or: Bool? = x == true || y == true ? true : (x == nil || y == nil ? nil : false)
        #expect(Scalar.and(a, b) == byte(and))
        #expect(Scalar.or(a, b) == byte(or))
        let equal: Bool? = x == nil || y == nil ? nil : x == y
        #expect(Scalar.equalTruth(a, b) == byte(equal))
        #expect(Scalar.notEqualTruth(a, b) == byte(equal.map { !$0 }))
        #expect(Scalar.coalesceTruth(a, b) == byte(x ?? y))
        for c in UInt8(0)...2 {
          #expect(Scalar.selectTruth(c, a, b) == (c == 1 ? a : c == 2 ? b : 0))
        }
      }
    }
  }

  @Test func `a comparison with na is na and any other is decided`() {
    let all: [(Double, Double) -> UInt8] = [
      Scalar.less, Scalar.lessOrEqual, Scalar.greater, Scalar.greaterOrEqual, Scalar.equal,
      Scalar.notEqual,
    ]
    for compare in all {
      #expect(compare(.nan, 1) == 0 && compare(1, .nan) == 0 && compare(.nan, .nan) == 0)
      for (a, b) in [(1.0, 2.0), (2, 1), (1, 1), (0, -0.0)] { #expect(compare(a, b) != 0) }
    }
    #expect(Scalar.equal(0, -0.0) == 1)
    #expect(Scalar.less(1, 2) == 1 && Scalar.less(2, 1) == 2)
    #expect(Scalar.less(1, 1) == 2 && Scalar.lessOrEqual(1, 1) == 1)
    #expect(Scalar.greater(2, 1) == 1 && Scalar.greater(1, 2) == 2 && Scalar.greater(1, 1) == 2)
    #expect(Scalar.greaterOrEqual(1, 1) == 1 && Scalar.greaterOrEqual(1, 2) == 2)
    #expect(Scalar.notEqual(1, 2) == 1 && Scalar.notEqual(1, 1) == 2)
  }
}
