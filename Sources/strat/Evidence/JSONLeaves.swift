import StratREPL

/// The plain values in a value of JSON, each with the way to it: `instruments.0.lotSize`.
struct JSONLeaves: Decodable {
  private(set) var texts: [String: String] = [:]

  private enum Value: Decodable {
    case leaf(String)
    case list([Value])
    case object([String: Value])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .leaf("null")
      } else if let value = try? container.decode(Bool.self) {
        self = .leaf("\(value)")
      } else if let value = try? container.decode(Double.self) {
        self = .leaf(NumberText.exact(value, missing: "null"))
      } else if let value = try? container.decode(String.self) {
        self = .leaf(value)
      } else if let value = try? container.decode([Value].self) {
        self = .list(value)
      } else {
        self = .object(try container.decode([String: Value].self))
      }
    }
  }

  init(from decoder: any Decoder) throws {
    add(try Value(from: decoder), at: "")
  }

  private mutating func add(_ value: Value, at path: String) {
    func inner(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
    switch value {
    case .leaf(let text): texts[path] = text
    case .list(let items):
      for (index, item) in items.enumerated() { add(item, at: inner("\(index)")) }
    case .object(let fields):
      for (name, field) in fields { add(field, at: inner(name)) }
    }
  }
}
