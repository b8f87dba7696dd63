import Foundation
import TestSupport
import Testing

struct DrillCommandTests {
  private let eager = """
    strategy "Eager" on 1h
    entry long when close > close[1]
    exit long when close < close[1]
    stop close * 0.995
    size 30% of equity
    risk { max_positions 1 max_position_size 40% max_daily_loss 5% }
    """

  private func drill(_ options: String..., text: String? = nil) throws -> StratProcess {
    let folder = try TemporaryDirectory()
    let file = try folder.write(text ?? eager, to: "eager.strat")
    return try StratProcess.run(
      ["drill", file, "--data", StratProcess.data("EURUSD_1h")] + options)
  }

  @Test func `a strategy is put through every kind of fault`() throws {
    let run = try drill("--worlds", "1", "--bars", "60")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.hasPrefix("Eager, 60 candles in each world\n"))
    for name in ["quiet", "lost-answers", "mute", "kill", "disk-full", "everything"] {
      #expect(run.output.contains("ok      \(name) "), "\(name)")
    }
    #expect(run.output.hasSuffix("In all 17 worlds no order was lost and none doubled.\n"))
  }

  @Test func `faults are met, orders sent and filled, and the seed decides which`() throws {
    struct Outcome: Decodable, Equatable {
      struct Scenario: Decodable, Equatable {
        var name: String
        var passed: Bool
        var faults: Int
        var kills: Int
        var requests: Int
        var fills: Int
      }

      var passed: Bool
      var scenarios: [Scenario]
    }
    func outcome(_ seed: String) throws -> Outcome {
      let run = try drill(
        "--only", "kill", "--worlds", "3", "--bars", "80", "--seed", seed, "--json")
      return try JSONDecoder().decode(Outcome.self, from: Data(run.output.utf8))
    }
    let first = try outcome("5")
    let scenario = try #require(first.scenarios.first)
    #expect(first.passed && first.scenarios.count == 1 && scenario.name == "kill")
    #expect(scenario.kills > 3)
    #expect(scenario.fills > 20)
    #expect(scenario.requests > scenario.fills / 2)
    #expect(try outcome("5") == first)
    #expect(try outcome("6") != first)
  }

  @Test func `a kind of fault that there is not is named with those that there are`() throws {
    let run = try drill("--only", "earthquake")
    #expect(run.status == 2)
    #expect(run.errors.contains("there is no kind of fault 'earthquake'"))
    #expect(run.errors.contains("lost-answers, late-requests"))
  }

  @Test func `too few candles for the history are refused`() throws {
    let text = eager.replacingOccurrences(of: "close[1]", with: "sma(close, 400)[1]")
    let folder = try TemporaryDirectory()
    let file = try folder.write(text, to: "long.strat")
    var lines = try String(contentsOfFile: StratProcess.data("EURUSD_1h"), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    lines.removeSubrange(200...)
    let data = try folder.write(lines.joined(separator: "\n") + "\n", to: "short.csv")
    let run = try StratProcess.run(["drill", file, "--data", data])
    #expect(run.status != 0)
    #expect(run.errors.contains("C0301"), "\(run.errors)")
  }
}
