import StratLanguage

extension BarExplanation {
  /// The tree as text, a part a line, values in a column before the formulas.
  package func lines() -> [String] {
    var rows: [(value: String, text: String)] = []
    append(root, prefix: "", branch: "", to: &rows)
    let width = rows.map(\.value.count).max() ?? 0
    return rows.map { row in
      String(repeating: " ", count: width - row.value.count) + row.value + "  " + row.text
    }
  }

  private func append(
    _ part: Part, prefix: String, branch: String, to rows: inout [(value: String, text: String)]
  ) {
    var text = prefix + branch + part.text
    if let before = part.before { text += "  (a bar before: \(Self.show(before)))" }
    if let distance = part.distance { text += "  (\(distance))" }
    if let (series, open) = part.bar {
      text += open.map { "  (\(series) bar of \($0))" } ?? "  (no \(series) bar yet)"
    }
    rows.append((Self.show(part.value), text))
    let deeper = prefix + (branch.isEmpty ? "" : (branch == "├ " ? "│ " : "  "))
    for (index, child) in part.parts.enumerated() {
      let isLast = index == part.parts.count - 1
      append(child, prefix: deeper, branch: isLast ? "└ " : "├ ", to: &rows)
    }
  }

  package static func show(_ value: Value) -> String {
    switch value {
    case .number(let number): short(number)
    case .truth(.true): "true"
    case .truth(.false): "false"
    case .truth(.na): "na"
    }
  }
}
