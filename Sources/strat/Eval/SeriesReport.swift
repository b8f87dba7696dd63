import ProcessingEngine
import StratLanguage
import StratMarket
import StratREPL

/// One subject over one file: counts and last values, or the whole series.
struct SeriesReport {
  private let evaluated: Evaluation.Evaluated
  private var frame: Frame { evaluated.frame }
  private var run: SeriesRun { evaluated.run }
  private var strategy: CheckedStrategy { evaluated.compiled.strategy }

  init(_ evaluated: Evaluation.Evaluated) { self.evaluated = evaluated }

  func printTable() throws {
    let palette = Palette(isColoured: Colour.onOutput)
    let report = OutputReport(strategy, over: frame, run, palette)
    var text = TimeText.heading(frame, rows: run.rows) + "\n"
    if evaluated.compiled.source.kind == .file { text = strategy.title + "\n" + text }
    if let remark = evaluated.remark { text += "note: \(remark)\n" }
    text += "\n" + report.summary
    let last = report.lastValues
    if !last.isEmpty { text += "\n" + last }
    try StandardOutput.print(text)
  }

  /// A header line, then a line a bar; `na` is an empty field.
  func printCSV() throws {
    tellRemark()
    var output = StandardOutput()
    try output.write(CSVText.line(["timestamp"] + strategy.outputs.map(\.name)))
    for (index, row) in run.keptRows.enumerated() {
      var line = frame.time(ofRow: row).description
      for values in run.values {
        line += ","
        switch values {
        case .numbers(let numbers): line += NumberText.exact(numbers[index], missing: "")
        case .truths(let truths):
          switch Kleene(rawValue: truths[index]) ?? .na {
          case .true: line += "true"
          case .false: line += "false"
          case .na: break
          }
        }
      }
      try output.write(line + "\n")
    }
    try output.flush()
  }

  /// One object: what it is, the counts of every output, and the values column by column.
  func printJSON() throws {
    tellRemark()
    var output = StandardOutput()
    let head: [(String, JSONValue)] =
      [("input", .string(evaluated.compiled.source.label))] + BatchReport.frameFields(evaluated)
    try output.write("{" + head.map { "\(JSONValue.quoted($0)):\($1.text)" }.joined(separator: ","))
    try output.write(",\"timestamps\":[")
    for (index, row) in run.keptRows.enumerated() {
      try output.write("\(index == 0 ? "" : ",")\"\(frame.time(ofRow: row))\"")
    }
    try output.write("],\"outputs\":[")
    for (index, strategyOutput) in strategy.outputs.enumerated() {
      let fields = BatchReport.outputFields(strategyOutput, run.tallies[index], frame)
      try output.write(
        (index == 0 ? "{" : ",{")
          + fields.map { "\(JSONValue.quoted($0)):\($1.text)" }.joined(separator: ",")
          + ",\"values\":[")
      switch run.values[index] {
      case .numbers(let numbers):
        for (index, value) in numbers.enumerated() {
          try output.write((index == 0 ? "" : ",") + NumberText.exact(value, missing: "null"))
        }
      case .truths(let truths):
        for (index, value) in truths.enumerated() {
          try output.write((index == 0 ? "" : ",") + BatchReport.json(Kleene(rawValue: value)).text)
        }
      }
      try output.write("]}")
    }
    try output.write("]}\n")
    try output.flush()
  }

  private func tellRemark() {
    if let remark = evaluated.remark { StandardError.print("note: \(remark)") }
  }
}
