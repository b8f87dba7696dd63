import StratSyntax

/// What names mean at one place: parameters and block `let`s, and whose text is being read.
struct Scope: Sendable {
  var locals: [String: Local] = [:]
  /// Set while the body of a built-in function is read: messages point at the call instead.
  var prelude: PreludeCall?
  /// The call of a user's function whose body is being read.
  var caller: (name: String, span: SourceSpan)?
  /// The `let` whose value is being read, when it refers to its own past.
  var selfReference: SelfReference?
  /// `let`s being read whose own past is out of reach here, on other bars.
  var leftBehind: Set<String> = []

  /// A name inside a function, with what it takes to read it again on other bars.
  struct Local: Sendable {
    var typed: Typed
    /// The series of bars on which it was read.
    var series: Int
    var again: Reading
  }

  /// Reads a formula on the bars that are at hand.
  typealias Reading = @Sendable (inout Checker) -> Typed

  struct PreludeCall: Sendable {
    var name: String
    var span: SourceSpan
  }

  struct SelfReference: Sendable {
    var name: String
    var recurrence: Int
    var type: ValueType
    var dimension: Dimension
  }

  /// The scope as it is on other bars.
  var elsewhere: Scope {
    guard let name = selfReference?.name else { return self }
    var scope = self
    scope.selfReference = nil
    scope.leftBehind.insert(name)
    return scope
  }

  /// The place in the user's text that stands for a place in what is being read.
  func place(_ span: SourceSpan) -> SourceSpan { prelude?.span ?? span }
}
