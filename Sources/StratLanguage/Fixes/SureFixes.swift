package import StratSyntax

/// A source with every sure fix made, and which they were.
///
/// A fix may uncover the next, so what is mended is checked again until nothing is left to do. A
/// fix that makes things worse is left out.
package struct SureFixes: Sendable {
  package struct Applied: Hashable, Sendable {
    package var code: DiagnosticCode
    package var message: String
    /// The line it was made on, counted from 1, in the text as it was then.
    package var line: Int
    package var before: String
    package var after: String
  }

  package private(set) var source: SourceText
  package private(set) var applied: [Applied] = []
  /// What is still to say about the mended source.
  package private(set) var result: CheckResult

  /// More rounds than any chain of mistakes needs.
  private static let roundLimit = 40

  package init(_ original: SourceText, overrides: [String: Double] = [:]) {
    source = original
    result = compile(original, overrides: overrides)
    var refused: Set<FixIt> = []
    for _ in 0..<Self.roundLimit {
      let wanted = Self.apart(
        result.diagnostics.filter { finding in
          finding.fix.map { $0.isSure && !refused.contains($0) } ?? false
        })
      if wanted.isEmpty { return }
      if !accept(wanted, overrides) {
        // One of them does harm: each by itself, from the end so that the places stay.
        for finding in wanted.reversed() where !accept([finding], overrides) {
          if let fix = finding.fix { refused.insert(fix) }
        }
      }
    }
  }

  /// Makes fixes if the source is no worse for it.
  private mutating func accept(_ findings: [Diagnostic], _ overrides: [String: Double]) -> Bool {
    let fixes = findings.compactMap(\.fix)
    var bytes = source.bytes
    for fix in fixes.sorted(by: { $0.span.start > $1.span.start }) {
      let from = min(max(Int(fix.span.start), 0), bytes.count)
      let to = min(max(Int(fix.span.end), from), bytes.count)
      bytes.replaceSubrange(from..<to, with: Array(fix.replacement.utf8))
    }
    if bytes == source.bytes { return false }
    let mended = SourceText(name: source.name, bytes: bytes)
    let found = compile(mended, overrides: overrides)
    guard Mistakes(found.diagnostics) <= Mistakes(result.diagnostics) else { return false }
    for finding in findings {
      guard let fix = finding.fix else { continue }
      applied.append(
        Applied(
          code: finding.code, message: finding.message,
          line: source.location(of: fix.span.start).line,
          before: source.text(fix.span), after: fix.replacement))
    }
    source = mended
    result = found
    return true
  }

  /// Findings whose fixes do not touch each other; of those that do, the first and longest.
  private static func apart(_ findings: [Diagnostic]) -> [Diagnostic] {
    let sorted = findings.compactMap { finding in finding.fix.map { (finding, $0) } }
      .sorted { left, right in
        let (a, b) = (left.1.span, right.1.span)
        return a.start != b.start ? a.start < b.start : a.end > b.end
      }
    var kept: [Diagnostic] = []
    var end: Int32 = -1
    for (finding, fix) in sorted where fix.span.start > end {
      kept.append(finding)
      end = max(fix.span.end, fix.span.start)
    }
    return kept
  }
}

/// How bad a source is: what could not be read counts before what could and is wrong.
private struct Mistakes: Comparable {
  private let syntax: Int
  private let others: Int
  private let warnings: Int

  init(_ findings: [Diagnostic]) {
    let errors = findings.filter { $0.severity == .error }
    syntax = errors.count { $0.code.rawValue.hasPrefix("E01") }
    others = errors.count - syntax
    // Warnings are given only about what has no errors, so they compare only there.
    warnings = errors.isEmpty ? findings.count : 0
  }

  static func < (left: Mistakes, right: Mistakes) -> Bool {
    if left.syntax != right.syntax { return left.syntax < right.syntax }
    if left.others != right.others { return left.others < right.others }
    return left.warnings < right.warnings
  }
}
