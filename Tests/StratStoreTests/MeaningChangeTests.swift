import Foundation
import StratLanguage
import StratStore
import StratSyntax
import Testing

/// The line that makes a strategy mean something else.
struct MeaningChangeTests {
  private static let rules = """
    strategy "Crossing" on 1d

    param fast = 5 in 2..20
    let mean = sma(close, fast)  # the mean

    entry long when close > mean
                and rsi(close, 14) < 70
    exit long when close < mean
    size 10% of equity
    risk {
      max_positions 3
    }
    """

  private func changes(
    _ now: String, set: [String: Double] = [:], was: [String: Double] = ["fast": 5],
    former: String = rules
  ) throws -> [MeaningChange] {
    let result = compile(SourceText(name: "now.strat", now), overrides: set)
    return MeaningChange.between(former, parameters: was, and: try #require(result.strategy))
  }

  private func replacing(_ old: String, _ new: String) throws -> String {
    let range = try #require(Self.rules.range(of: old))
    return Self.rules.replacingCharacters(in: range, with: new)
  }

  @Test(arguments: [
    (
      "rsi(close, 14) < 70", "rsi(close, 14) < 65", 7, "and rsi(close, 14) < 65",
      "and rsi(close, 14) < 70"
    ),
    (
      "sma(close, fast)", "ema(close, fast)", 4, "let mean = ema(close, fast)",
      "let mean = sma(close, fast)"
    ),
    ("10% of", "20% of", 9, "size 20% of equity", "size 10% of equity"),
    ("max_positions 3", "max_positions 4", 11, "max_positions 4", "max_positions 3"),
    ("on 1d", "on 1h", 1, "strategy \"Crossing\" on 1h", "strategy \"Crossing\" on 1d"),
    ("fast = 5", "fast = 6", 3, "param fast = 6 in 2..20", "param fast = 5 in 2..20"),
  ])
  func `one edit is named with its line, now and then`(
    old: String, new: String, line: Int, now: String, was: String
  ) throws {
    let found = try changes(try replacing(old, new))
    #expect(found == [MeaningChange(line: line, now: now, was: was)], "\(found)")
  }

  @Test func `comments, layout, names, order and tests beside it are not named`() throws {
    let text = """
      # Another comment.
      strategy "Crossing" on 1d
      param fast = 5 in 2..20
      size 10% of equity
      risk { max_positions 3 }
      let average = sma(close, fast)
      entry long when close > average and rsi(close, 14) < 60
      exit long when close < average
      test "new" { candles close 1 2 3 expect no entry }
      """
    let found = try changes(text)
    #expect(found.map(\.line) == [7], "\(found)")
    #expect(found.first?.was == "and rsi(close, 14) < 70")
  }

  @Test func `what is new and what is gone`() throws {
    let added = try changes(Self.rules + "\nstop close * 0.9\n")
    #expect(added == [MeaningChange(line: 13, now: "stop close * 0.9")])
    #expect(added.first?.description == "line 13: `stop close * 0.9` is new")
    let gone = try changes(try replacing("size 10% of equity\n", ""))
    #expect(gone == [MeaningChange(was: "size 10% of equity")])
    #expect(gone.first?.description == "`size 10% of equity` is gone")
  }

  @Test func `several changes are named by line`() throws {
    let text = try replacing("sma(close", "ema(close")
      .replacingOccurrences(of: "close < mean", with: "close < mean * 0.99")
    #expect(try changes(text).map(\.line) == [4, 8])
  }

  @Test func `a parameter that was set is named by its values`() throws {
    let found = try changes(Self.rules, set: ["fast": 7])
    #expect(found == [MeaningChange(now: "fast = 7.0", was: "fast = 5.0")])
    #expect(found.first?.description == "`fast = 7.0` was `fast = 5.0`")
  }

  @Test func `the same text with another meaning is blamed on the version`() throws {
    let found = try changes(Self.rules)
    #expect(
      found.map(\.description) == ["the same text means something else in this version of strat"])
  }

  @Test func `a former text that cannot be read is no reason to stop`() throws {
    for former in ["entry long whenn (((", ""] {
      let found = try changes(Self.rules, former: former)
      #expect(found.contains { $0.line == 6 }, "\(found)")
    }
  }
}
