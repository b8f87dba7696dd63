import StratREPL
import StratSimulation

/// What a drill came to: a line for each kind of fault, and everything that was found.
struct DrillReport {
  let title: String
  let drill: Drill
  let results: [DrillResult]

  var isPassed: Bool { results.allSatisfy(\.findings.isEmpty) }

  var text: String {
    let width = results.map(\.scenario.name.count).max() ?? 0
    var text = "\(title), \(drill.tradedBars) candles in each world\n\n"
    for result in results {
      let name = result.scenario.name
      text += "  \(result.findings.isEmpty ? "ok    " : "FAILED")  "
      text += name + String(repeating: " ", count: width - name.count)
      text += "  \(result.scenario.title): "
      if result.faults > 0 { text += "\(result.faults) faults, " }
      text += "\(result.sent) requests, \(result.fills) fills"
      text += result.crashes > 0 ? ", killed \(result.crashes) times\n" : "\n"
      for (seed, finding) in result.findings.prefix(10) {
        text += "          seed \(seed): \(finding)\n"
      }
      if result.findings.count > 10 {
        text += "          and \(result.findings.count - 10) more\n"
      }
    }
    let worlds = results.reduce(0) { $0 + $1.worlds }
    text +=
      isPassed
      ? "\nIn all \(worlds) worlds no order was lost and none doubled.\n"
      : "\nA seed that failed is lived through again with --seed SEED --worlds 1.\n"
    return text
  }

  var json: String {
    let items = results.map { result in
      JSONValue.object([
        ("name", .string(result.scenario.name)), ("passed", .boolean(result.findings.isEmpty)),
        ("worlds", .integer(result.worlds)), ("faults", .integer(result.faults)),
        ("kills", .integer(result.crashes)), ("requests", .integer(result.sent)),
        ("fills", .integer(result.fills)),
        (
          "findings",
          .array(
            result.findings.map { seed, finding in
              .object([("seed", .string("\(seed)")), ("finding", .string(finding))])
            })
        ),
      ])
    }
    return JSONValue.object([
      ("passed", .boolean(isPassed)), ("scenarios", .array(items)),
    ]).text + "\n"
  }
}
