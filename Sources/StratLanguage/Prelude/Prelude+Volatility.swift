extension Prelude.Family {
  static let volatility = Prelude.Family(
    title: "Volatility",
    text: """
      # True range: the largest of high − low and the distances of both from the close before.
      # Source: Wilder (1978); TA-Lib TRANGE, na on the first bar
      # History: 1 bar
      def tr() : price = max(high - low, abs(high - close[1]), abs(low - close[1]))

      # Average true range: Wilder's average of the true range.
      # Source: Wilder (1978); TA-Lib ATR, which leaves out the first bar
      # History: n bars; settles after about 7 n bars
      def atr(n = 14) : price = rma(tr, n)

      # Average true range in per cent of the close.
      # Source: TA-Lib NATR
      # History: n bars
      def natr(n = 14) : points = 100 * atr(n) / close

      # Population variance of the last n values.
      # Source: TA-Lib VAR
      # History: n − 1 bars more than x
      def variance(x, n) = stdev(x, n) ^ 2

      # Bollinger bands: the mean, and k standard deviations above and below it.
      # Source: Bollinger (1983); TA-Lib BBANDS
      # History: n − 1 bars more than x
      def bbands(x, n = 20, k = 2) = {
        let middle = sma(x, n);
        let width = k * stdev(x, n);
        { upper: middle + width, middle: middle, lower: middle - width }
      }

      # Where x stands between the Bollinger bands: 0 at the lower, 1 at the upper.
      # Source: Bollinger
      # History: n − 1 bars more than x
      def percent_b(x, n = 20, k = 2) : ratio = {
        let bands = bbands(x, n, k);
        (x - bands.lower) / (bands.upper - bands.lower)
      }

      # Exponential average of the close, and k average true ranges above and below it.
      # Source: Keltner (1960), as changed by Raschke
      # History: n bars
      def keltner(n = 20, k = 2) : price = {
        let middle = ema(close, n);
        let width = k * atr(n);
        { upper: middle + width, middle: middle, lower: middle - width }
      }

      # Highest high and lowest low of n bars, and their middle.
      # Source: Donchian (1960)
      # History: n − 1 bars
      def donchian(n = 20) : price = {
        let top = highest(high, n);
        let bottom = lowest(low, n);
        { upper: top, middle: (top + bottom) / 2, lower: bottom }
      }

      # Choppiness: 100 where the price goes sideways, 0 where it goes straight.
      # Source: Dreiss
      # History: n bars
      def chop(n = 14) : points =
        100 * log(sum(tr, n) / (highest(high, n) - lowest(low, n))) / log(n)
      """)
}
