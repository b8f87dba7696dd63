import StratSyntax

/// What `:plot` is asked to draw, and where.
struct PlotRequest {
  enum Target {
    case screen
    case svg(String)
    case png(String)
  }

  /// What cannot be read, in words for the user.
  struct Problem: Error { var message: String }

  static let options = ["--bars", "--svg", "--png"]

  private(set) var formulas: [String] = []
  private(set) var bars: Int?
  private(set) var target = Target.screen

  init(_ text: String) throws(Problem) {
    var words = text.split(separator: " ").map(String.init)
    var rest: [String] = []
    while !words.isEmpty {
      let word = words.removeFirst()
      guard word.hasPrefix("--") else {
        rest.append(word)
        continue
      }
      guard Self.options.contains(word) else {
        throw Problem(message: "there is no option `\(word)`")
      }
      guard let value = words.first else { throw Problem(message: "`\(word)` wants a value") }
      words.removeFirst()
      switch word {
      case "--svg": target = .svg(value)
      case "--png": target = .png(value)
      default:
        guard let count = Int(value), count > 0 else {
          throw Problem(message: "`\(value)` is no number of bars")
        }
        bars = count
      }
    }
    formulas = Self.split(rest.joined(separator: " "))
  }

  /// Cuts at the commas that are not inside brackets.
  private static func split(_ text: String) -> [String] {
    let source = SourceText(name: "input", text)
    var parts: [String] = []
    var depth = 0
    var start = 0
    for token in tokenise(source).tokens {
      switch token.kind {
      case .leftParenthesis, .leftBracket, .leftBrace: depth += 1
      case .rightParenthesis, .rightBracket, .rightBrace: depth -= 1
      case .comma where depth == 0:
        parts.append(source.text(SourceSpan(start, token.start)))
        start = token.end
      default: break
      }
    }
    parts.append(source.text(SourceSpan(start, source.bytes.count)))
    return parts.map(\.trimmed).filter { !$0.isEmpty }
  }
}
