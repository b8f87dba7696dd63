import StratREPL

/// A value to be written as JSON, its fields in the order they were given.
indirect enum JSONValue {
  case string(String)
  case integer(Int)
  /// The shortest decimals that mean the same double; `na` is null.
  case number(Double)
  case boolean(Bool)
  case null
  case array([JSONValue])
  case object([(String, JSONValue)])
  /// JSON made elsewhere.
  case raw(String)

  var text: String {
    switch self {
    case .string(let text): Self.quoted(text)
    case .integer(let value): "\(value)"
    case .number(let value): NumberText.exact(value, missing: "null")
    case .boolean(let value): value ? "true" : "false"
    case .null: "null"
    case .array(let items): "[" + items.map(\.text).joined(separator: ",") + "]"
    case .object(let fields):
      "{" + fields.map { "\(Self.quoted($0)):\($1.text)" }.joined(separator: ",") + "}"
    case .raw(let text): text
    }
  }

  static func optional<Value>(_ value: Value?, _ wrap: (Value) -> JSONValue) -> JSONValue {
    value.map(wrap) ?? .null
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\u{0}"..<"\u{20}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
