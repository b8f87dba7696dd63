import StratMarket
import StratREPL
import StratSessions
import StratStore
import StratSyntax
import StratTrading

/// A code with its explanation, whichever part of the program it comes from.
struct ExplainedCode {
  var code: String
  var explanation: CodeExplanation

  static let all: [ExplainedCode] = {
    var all = DiagnosticCode.allCases.map { entry($0.rawValue, $0.explanation) }
    all += MarketDataError.Code.allCases.map { entry($0.rawValue, $0.explanation) }
    all += GateReason.Code.allCases.map { entry($0.rawValue, $0.explanation) }
    all += Note.Code.allCases.map { entry($0.rawValue, $0.explanation) }
    all += SessionError.Code.allCases.map { entry($0.rawValue, $0.explanation) }
    all += JournalError.Code.allCases.map { entry($0.rawValue, $0.explanation) }
    all += CommandError.Code.allCases.map { entry($0.rawValue, $0.explanation) }
    all += InterpreterFailure.allCases.map { entry($0.rawValue, $0.explanation) }
    all += EvidenceError.Code.allCases.map { entry($0.rawValue, $0.explanation) }
    all += Prerequisite.Code.allCases.map { entry($0.rawValue, $0.explanation) }
    all += SessionsError.Code.allCases.map { entry($0.rawValue, $0.explanation) }
    return all
  }()

  private static func entry(_ code: String, _ explanation: CodeExplanation) -> ExplainedCode {
    ExplainedCode(code: code, explanation: explanation)
  }

  static func list(_ entries: [ExplainedCode], _ palette: Palette) -> String {
    var table = TextTable([("code", .left), ("meaning", .left)])
    for entry in entries { table.add([entry.code, entry.explanation.title]) }
    return table.text(palette)
  }

  func text(_ palette: Palette) -> String {
    var text = palette.heading("\(code): \(explanation.title)") + "\n\n"
    text += wrapped(explanation.text) + "\n"
    if let wrong = explanation.wrong {
      text += "\nWrong:\n" + indented(wrong) + "\n"
    }
    if let right = explanation.right { text += "\nRight:\n" + indented(right) + "\n" }
    return text
  }

  var json: JSONValue {
    .object([
      ("code", .string(code)), ("title", .string(explanation.title)),
      ("text", .string(explanation.text)),
      ("wrong", .optional(explanation.wrong) { .string($0) }),
      ("right", .optional(explanation.right) { .string($0) }),
    ])
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
  }

  private func wrapped(_ text: String) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + 1 + word.count > 80 {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
