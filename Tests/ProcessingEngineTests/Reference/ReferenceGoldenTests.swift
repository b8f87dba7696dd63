import StratLanguage
import StratMarket
import Testing

@Suite(
  .enabled(if: GoldenTables.exist, "the golden tables are not beside the package"))
struct `The reference evaluator agrees with published tables` {
  /// The README's tolerance for these tables: 1e-8 relative or 1e-9 absolute.
  private func expectClose(_ values: [Double], _ expected: [Double], relative: Double = 1e-8) {
    #expect(values.count == expected.count)
    for (row, (value, golden)) in zip(values, expected).enumerated() {
      if golden.isNaN {
        #expect(value.isNaN, "row \(row)")
      } else {
        let tolerance = max(1e-9, relative * golden.magnitude)
        #expect((value - golden).magnitude <= tolerance, "row \(row)")
      }
    }
    #expect(expected.contains { !$0.isNaN })
  }

  private func evaluate(
    _ table: [String: [Double]], _ write: (inout GraphBuilder) -> NodeID
  ) throws -> [Double] {
    var builder = GraphBuilder()
    let id = write(&builder)
    let columns = try GraphBuilder.candleColumns.map { try #require(table[$0]) }
    let frame = Frame(
      symbol: "GOLDEN", times: (columns.first ?? []).indices.map(Int64.init),
      columnNames: GraphBuilder.candleColumns, columns: columns)
    return ReferenceEvaluator(graph: builder.graph, frame: frame).numbers(id)
  }

  @Test(
    arguments: [
      ("si_sma", "exp_sma", Operation.sma, 20),
      ("si_ema", "exp_ema", .ema, 20),
      ("si_smma", "exp_smma", .rma, 20),
      ("si_wma", "exp_wma", .wma, 14),
      ("si_stdev", "exp_stdDev", .stdev, 14),
      ("si_stdev", "exp_mean", .sma, 14),
    ])
  func `on averages and deviation of the close`(
    _ name: String, _ column: String, _ operation: Operation, _ n: Int
  ) throws {
    let table = try GoldenTables.read(name)
    let values = try evaluate(table) { builder in
      builder.add(operation, builder.column(3), parameter: n)
    }
    expectClose(values, try #require(table[column]))
  }

  @Test(
    arguments: [
      ("exp_highest_high_10", Operation.highest, 1),
      ("exp_highest_close_10", .highest, 3),
      ("exp_lowest_low_10", .lowest, 2),
      ("exp_lowest_close_10", .lowest, 3),
    ])
  func `on extremes`(_ column: String, _ operation: Operation, _ input: Int) throws {
    let table = try GoldenTables.read("tv_highest_lowest_10")
    let values = try evaluate(table) { builder in
      builder.add(operation, builder.column(input), parameter: 10)
    }
    expectClose(values, try #require(table[column]), relative: 1e-6)
  }

  /// The table counts bars below zero, and of equal extremes takes the earliest, we the latest.
  @Test(
    arguments: [
      ("exp_highestbars_high_10", Operation.highestBar, 1),
      ("exp_lowestbars_low_10", .lowestBar, 2),
    ])
  func `on the bars of extremes, but for ties`(
    _ column: String, _ operation: Operation, _ input: Int
  ) throws {
    let table = try GoldenTables.read("tv_highest_lowest_10")
    let values = try evaluate(table) { builder in
      builder.add(operation, builder.column(input), parameter: 10)
    }
    let prices = try #require(table[GraphBuilder.candleColumns[input]])
    let expected = try #require(table[column])
    var ties = 0
    for (row, golden) in expected.enumerated() where !golden.isNaN {
      let ours = try #require(Int(exactly: values[row]))
      let theirs = try #require(Int(exactly: -golden))
      #expect(prices[row - ours] == prices[row - theirs], "row \(row)")
      #expect(ours <= theirs, "row \(row)")
      if ours != theirs { ties += 1 }
    }
    #expect(ties < 5)
  }

  @Test func `on crosses and the value at the one before the last`() throws {
    let table = try GoldenTables.read("tv_valuewhen_cross_sma7_sma14_1")
    let values = try evaluate(table) { builder in
      let close = builder.column(3)
      let fast = builder.add(.sma, close, parameter: 7)
      let slow = builder.add(.sma, close, parameter: 14)
      let crosses = builder.add(
        .or, builder.add(.crossesAbove, fast, slow), builder.add(.crossesBelow, fast, slow))
      return builder.add(.valueWhen, crosses, close, parameter: 1)
    }
    expectClose(values, try #require(table["exp_valuewhen_1"]), relative: 1e-6)
  }
}
