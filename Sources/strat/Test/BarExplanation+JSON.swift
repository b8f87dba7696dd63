import ProcessingEngine
import StratLanguage

extension BarExplanation {
  /// The tree of a rule with its values.
  var json: JSONValue { .object([("output", .string(role.title)), ("formula", json(root))]) }

  private func json(_ part: Part) -> JSONValue {
    .object([
      ("text", .string(part.text)), ("value", json(part.value)),
      ("before", .optional(part.before) { json($0) }),
      ("distance", .optional(part.distance) { .string($0) }),
      ("parts", .array(part.parts.map(json))),
    ])
  }

  private func json(_ value: Value) -> JSONValue {
    switch value {
    case .number(let number): .number(number)
    case .truth(.true): .boolean(true)
    case .truth(.false): .boolean(false)
    case .truth(.na): .null
    }
  }
}
