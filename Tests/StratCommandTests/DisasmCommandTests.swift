import TestSupport
import Testing

struct DisasmCommandTests {
  @Test func `a formula's bytecode reads like this`() throws {
    let listing = try StratProcess.run(["disasm", "ema(close, 3) > 2 * open"])
    #expect(listing.status == 0)
    #expect(
      listing.output == """
        # ema(close, 3) > 2 * open

        columns:
          n0 close price
          n1 open  price

        constants:
          n2 2

        state:
          s0 avg length 3 alpha 0.5 cells 0..<2

        code:
          0 mul n3, 2, open   ; 2 * open
          1 avg n4, close, s0 ; ema(close, 3)
          2 lt  t0, n3, n4    ; ema(close, 3) > 2 * open

        outputs:
          t0 ema(close, 3) > 2 * open

        3 instructions a bar, about 2.5 ns; 1 slot of 2 cells, 16 bytes of state; \
        5 number registers, 1 truth register

        """)
  }

  @Test func `a series that reads its own past is an indented region`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(
      """
      let smooth = (smooth[1] ?? close) + 0.1 * (close - (smooth[1] ?? close))
      entry long when close > smooth
      exit long when close < smooth
      """, to: "own.strat")
    let listing = try StratProcess.run(["disasm", file])
    #expect(listing.status == 0)
    let code = listing.lines.drop { $0 != "code:" }.dropFirst().prefix { !$0.isEmpty }
    let region = try #require(code.first { $0.contains("region") })
    let past = try #require(code.first { $0.contains(" past ") })
    #expect(
      region.prefix { $0 == " " || $0.isNumber }.count
        < past.prefix { $0 == " " || $0.isNumber }.count)
    #expect(code.contains { $0.contains(" keep ") })
    #expect(code.contains { $0.contains("smooth = ") })
  }

  @Test func `settings change the constants`() throws {
    let plain = try StratProcess.run(["disasm", "strategies/golden_cross.strat"])
    let set = try StratProcess.run(["disasm", "strategies/golden_cross.strat", "--set", "fast=9"])
    #expect(plain.output.contains("length 12 "))
    #expect(!set.output.contains("length 12 "))
    #expect(set.output.contains("length 9 "))
  }

  @Test func `errors are findings`() throws {
    let listing = try StratProcess.run(["disasm", "close > rsi(close, 14)"])
    #expect(listing.status == 1)
    #expect(listing.errorCodes == ["E0203"])
    #expect(listing.output.isEmpty)
  }
}
