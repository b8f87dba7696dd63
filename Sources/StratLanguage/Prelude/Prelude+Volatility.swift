extension Prelude.Family {
  static let volatility = Prelude.Family(
    title: "Volatility",
    text: """
      # True range: the largest of high − low and the distances of both from the close before.
      # Source: Wilder (1978); TA-Lib TRANGE, na on the first bar
      # Example: tr
      # Range: 0 or more
      # Differs: Pine ta.tr(true) takes high − low on the first bar
      def tr() : price = max(high - low, abs(high - close[1]), abs(low - close[1]))

      # Average true range: Wilder's average of the true range.
      # Source: Wilder (1978); TA-Lib ATR, which leaves out the first bar
      # Example: atr(14)
      # Range: 0 or more
      # Differs: Pine ta.atr and ChartSchool count the first bar's high − low: atr(n, first_bar: counted)
      def atr(n = 14, first_bar : first_bar = skipped) : price =
        rma(if first_bar == counted then tr ?? high - low else tr, n)

      # Average true range in per cent of the close.
      # Source: TA-Lib NATR
      # Example: natr(14)
      # Range: 0 or more
      def natr(n = 14) : points = 100 * atr(n) / close

      # Population variance of the last n values.
      # Source: TA-Lib VAR
      # Example: variance(close, 20)
      # Range: 0 or more
      # Differs: pandas and spreadsheets divide by n − 1: variance(x, n, divisor: sample)
      def variance(x, n, divisor : divisor = population) =
        stdev(x, n) ^ 2 * (if divisor == sample then n / (n - 1) else 1)

      # Bollinger bands: the mean, and k standard deviations above and below it.
      # Source: Bollinger (1983); TA-Lib BBANDS
      # Example: bbands(close, 20, 2)
      def bbands(x, n = 20, k = 2) = {
        let middle = sma(x, n);
        let width = k * stdev(x, n);
        { upper: middle + width, middle: middle, lower: middle - width }
      }

      # Where x stands between the Bollinger bands: 0 at the lower, 1 at the upper.
      # Source: Bollinger
      # Example: percent_b(close, 20, 2)
      def percent_b(x, n = 20, k = 2) : ratio = {
        let bands = bbands(x, n, k);
        (x - bands.lower) / (bands.upper - bands.lower)
      }

      # Exponential average of the close, and k average true ranges (of m bars) above and below it.
      # Source: Keltner (1960), as changed by Raschke
      # Example: keltner(20, 2)
      # Differs: Pine ta.kc takes the exponential average of the true range: keltner(n, k, widths: exponential)
      def keltner(n = 20, k = 2, m = n, widths : widths = wilder) : price = {
        let middle = ema(close, n);
        let width = k * (if widths == exponential then ema(tr, m) else atr(m));
        { upper: middle + width, middle: middle, lower: middle - width }
      }

      # Highest high and lowest low of n bars, and their middle.
      # Source: Donchian (1960)
      # Example: donchian(20)
      def donchian(n = 20) : price = {
        let top = highest(high, n);
        let bottom = lowest(low, n);
        { upper: top, middle: (top + bottom) / 2, lower: bottom }
      }

      # Choppiness: 100 where the price goes sideways, 0 where it goes straight.
      # Source: Dreiss
      # Example: chop(14)
      # Differs: Pine and the table of Stock.Indicators let the range reach to the close before
      def chop(n = 14) : points =
        100 * log(sum(tr, n) / (highest(high, n) - lowest(low, n))) / log(n)
      """)
}
