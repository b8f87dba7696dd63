import StratBacktest
import StratMarket
import Testing

struct WalkForwardTests {
  private func frame(_ rows: Int, from first: Int64 = 0, symbol: String = "A") -> Frame {
    Frame(
      symbol: symbol, times: (0..<rows).map { (first + Int64($0)) * 3_600_000 },
      columnNames: ["close"], columns: [Array(repeating: 1, count: rows)])
  }

  @Test func `trials follow one another to the end, each after its training`() throws {
    let plan = try #require(
      WalkForward([frame(1_000)], rows: [0..<1_000], folds: 4, training: 0.5))
    // 1000 = t + 4 t for equally long training and trial.
    #expect(plan.folds.map { $0.training[0] } == [0..<200, 200..<400, 400..<600, 600..<800])
    #expect(plan.folds.map { $0.trial[0] } == [200..<400, 400..<600, 600..<800, 800..<1_000])
  }

  @Test func `training is the share of a fold that was asked for`() throws {
    let plan = try #require(
      WalkForward([frame(1_100)], rows: [100..<1_100], folds: 2, training: 0.8))
    // 1000 = 4 t + 2 t.
    #expect(plan.folds.map { $0.training[0] } == [100..<767, 267..<933])
    #expect(plan.folds.map { $0.trial[0] } == [767..<933, 933..<1_100])
  }

  @Test func `another symbol is divided at the same times`() throws {
    let frames = [frame(100), frame(60, from: 30, symbol: "B")]
    let plan = try #require(
      WalkForward(frames, rows: [0..<100, 0..<60], folds: 1, training: 0.5))
    #expect(plan.folds[0].training == [0..<50, 0..<20])
    #expect(plan.folds[0].trial == [50..<100, 20..<60])
  }

  @Test func `no fold without candles`() {
    #expect(WalkForward([frame(10)], rows: [0..<10], folds: 9, training: 0.5) == nil)
    #expect(WalkForward([frame(10)], rows: [0..<10], folds: 0, training: 0.5) == nil)
    #expect(WalkForward([frame(10)], rows: [0..<10], folds: 2, training: 1) == nil)
  }
}
