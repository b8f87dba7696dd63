import StratLanguage
import StratREPL
import StratStore

/// Whether a strategy may trade live: every prerequisite with its value, threshold and what next.
struct LiveReport {
  let file: String
  let prerequisites: [Prerequisite]

  var isReady: Bool { prerequisites.allSatisfy(\.isMet) }

  /// One line for each prerequisite that is not met.
  var warnings: [String] {
    prerequisites.compactMap { prerequisite in
      prerequisite.failure.map {
        "warning[\($0.code.rawValue)]: \(file): \(prerequisite.subject.title): "
          + "\(prerequisite.value), wanted \(prerequisite.threshold)"
      }
    }
  }

  func text(_ palette: Palette) -> String {
    let failed = prerequisites.count { !$0.isMet }
    var text =
      "live trading: "
      + (isReady
        ? palette.good("all prerequisites are met")
        : palette.bad(
          "\(failed) of \(prerequisites.count) prerequisites \(failed == 1 ? "is" : "are") not met"))
      + "\n"
    let width = prerequisites.map(\.subject.title.count).max() ?? 0
    let gap = String(repeating: " ", count: width + 10)
    for prerequisite in prerequisites {
      let title = prerequisite.subject.title
      let mark = prerequisite.isMet ? palette.good("ok    ") : palette.bad("not ok")
      text += "  \(mark)  \(title)\(String(repeating: " ", count: width - title.count))"
      text += "  \(prerequisite.value); wanted: \(prerequisite.threshold)\n"
      if let detail = prerequisite.detail { text += "\(gap)  \(detail)\n" }
      guard let failure = prerequisite.failure else { continue }
      for change in failure.changes { text += "\(gap)  \(file), \(change.description)\n" }
      text += "\(gap)  next [\(failure.code.rawValue)]: \(failure.next)\n"
    }
    return text
  }

  var json: JSONValue {
    .object([
      ("ready", .boolean(isReady)),
      ("prerequisites", .array(prerequisites.map(\.json))),
    ])
  }
}

extension Prerequisite {
  fileprivate var json: JSONValue {
    .object([
      ("name", .string(subject.rawValue)), ("ok", .boolean(isMet)), ("value", .string(value)),
      ("threshold", .string(threshold)), ("detail", .optional(detail) { .string($0) }),
      ("code", .optional(failure) { .string($0.code.rawValue) }),
      ("next", .optional(failure) { .string($0.next) }),
      ("changes", .array((failure?.changes ?? []).map(\.json))),
    ])
  }
}

extension MeaningChange {
  fileprivate var json: JSONValue {
    .object([
      ("line", .optional(line, JSONValue.integer)), ("now", .optional(now) { .string($0) }),
      ("was", .optional(was) { .string($0) }),
    ])
  }
}
