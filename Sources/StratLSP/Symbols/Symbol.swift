import StratSyntax

/// Something the author has given a name.
struct Symbol {
  enum Kind {
    /// `param`.
    case parameter
    /// `let`.
    case series
    /// `def`.
    case function
    /// `input`.
    case input
    /// A parameter of a `def`.
    case argument
    /// A `let` in the block of a `def`.
    case local
    /// A field of the record that a `def` gives.
    case field
  }

  var kind: Kind
  var name: String
  /// Where it is declared.
  var span: SourceSpan
  /// The statement that declares it.
  var statement: Int
}

/// One place where a symbol is named.
struct Occurrence: Hashable {
  var span: SourceSpan
  var symbol: Int
  var isDeclaration: Bool
}

/// What a name is that the author has not made.
enum NameRole {
  case column
  case builtInFunction
  case builtInArgument
  case builtInField
  case dimension
  case riskSetting
  /// A leg or a venue.
  case label
}
