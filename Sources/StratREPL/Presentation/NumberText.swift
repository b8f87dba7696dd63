/// How numbers are written for people and for programs.
package enum NumberText {
  /// The shortest decimals that mean the same double; whole numbers without `.0`, `na` as given.
  package static func exact(_ value: Double, missing: String) -> String {
    if value.isNaN { return missing }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// At most about seven significant digits: for tables, where exactness would hide the size.
  package static func short(_ value: Double) -> String {
    if value.isNaN { return "na" }
    let size = value.magnitude
    guard size >= 1e-4, size < 1e12 else { return exact(significant(value), missing: "na") }
    var scale = 1.0
    // Seven digits in all, of which those before the point are taken.
    var limit = 1e6
    while size < limit, scale < 1e10 {
      scale *= 10
      limit /= 10
    }
    return exact((value * scale).rounded() / scale, missing: "na")
  }

  /// A share of the whole, `4.6%`; empty when there is no whole.
  package static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "" }
    let tenths = (Double(part) / Double(whole) * 1_000).rounded() / 10
    return "\(tenths)%"
  }

  /// A size in bytes in the largest fitting unit, `5.4 KiB`.
  package static func bytes(_ count: Int) -> String {
    if count < 1_024 { return "\(count) bytes" }
    let (size, unit) =
      count < 1 << 20 ? (Double(count) / 1_024, "KiB") : (Double(count) / 1_048_576, "MiB")
    return "\((size * 10).rounded() / 10) \(unit)"
  }

  /// Rounds very large and very small numbers to seven digits by their exponent.
  private static func significant(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    let text = value.description
    guard let exponentMark = text.firstIndex(of: "e") else { return value }
    let mantissa = Double(text[..<exponentMark]) ?? 1
    let rounded = (mantissa * 1e6).rounded() / 1e6
    return Double("\(rounded)\(text[exponentMark...])") ?? value
  }
}
