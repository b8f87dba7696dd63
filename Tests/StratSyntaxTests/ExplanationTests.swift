import StratSyntax
import Testing

struct ExplanationTests {
  /// Mistakes of size or encoding, which an example can only describe.
  private static let described: Set<DiagnosticCode> = [
    .invalidUTF8, .sourceTooLarge, .nestingTooDeep, .tooManyInstructions, .tooManyErrors,
    .unknownParameter,
  ]

  @Test(arguments: DiagnosticCode.allCases)
  func `every code is explained with a wrong and a right example`(_ code: DiagnosticCode) {
    let explanation = code.explanation
    #expect(explanation.text.count > 60)
    #expect(explanation.wrong != explanation.right)
    let right = parseStrategy(SourceText(name: "right", explanation.right))
    #expect(right.diagnostics.map(\.message) == [])
    let wrong = parseStrategy(SourceText(name: "wrong", explanation.wrong))
    if code.rawValue.hasPrefix("E01") || code == .foreignFunction, !Self.described.contains(code) {
      #expect(wrong.diagnostics.map(\.code) == [code])
    } else {
      #expect(
        !wrong.hasErrors, "the mistake is found after parsing: \(wrong.diagnostics.map(\.message))")
    }
  }

  @Test func `codes are unique and tell the severity`() {
    #expect(Set(DiagnosticCode.allCases.map(\.rawValue)).count == DiagnosticCode.allCases.count)
    #expect(DiagnosticCode.unusedName.severity == .warning)
    #expect(DiagnosticCode.unknownName.severity == .error)
  }
}
