import ProcessingEngine
import StratLanguage
import StratMarket
import StratTrading

/// A strategy that is all state and no thought: what it says depends on every candle so far.
struct WaveSource: VerdictSource {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func next(_ candle: Candle) -> Verdict {
    state = (state ^ candle.close.bitPattern) &* 0xBF58_476D_1CE4_E5B9
    state ^= state >> 29
    let draw = state % 100
    return Verdict(
      entryLong: draw < 25 ? .true : .false, exitLong: (20..<45).contains(draw) ? .true : .false,
      entryShort: (50..<70).contains(draw) ? .true : .false,
      exitShort: (70..<90).contains(draw) ? .true : .false,
      stop: draw < 25 ? candle.close * 0.99 : candle.close * 1.01,
      target: draw < 25 ? candle.close * 1.02 : candle.close * 0.98, size: 0.3)
  }
}
