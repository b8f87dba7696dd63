/// What the compiler computes so that no row has to.
///
/// Only operations without history are folded, with the engine's own arithmetic. `x * 1` and
/// `x + 0` stay: they are not the identity for −0.
enum ConstantFolding {
  enum Constant {
    case number(Double)
    case truth(UInt8)
  }

  /// The value of an operation on numbers, or `nil` when it is not one that folds.
  static func fold(_ operation: Operation, _ a: Double, _ b: Double) -> Constant? {
    typealias Scalar = ScalarArithmetic
    return switch operation {
    case .add: .number(Scalar.add(a, b))
    case .subtract: .number(Scalar.subtract(a, b))
    case .multiply: .number(Scalar.multiply(a, b))
    case .divide: .number(Scalar.divide(a, b))
    case .power: .number(Scalar.power(a, b))
    case .minimum: .number(Scalar.minimum(a, b))
    case .maximum: .number(Scalar.maximum(a, b))
    case .coalesceNumber: .number(Scalar.coalesce(a, b))
    case .negate: .number(Scalar.negate(a))
    case .absolute: .number(Scalar.absolute(a))
    case .squareRoot: .number(Scalar.squareRoot(a))
    case .logarithm: .number(Scalar.logarithm(a))
    case .exponential: .number(Scalar.exponential(a))
    case .floor: .number(Scalar.floor(a))
    case .ceiling: .number(Scalar.ceiling(a))
    case .round: .number(Scalar.round(a))
    case .sign: .number(Scalar.sign(a))
    case .sine: .number(Scalar.sine(a))
    case .cosine: .number(Scalar.cosine(a))
    case .arcTangent: .number(Scalar.arcTangent(a))
    case .less: .truth(Scalar.less(a, b))
    case .lessOrEqual: .truth(Scalar.lessOrEqual(a, b))
    case .greater: .truth(Scalar.greater(a, b))
    case .greaterOrEqual: .truth(Scalar.greaterOrEqual(a, b))
    case .equal: .truth(Scalar.equal(a, b))
    case .notEqual: .truth(Scalar.notEqual(a, b))
    case .isNumberMissing: .truth(Scalar.isMissing(a))
    default: nil
    }
  }

  static func fold(_ operation: Operation, _ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt8? {
    typealias Scalar = ScalarArithmetic
    return switch operation {
    case .and: Scalar.and(a, b)
    case .or: Scalar.or(a, b)
    case .not: Scalar.not(a)
    case .equalTruth: Scalar.equalTruth(a, b)
    case .notEqualTruth: Scalar.notEqualTruth(a, b)
    case .coalesceTruth: Scalar.coalesceTruth(a, b)
    case .isTruthMissing: Scalar.isMissingTruth(a)
    case .selectTruth: Scalar.selectTruth(a, b, c)
    default: nil
    }
  }
}
