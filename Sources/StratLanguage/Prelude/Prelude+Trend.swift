extension Prelude.Family {
  static let trend = Prelude.Family(
    title: "Trend",
    text: """
      # Average true range bands that follow the trend: the line, and whether the trend is up.
      # Source: Seban; Pine ta.supertrend
      # Example: supertrend(3, 10)
      # Differs: Pine gives the direction as −1 for up and 1 for down
      def supertrend(factor = 3, n = 10) = {
        let width = factor * atr(n);
        let below = hl2 - width;
        let above = hl2 + width;
        let lower = if (close[1] < lower[1]) ?? true then below else max(below, lower[1]);
        let upper = if (close[1] > upper[1]) ?? true then above else min(above, upper[1]);
        let rising = if rising[1] ?? false then close >= lower else close > upper;
        { line: if rising then lower else upper, rising: rising }
      }

      # Parabolic stop and reverse: a stop that closes in on the price the longer it moves.
      # Source: Wilder (1978); TA-Lib SAR
      # Example: psar(0.02, 0.2)
      # Differs: Pine ta.sar takes the first acceleration apart from the step, and starts otherwise
      def psar(step = 0.02, maximum = 0.2) : price = parabolic_stop(high, low, step, maximum)

      # Clouds of Ichimoku as they stand above the bar: both spans were computed kijun bars ago.
      # Source: Hosoda (1969)
      # Example: ichimoku(9, 26, 52)
      # Differs: charts draw the spans ahead of time and the close (chikou) behind; here nothing does
      def ichimoku(tenkan = 9, kijun = 26, senkou = 52) : price = {
        let fast = midprice(tenkan);
        let slow = midprice(kijun);
        {
          tenkan: fast, kijun: slow, span_a: ((fast + slow) / 2)[kijun],
          span_b: midprice(senkou)[kijun]
        }
      }

      # Heikin-Ashi candles: averaged ones that show the direction without the noise.
      # Source: Valcu (2004); Stock.Indicators
      # Example: heikin_ashi()
      def heikin_ashi() : price = {
        let last = ohlc4;
        let first = (first[1] + last[1]) / 2 ?? (open + close) / 2;
        { open: first, high: max(high, first, last), low: min(low, first, last), close: last }
      }

      # Trailing stops k average true ranges from the extreme of n bars, for either side.
      # Source: Le Beau; Elder (2002), chandelier exit
      # Example: chandelier(22, 3)
      def chandelier(n = 22, k = 3) : price =
        { long: highest(high, n) - k * atr(n), short: lowest(low, n) + k * atr(n) }

      # How much of the way that x went over n bars was in one direction.
      # Source: White (1991), vertical horizontal filter; Tulip
      # Example: vhf(close, 28)
      # Range: 0 to 1
      def vhf(x, n = 28) : ratio = range(x, n) / sum(abs(x - x[1]), n)

      # Three smoothed averages of the middle of the bars, moved 8, 5 and 3 bars: jaw, teeth, lips.
      # Source: Williams (1995), alligator
      # Example: alligator()
      def alligator() : price =
        { jaw: rma(hl2, 13)[8], teeth: rma(hl2, 8)[5], lips: rma(hl2, 5)[3] }
      """)
}
