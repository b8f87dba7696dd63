import StratLanguage

/// Operations without memory, a block at a time.
///
/// The loops are plain so that the compiler vectorises them; each is a function of its own so that
/// the dispatching switch stays small.
enum Elementwise {
  typealias S = ScalarArithmetic

  @inline(__always)
  private static func map(
    _ out: inout MutableSpan<Double>, _ a: Span<Double>, _ f: (Double) -> Double
  ) {
    precondition(a.count == out.count)
    for i in 0..<out.count { out[i] = f(a[i]) }
  }

  @inline(__always)
  private static func map(
    _ out: inout MutableSpan<Double>, _ a: Span<Double>, _ b: Span<Double>,
    _ f: (Double, Double) -> Double
  ) {
    precondition(a.count == out.count && b.count == out.count)
    for i in 0..<out.count { out[i] = f(a[i], b[i]) }
  }

  @inline(__always)
  private static func compare(
    _ out: inout MutableSpan<UInt8>, _ a: Span<Double>, _ b: Span<Double>,
    _ f: (Double, Double) -> UInt8
  ) {
    precondition(a.count == out.count && b.count == out.count)
    for i in 0..<out.count { out[i] = f(a[i], b[i]) }
  }

  @inline(__always)
  private static func combine(
    _ out: inout MutableSpan<UInt8>, _ a: Span<UInt8>, _ b: Span<UInt8>,
    _ f: (UInt8, UInt8) -> UInt8
  ) {
    precondition(a.count == out.count && b.count == out.count)
    for i in 0..<out.count { out[i] = f(a[i], b[i]) }
  }

  typealias Out = MutableSpan<Double>
  typealias TruthOut = MutableSpan<UInt8>
  typealias In = Span<Double>
  typealias TruthIn = Span<UInt8>

  @inline(never) static func add(_ out: inout Out, _ a: In, _ b: In) { map(&out, a, b, S.add) }
  @inline(never) static func subtract(_ out: inout Out, _ a: In, _ b: In) {
    map(&out, a, b, S.subtract)
  }
  @inline(never) static func multiply(_ out: inout Out, _ a: In, _ b: In) {
    map(&out, a, b, S.multiply)
  }
  @inline(never) static func divide(_ out: inout Out, _ a: In, _ b: In) {
    map(&out, a, b, S.divide)
  }
  @inline(never) static func power(_ out: inout Out, _ a: In, _ b: In) { map(&out, a, b, S.power) }
  @inline(never) static func minimum(_ out: inout Out, _ a: In, _ b: In) {
    map(&out, a, b, S.minimum)
  }
  @inline(never) static func maximum(_ out: inout Out, _ a: In, _ b: In) {
    map(&out, a, b, S.maximum)
  }
  @inline(never) static func negate(_ out: inout Out, _ a: In) { map(&out, a, S.negate) }
  @inline(never) static func absolute(_ out: inout Out, _ a: In) { map(&out, a, S.absolute) }
  @inline(never) static func squareRoot(_ out: inout Out, _ a: In) { map(&out, a, S.squareRoot) }
  @inline(never) static func logarithm(_ out: inout Out, _ a: In) { map(&out, a, S.logarithm) }
  @inline(never) static func exponential(_ out: inout Out, _ a: In) {
    map(&out, a, S.exponential)
  }
  @inline(never) static func floor(_ out: inout Out, _ a: In) { map(&out, a, S.floor) }
  @inline(never) static func ceiling(_ out: inout Out, _ a: In) { map(&out, a, S.ceiling) }
  @inline(never) static func round(_ out: inout Out, _ a: In) { map(&out, a, S.round) }
  @inline(never) static func sign(_ out: inout Out, _ a: In) { map(&out, a, S.sign) }

  @inline(never) static func less(_ out: inout TruthOut, _ a: In, _ b: In) {
    TruthLanes.compare(
      &out, a, b, { TruthLanes.kleene(true: $0 .< $1, false: $0 .>= $1) }, S.less)
  }
  @inline(never) static func lessOrEqual(_ out: inout TruthOut, _ a: In, _ b: In) {
    TruthLanes.compare(
      &out, a, b, { TruthLanes.kleene(true: $0 .<= $1, false: $0 .> $1) }, S.lessOrEqual)
  }
  @inline(never) static func equal(_ out: inout TruthOut, _ a: In, _ b: In) {
    TruthLanes.compare(
      &out, a, b, { TruthLanes.kleene(true: $0 .== $1, false: ($0 .< $1) .| ($0 .> $1)) },
      S.equal)
  }
  @inline(never) static func notEqual(_ out: inout TruthOut, _ a: In, _ b: In) {
    TruthLanes.compare(
      &out, a, b, { TruthLanes.kleene(true: ($0 .< $1) .| ($0 .> $1), false: $0 .== $1) },
      S.notEqual)
  }

  @inline(never) static func and(_ out: inout TruthOut, _ a: TruthIn, _ b: TruthIn) {
    combine(&out, a, b, S.and)
  }
  @inline(never) static func or(_ out: inout TruthOut, _ a: TruthIn, _ b: TruthIn) {
    combine(&out, a, b, S.or)
  }
  @inline(never) static func not(_ out: inout TruthOut, _ a: TruthIn) {
    combine(&out, a, a) { value, _ in S.not(value) }
  }
  @inline(never) static func equalTruth(_ out: inout TruthOut, _ a: TruthIn, _ b: TruthIn) {
    combine(&out, a, b, S.equalTruth)
  }
  @inline(never) static func notEqualTruth(_ out: inout TruthOut, _ a: TruthIn, _ b: TruthIn) {
    combine(&out, a, b, S.notEqualTruth)
  }
  @inline(never) static func coalesce(_ out: inout TruthOut, _ a: TruthIn, _ b: TruthIn) {
    combine(&out, a, b, S.coalesceTruth)
  }
  @inline(never) static func isMissing(_ out: inout TruthOut, _ a: TruthIn) {
    combine(&out, a, a) { value, _ in S.isMissingTruth(value) }
  }

  @inline(never) static func select(
    _ out: inout Out, _ condition: TruthIn, _ a: In, _ b: In
  ) {
    precondition(a.count == out.count && b.count == out.count && condition.count == out.count)
    for i in 0..<out.count { out[i] = S.select(condition[i], a[i], b[i]) }
  }
  @inline(never) static func select(
    _ out: inout TruthOut, _ condition: TruthIn, _ a: TruthIn, _ b: TruthIn
  ) {
    precondition(a.count == out.count && b.count == out.count && condition.count == out.count)
    for i in 0..<out.count { out[i] = S.selectTruth(condition[i], a[i], b[i]) }
  }
  @inline(never) static func coalesce(_ out: inout Out, _ a: In, _ b: In) {
    map(&out, a, b, S.coalesce)
  }
  @inline(never) static func isMissing(_ out: inout TruthOut, _ a: In) {
    compare(&out, a, a) { value, _ in S.isMissing(value) }
  }
}
