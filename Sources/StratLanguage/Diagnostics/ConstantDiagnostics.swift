import StratSyntax

/// Messages about constants, parameters, sizes and risk settings (E04xx).
extension Diagnostic {
  static func expectedConstant(_ span: SourceSpan, what: String) -> Diagnostic {
    Diagnostic(
      .expectedConstant, "\(what) must be known before running", at: Label(span),
      notes: ["it may use numbers and `param`s, not columns"],
      help: "write a number or a `param`")
  }

  static func outOfRange(
    _ span: SourceSpan, what: String, must: String, value: Double
  ) -> Diagnostic {
    Diagnostic(
      .constantOutOfRange, "\(what) must be \(must), this is \(value.written)", at: Label(span))
  }

  static func emptyRange(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .constantOutOfRange, "the range is empty", at: Label(span),
      help: "write the smaller number first: `in 5..50`")
  }

  static func likelyPercent(_ span: SourceSpan, value: Double) -> Diagnostic {
    Diagnostic(
      .constantOutOfRange,
      "\(value.written) here means \((value * 100).written)%", at: Label(span),
      help: "write `\(value.written)%`", fix: FixIt(span, "\(value.written)%"))
  }

  static func futureBar(_ span: SourceSpan, value: Double, text: String) -> Diagnostic {
    let bars = (-value).written
    return Diagnostic(
      .futureBar, "there is no way to read a future bar", at: Label(span, "this is negative"),
      help: "write `\(text)[\(bars)]` for the value \(bars == "1" ? "one bar" : "\(bars) bars") ago"
    )
  }

  static func parameterOutOfRange(
    _ name: String, _ span: SourceSpan, value: Double, low: Double, high: Double
  ) -> Diagnostic {
    Diagnostic(
      .parameterOutOfRange,
      "`\(name)` is \(value.written), outside its range \(low.written)..\(high.written)",
      at: Label(span), help: "choose a value in the range, or widen the range")
  }

  static func parameterNotFinite(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .parameterOutOfRange, "`\(name)` must be a finite number", at: Label(span))
  }

  static func unknownParameter(
    _ name: String, _ span: SourceSpan, suggestion: NearestMatch?
  ) -> Diagnostic {
    Diagnostic(
      .unknownParameter, "the strategy has no parameter `\(name)`", at: Label(span),
      help: suggestion.map { "did you mean `\($0.name)`?" }
        ?? "declare it: `param \(name) = …`")
  }

  static func sizeWithoutUnit(
    _ span: SourceSpan, amount: String, isPercent: Bool, isLiteral: Bool
  ) -> Diagnostic {
    let part = isLiteral && !isPercent ? "\(amount)%" : amount
    return Diagnostic(
      .malformedRisk, "the size does not say what it counts", at: Label(span),
      help: isPercent
        ? "write `\(amount) of equity`"
        : "write `\(part) of equity`, `\(amount) units` or `\(amount) cash`")
  }

  static func unknownRiskSetting(_ name: Name, suggestion: NearestMatch?, known: [String])
    -> Diagnostic
  {
    Diagnostic(
      .malformedRisk, "there is no risk setting `\(name.text)`", at: Label(name.span),
      help: suggestion.map { "did you mean `\($0.name)`?" }
        ?? "one of: \(known.joined(separator: ", "))",
      fix: suggestion.map { FixIt(name.span, $0.name, isSure: $0.isOnly) })
  }

  static func riskUnit(_ name: Name, example: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .malformedRisk, "`\(name.text)` is not counted that way", at: Label(span),
      help: "write `\(example)`")
  }
}

extension Double {
  /// The number as a user would write it: no `.0` on whole numbers.
  var written: String {
    if let whole = Int64(exactly: self), magnitude < 1e15 { return "\(whole)" }
    return "\(self)"
  }
}
