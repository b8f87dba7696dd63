/// How much a diagnostic matters: an error stops, a warning and a note do not.
package enum Severity: String, Sendable, Comparable {
  case error
  case warning

  package static func < (left: Severity, right: Severity) -> Bool {
    left == .error && right == .warning
  }
}

/// One place in the source and what there is to say about it.
package struct Label: Hashable, Sendable {
  package var span: SourceSpan
  package var text: String

  package init(_ span: SourceSpan, _ text: String = "") {
    self.span = span
    self.text = text
  }
}

/// A replacement of some source bytes that would mend the mistake.
package struct FixIt: Hashable, Sendable {
  package var span: SourceSpan
  package var replacement: String
  /// Whether this is what was meant beyond doubt: only then it is made without asking.
  package var isSure: Bool

  package init(_ span: SourceSpan, _ replacement: String, isSure: Bool = true) {
    self.span = span
    self.replacement = replacement
    self.isSure = isSure
  }
}

/// A finding about a source text: its stable code, its place, and what to do.
package struct Diagnostic: Hashable, Sendable {
  package var code: DiagnosticCode
  package var message: String
  /// Where it is; underlined with carets.
  package var primary: Label
  /// Other places that take part, each with its own words.
  package var secondary: [Label]
  package var notes: [String]
  /// One imperative sentence: what to do about it.
  package var help: String?
  package var fix: FixIt?

  package init(
    _ code: DiagnosticCode, _ message: String, at primary: Label, secondary: [Label] = [],
    notes: [String] = [], help: String? = nil, fix: FixIt? = nil
  ) {
    self.code = code
    self.message = message
    self.primary = primary
    self.secondary = secondary
    self.notes = notes
    self.help = help
    self.fix = fix
  }

  package var severity: Severity { code.severity }
}
