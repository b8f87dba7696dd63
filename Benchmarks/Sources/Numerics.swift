import ProcessingEngine
import StratMarket

/// How far windows over ten million bars are from what they are worth exactly.
enum Numerics {
  static let rows = 10_000_000
  static let lengths = [5, 20, 200, 2_000]

  static func run() throws {
    let exact = ExactWindows(rows: rows)
    let columns = exact.columns
    let frame = Frame(
      symbol: "EXACT", times: (0..<rows).map { Int64($0) * 60_000 },
      columnNames: ["close", "open"], columns: columns)
    for length in lengths {
      for (formula, error) in ExactWindows.comparisons(length: length) {
        let program = try Workloads.program(formula: formula)
        var executor = BlockExecutor(program)
        var worst = 0.0
        try executor.run(frame, rows: 0..<rows) { executor, block in
          executor.withNumbers(program.outputs[0].register) { values in
            // One bar in a thousand: each is compared with a window gone through anew.
            for i in values.indices where (block.lowerBound + i) % 997 == 0 {
              let row = block.lowerBound + i
              guard row + 1 >= length else { continue }
              worst = max(worst, error(values[i], exact.values(endingIn: row, length: length)))
            }
          }
        }
        print("numerics  \(formula): largest error \(worst) over \(rows) bars")
      }
    }
  }
}
