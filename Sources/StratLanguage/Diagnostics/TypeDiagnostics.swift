import StratSyntax

/// Messages about types and dimensions (E02xx).
extension Diagnostic {
  static func expectedNumber(_ span: SourceSpan, in place: String) -> Diagnostic {
    Diagnostic(
      .expectedNumber, "\(place) needs a number, this is true or false",
      at: Label(span, "this is true or false"),
      help: "write `if … then 1 else 0` to count a condition")
  }

  static func textIsNoValue(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expectedNumber, "a text is not a value", at: Label(span, "this is a text"),
      help: "write a number, a column such as `close`, or a condition")
  }

  static func expectedBoolean(_ span: SourceSpan, in place: String, text: String) -> Diagnostic {
    Diagnostic(
      .expectedBoolean, "\(place) needs a condition, this is a number",
      at: Label(span, "this is a number"),
      help: "compare it with something, as in `\(text) > 0`")
  }

  static func recordAsValue(_ span: SourceSpan, fields: [String], text: String) -> Diagnostic {
    let example = fields.first.map { "write `\(text).\($0)`" } ?? "name one of its fields"
    return Diagnostic(
      .recordUsedAsValue, "this has several values (\(fields.joined(separator: ", ")))",
      at: Label(span, "one of its fields is needed here"), help: example)
  }

  static func recordOutsideFunction(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .recordUsedAsValue, "a record can only be the result of a `def`", at: Label(span),
      help: "write a `let` for each value")
  }

  static func notARecord(_ span: SourceSpan, field: Name) -> Diagnostic {
    Diagnostic(
      .expectedRecordField, "this has no field `\(field.text)`",
      at: Label(field.span), secondary: [Label(span, "this is a single value")],
      help: "remove `.\(field.text)`")
  }

  static func unknownField(_ field: Name, of fields: [String], suggestion: NearestMatch?)
    -> Diagnostic
  {
    Diagnostic(
      .expectedRecordField, "there is no field `\(field.text)`",
      at: Label(field.span, "has \(fields.joined(separator: ", "))"),
      help: suggestion.map { "did you mean `\($0.name)`?" },
      fix: suggestion.map { FixIt(field.span, $0.name, isSure: $0.isOnly) })
  }

  /// How an operation brings two dimensions together; what a mismatch says.
  enum Meeting {
    case add, subtract, compare
    case branches
    case alternatives
    case arguments(String)

    func sentence(_ a: Dimension, _ b: Dimension) -> String {
      switch self {
      case .add: "adds \(b.phrase) to \(a.phrase)"
      case .subtract: "subtracts \(b.phrase) from \(a.phrase)"
      case .compare: "compares \(a.phrase) with \(b.phrase)"
      case .branches: "gives \(a.phrase) in one branch and \(b.phrase) in the other"
      case .alternatives: "replaces \(a.phrase) by \(b.phrase)"
      case .arguments(let name): "`\(name)` is given \(a.phrase) and \(b.phrase)"
      }
    }
  }

  static func mismatch(
    _ meeting: Meeting, _ a: (Dimension, SourceSpan), _ b: (Dimension, SourceSpan),
    at span: SourceSpan, help: String?, fix: FixIt?
  ) -> Diagnostic {
    var labels = [Label(a.1, a.0.remark), Label(b.1, b.0.remark)]
    // Inside a built-in function both sides may point at the call itself.
    if labels[0].span == labels[1].span { labels = [] }
    return Diagnostic(
      .dimensionMismatch, meeting.sentence(a.0, b.0), at: Label(span), secondary: labels,
      help: help, fix: fix)
  }

  static func wrongDimension(
    _ actual: Dimension, _ span: SourceSpan, wanted: Dimension, by place: String
  ) -> Diagnostic {
    Diagnostic(
      .dimensionMismatch, "\(place) is \(wanted.phrase), not \(actual.phrase)",
      at: Label(span, actual.remark), help: nil)
  }

  static func growingDimension(
    _ name: String, before: Dimension, after: Dimension, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .dimensionMismatch,
      "`\(name)` would be \(after.phrase) where its past value is \(before.phrase)",
      at: Label(span), notes: ["its dimension would change from bar to bar"],
      help: "combine the past value with something of the same dimension, or with a ratio")
  }

  static func mixedBranches(
    number: SourceSpan, truth: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .branchTypes, "one side is a number, the other true or false", at: Label(span),
      secondary: [Label(number, "this is a number"), Label(truth, "this is true or false")],
      help: "make both a number or both a condition")
  }

  static func equalityWithMissing(_ span: SourceSpan, other: String, negated: Bool) -> Diagnostic {
    Diagnostic(
      .equalityOnNumbers, "a comparison with `na` is always `na`", at: Label(span),
      help: "write `\(negated ? "not " : "")is_na(\(other))`",
      fix: FixIt(span, "\(negated ? "not " : "")is_na(\(other))"))
  }

  static func equalityOfRounded(_ span: SourceSpan, _ a: String, _ b: String) -> Diagnostic {
    Diagnostic(
      .equalityOnNumbers, "two computed numbers are equal only by chance", at: Label(span),
      notes: ["both sides are rounded on every bar"],
      help: "write `\(a) crosses above \(b)`, or compare `abs(\(a) - (\(b)))` with a tolerance")
  }
}
