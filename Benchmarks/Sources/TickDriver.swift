import ProcessingEngine
import StratLanguage

/// Feeds rows one at a time and counts what is true.
enum TickDriver {
  static func counts(
    _ executor: inout TickExecutor, _ rows: Span<Double>, width: Int
  ) -> [Int] {
    let entry = executor.program.outputs[0].register
    let exit = executor.program.outputs[1].register
    var entries = 0
    var exits = 0
    var at = 0
    while at < rows.count {
      executor.commit(rows.extracting(at..<at + width))
      if executor.truth(entry) == .true { entries += 1 }
      if executor.truth(exit) == .true { exits += 1 }
      at += width
    }
    return [entries, exits]
  }
}
