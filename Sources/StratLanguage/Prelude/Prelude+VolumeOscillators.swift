extension Prelude.Family {
  static let volumeOscillators = Prelude.Family(
    title: "Volume",
    text: """
      # Price volume trend: volume times the relative move, added up.
      # Source: Pine ta.pvt
      # Example: pvt
      def pvt() : volume = cum((close - close[1]) / close[1] * volume)

      # Negative volume index: follows the price on bars of less volume than the one before.
      # Source: Dysart (1936); Pine ta.nvi, which starts with 1
      # Example: nvi(1)
      # Differs: others start with 1000: nvi(1000)
      def nvi(start = 1) : ratio = {
        let step = if volume < volume[1] then close / close[1] else 1;
        let index = (index[1] ?? start) * (step ?? 1);
        index
      }

      # Positive volume index: follows the price on bars of more volume than the one before.
      # Source: Fosback (1976); Pine ta.pvi, which starts with 1
      # Example: pvi(1)
      # Differs: others start with 1000: pvi(1000)
      def pvi(start = 1) : ratio = {
        let step = if volume > volume[1] then close / close[1] else 1;
        let index = (index[1] ?? start) * (step ?? 1);
        index
      }

      # Williams' accumulation: how far the close rose above the true low or fell below the true high.
      # Source: Williams; Achelis
      # Example: wad
      def wad() : price =
        cum(
          if close > close[1] then close - true_low
          else if close < close[1] then close - true_high else 0)

      # Ease of movement: how far the middle of the bar moves for the volume it takes; mean of n bars.
      # Source: Arms; ChartSchool
      # Example: eom(14, 10_000)
      # Differs: the scale is a matter of taste: 10,000 at Achelis and Pine, 100,000,000 at ChartSchool
      def eom(n = 14, scale = 10_000) = sma(scale * (hl2 - hl2[1]) * (high - low) / volume, n)

      # Market facilitation: range for each unit of volume.
      # Source: Williams (1995)
      # Example: market_facilitation
      def market_facilitation() = (high - low) / volume

      # Volume as a multiple of its mean of n bars.
      # Source: relative volume
      # Example: relative_volume(20)
      # Range: 0 or more
      def relative_volume(n = 20) : ratio = volume / sma(volume, n)

      # Klinger oscillator: fast less slow average of volume with the sign of the trend, and its signal.
      # Source: Klinger (1997); Achelis; Tulip
      # Example: kvo(34, 55, 13)
      # Differs: Achelis and Tulip start the averages with the first value: kvo(34, 55, 13, seed: first)
      def kvo(fast = 34, slow = 55, signal = 13, seed : seed = mean) = {
        let total = high + low + close;
        let trend =
          if total > total[1] then 1 else if total < total[1] then -1 else trend[1] ?? 1;
        let height = high - low;
        let goes_on = (trend == trend[1]) ?? false;
        let way = height + (if goes_on then way[1] else height[1]);
        let flow = 100 * volume * abs(2 * height / way - 1) * trend;
        let line = ema(flow, fast, seed: seed) - ema(flow, slow, seed: seed);
        { kvo: line, signal: ema(line, signal, seed: seed) }
      }

      # Volume oscillator: fast less slow mean of the volume in per cent of the slow one.
      # Source: Achelis; Tulip
      # Example: vosc(5, 10)
      # Differs: Pine's takes exponential averages
      def vosc(fast = 5, slow = 10) : points =
        100 * (sma(volume, fast) - sma(volume, slow)) / sma(volume, slow)

      # Difference of two exponential averages of volume in per cent of the slow one, and its signal.
      # Source: ChartSchool; Stock.Indicators
      # Example: pvo(12, 26, 9)
      def pvo(fast = 12, slow = 26, signal = 9) : points = {
        let line = ppo(volume, fast, slow);
        let smooth = ema(line, signal);
        { pvo: line, signal: smooth, histogram: line - smooth }
      }
      """)
}
