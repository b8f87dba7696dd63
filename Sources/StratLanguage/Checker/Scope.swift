import StratSyntax

/// What names mean at one place: parameters and block `let`s, and whose text is being read.
struct Scope: Sendable {
  var locals: [String: Typed] = [:]
  /// Set while the body of a built-in function is read: messages point at the call instead.
  var prelude: PreludeCall?
  /// The call of a user's function whose body is being read.
  var caller: (name: String, span: SourceSpan)?
  /// The `let` whose value is being read, when it refers to its own past.
  var selfReference: SelfReference?

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

  /// The place in the user's text that stands for a place in what is being read.
  func place(_ span: SourceSpan) -> SourceSpan { prelude?.span ?? span }
}
