/// Figures as people read them.
package enum FigureText {
  /// A fraction as per cent with a sign where it may have either.
  package static func percent(_ value: Double?, signed: Bool = false, decimals: Int = 2) -> String {
    guard let value else { return "–" }
    let text = fixed(value * 100, decimals)
    return (signed && value > 0 ? "+" : "") + text + " %"
  }

  package static func plain(_ value: Double?, _ decimals: Int = 2) -> String {
    value.map { fixed($0, decimals) } ?? "–"
  }

  package static func money(_ value: Double?) -> String {
    guard let value else { return "–" }
    let text = fixed(value.magnitude, 2)
    let whole = text.prefix { $0 != "." }
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { grouped += "," }
      grouped.append(digit)
    }
    return (value < 0 && text != "0.00" ? "-" : "") + grouped + text.dropFirst(whole.count)
  }

  /// A number with a fixed number of decimals.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let count = Int((value.magnitude * scale).rounded())
    let whole = "\(count / Int(scale))"
    let sign = value < 0 && count > 0 ? "-" : ""
    guard decimals > 0 else { return sign + whole }
    let rest = "\(count % Int(scale))"
    return sign + whole + "." + String(repeating: "0", count: decimals - rest.count) + rest
  }
}
