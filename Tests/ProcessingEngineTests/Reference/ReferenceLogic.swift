import StratLanguage

/// Kleene's three-valued logic, and the comparisons that lead into it.
enum ReferenceLogic {
  static func truth(_ known: Bool) -> Kleene { known ? .true : .false }

  static func not(_ a: Kleene) -> Kleene {
    switch a {
    case .true: .false
    case .false: .true
    case .na: .na
    }
  }

  static func and(_ a: Kleene, _ b: Kleene) -> Kleene {
    if a == .false || b == .false { return .false }
    return a == .true && b == .true ? .true : .na
  }

  static func or(_ a: Kleene, _ b: Kleene) -> Kleene {
    if a == .true || b == .true { return .true }
    return a == .false && b == .false ? .false : .na
  }

  static func compare(_ a: Double, _ b: Double, by holds: (Double, Double) -> Bool) -> Kleene {
    a.isNaN || b.isNaN ? .na : truth(holds(a, b))
  }

  static func compare(_ a: Kleene, _ b: Kleene, by holds: (Kleene, Kleene) -> Bool) -> Kleene {
    a == .na || b == .na ? .na : truth(holds(a, b))
  }

  static func crosses(
    _ a: [Double], _ b: [Double], in row: Int,
    now: (Double, Double) -> Bool, before: (Double, Double) -> Bool
  ) -> Kleene {
    guard row > 0 else { return .na }
    let isMissing = [a[row], b[row], a[row - 1], b[row - 1]].contains { $0.isNaN }
    return isMissing ? .na : truth(now(a[row], b[row]) && before(a[row - 1], b[row - 1]))
  }
}
