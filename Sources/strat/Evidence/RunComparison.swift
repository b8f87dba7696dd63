import StratBacktest
import StratLanguage
import StratREPL
import StratStore
import StratSyntax
import StratTrading

/// In what two runs differ, and what they came to.
struct RunComparison {
  struct Difference {
    var what: String
    var first: String
    var second: String
  }

  let first: FiledRun
  let second: FiledRun

  /// What went into the runs and is not the same.
  var differences: [Difference] {
    let (a, b) = (first.record, second.record)
    var found: [Difference] = []
    func compare(_ what: String, _ first: String, _ second: String) {
      if first != second { found.append(Difference(what: what, first: first, second: second)) }
    }
    compare("kind", a.inputs.kind.rawValue, b.inputs.kind.rawValue)
    if a.inputs.semanticHash != b.inputs.semanticHash { found += rules }
    compareObjects("parameter", a.inputs.parameters, b.inputs.parameters, compare)
    compareObjects("risk", a.inputs.risk, b.inputs.risk, compare)
    compareObjects("assumption", a.inputs.assumptions, b.inputs.assumptions, compare)
    compare("candles", Self.candles(a), Self.candles(b))
    if a.inputs.fingerprint != b.inputs.fingerprint, Self.candles(a) == Self.candles(b) {
      compare("values of the candles", a.inputs.fingerprint, b.inputs.fingerprint)
    }
    compare("engine", a.inputs.engineVersion, b.inputs.engineVersion)
    return found
  }

  private static func candles(_ record: RunRecord) -> String {
    record.candles.map { "\($0.symbol) \($0.bars) bars \($0.from) to \($0.to)" }
      .joined(separator: ", ")
  }

  /// The lines of the strategies that make the difference in meaning.
  private var rules: [Difference] {
    let parameters = second.record.inputs.parameters
    let overrides =
      (try? CanonicalJSON.decode([String: Double].self, from: parameters)) ?? [:]
    let source = SourceText(name: second.record.title, second.record.source)
    guard let strategy = compile(source, overrides: overrides).strategy,
      let former = try? CanonicalJSON.decode(
        [String: Double].self, from: first.record.inputs.parameters)
    else {
      return [
        Difference(
          what: "meaning", first: first.record.inputs.semanticHash,
          second: second.record.inputs.semanticHash)
      ]
    }
    // Parameters are compared by themselves.
    return MeaningChange.between(first.record.source, parameters: former, and: strategy)
      .filter { $0.line != nil || $0.now == nil }
      .map { change in
        Difference(
          what: change.line.map { "rules, line \($0)" } ?? "rules", first: change.was ?? "–",
          second: change.now ?? "–")
      }
  }

  /// Compares two objects of JSON field by field, in what they hold as well.
  private func compareObjects(
    _ what: String, _ first: String, _ second: String, _ compare: (String, String, String) -> Void
  ) {
    guard first != second else { return }
    guard let a = try? CanonicalJSON.decode(JSONLeaves.self, from: first).texts,
      let b = try? CanonicalJSON.decode(JSONLeaves.self, from: second).texts
    else { return compare(what, first, second) }
    for name in Set(a.keys).union(b.keys).sorted() {
      compare("\(what) \(name)", a[name] ?? "–", b[name] ?? "–")
    }
  }

  private var figures: [(name: String, first: Double?, second: Double?)] {
    let (a, b) = (first.record.figures, second.record.figures)
    return Set(a.keys).union(b.keys).sorted().map { ($0, a[$0], b[$0]) }
  }

  func text(_ palette: Palette) -> String {
    var text = ""
    if differences.isEmpty {
      text += "the inputs are the same\n"
    } else {
      var table = TextTable([("differs", .left), (first.shortID, .left), (second.shortID, .left)])
      for difference in differences {
        table.add([difference.what, difference.first, difference.second])
      }
      text += table.text(palette)
    }
    var table = TextTable([
      ("figure", .left), (first.shortID, .right), (second.shortID, .right), ("change", .right),
    ])
    for (name, a, b) in figures {
      let change = a.flatMap { a in b.map { $0 - a } }
      table.add([
        name, a.map(NumberText.short) ?? "–", b.map(NumberText.short) ?? "–",
        change.map { ($0 > 0 ? "+" : "") + NumberText.short($0) } ?? "",
      ])
    }
    return text + "\n" + table.text(palette)
  }

  var json: JSONValue {
    .object([
      ("first", .string(first.id)), ("second", .string(second.id)),
      (
        "differences",
        .array(
          differences.map {
            .object([
              ("what", .string($0.what)), ("first", .string($0.first)),
              ("second", .string($0.second)),
            ])
          })
      ),
      (
        "figures",
        .object(
          figures.map { name, a, b in
            (
              name,
              .object([
                ("first", .optional(a, JSONValue.number)),
                ("second", .optional(b, JSONValue.number)),
              ])
            )
          })
      ),
    ])
  }
}
