/// What a token is.
///
/// The spelling of punctuation and reserved words is stated here and nowhere else.
package enum TokenKind: UInt8, Sendable, CaseIterable {
  case endOfFile
  case identifier
  case number
  case percent
  case duration
  case time
  case date
  case string
  /// Stands for a value that the lexer has already complained about.
  case malformed
  /// Anything else that the lexer has already complained about.
  case unexpected

  case leftParenthesis
  case rightParenthesis
  case leftBracket
  case rightBracket
  case leftBrace
  case rightBrace
  case comma
  case colon
  case semicolon
  case dot
  case dotDot
  case assign
  case plus
  case minus
  case star
  case slash
  case caret
  case coalesce
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  case equalEqual
  case notEqual

  case strategy
  case param
  case `let`
  case def
  case input
  case entry
  case exit
  case stop
  case target
  case size
  case risk
  case test
  case hours
  case venue
  case leg
  case expect
  case when
  case `in`
  case or
  case and
  case not
  case crosses
  case `if`
  case then
  case `else`
  case on
  case of
  case `true`
  case `false`
  case na

  /// The fixed text of punctuation and reserved words; `nil` where the source decides.
  package var spelling: String? {
    switch self {
    case .endOfFile, .identifier, .number, .percent, .duration, .time, .date, .string, .malformed,
      .unexpected:
      nil
    case .leftParenthesis: "("
    case .rightParenthesis: ")"
    case .leftBracket: "["
    case .rightBracket: "]"
    case .leftBrace: "{"
    case .rightBrace: "}"
    case .comma: ","
    case .colon: ":"
    case .semicolon: ";"
    case .dot: "."
    case .dotDot: ".."
    case .assign: "="
    case .plus: "+"
    case .minus: "-"
    case .star: "*"
    case .slash: "/"
    case .caret: "^"
    case .coalesce: "??"
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .equalEqual: "=="
    case .notEqual: "!="
    case .strategy: "strategy"
    case .param: "param"
    case .let: "let"
    case .def: "def"
    case .input: "input"
    case .entry: "entry"
    case .exit: "exit"
    case .stop: "stop"
    case .target: "target"
    case .size: "size"
    case .risk: "risk"
    case .test: "test"
    case .hours: "hours"
    case .venue: "venue"
    case .leg: "leg"
    case .expect: "expect"
    case .when: "when"
    case .in: "in"
    case .or: "or"
    case .and: "and"
    case .not: "not"
    case .crosses: "crosses"
    case .if: "if"
    case .then: "then"
    case .else: "else"
    case .on: "on"
    case .of: "of"
    case .true: "true"
    case .false: "false"
    case .na: "na"
    }
  }

  /// Whether this is a word of the language, which cannot be a name.
  package var isReservedWord: Bool { rawValue >= TokenKind.strategy.rawValue }

  /// Whether a statement begins with this word.
  package var startsStatement: Bool {
    rawValue >= TokenKind.strategy.rawValue && rawValue <= TokenKind.venue.rawValue
  }

  package static let reservedWords: [String] = allCases.filter(\.isReservedWord).compactMap(
    \.spelling)
  package static let statementWords: [String] =
    allCases.filter(\.startsStatement).compactMap(\.spelling)
}
