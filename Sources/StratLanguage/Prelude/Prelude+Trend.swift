extension Prelude.Family {
  static let trend = Prelude.Family(
    title: "Trend",
    text: """
      # Directional movement: plus and minus indicator, and the average of their distance.
      # Source: Wilder (1978), averages as in Pine ta.dmi
      # History: 2 n − 1 bars
      def dmi(n = 14) : points = {
        let up = high - high[1];
        let down = low[1] - low;
        let range = atr(n);
        let plus = 100 * rma(if up > down and up > 0 then up else 0, n) / range;
        let minus = 100 * rma(if down > up and down > 0 then down else 0, n) / range;
        { plus: plus, minus: minus, adx: rma(100 * abs(plus - minus) / (plus + minus), n) }
      }

      # Average directional index: the strength of a trend, whatever its direction.
      # Source: Wilder (1978), averages as in Pine ta.dmi
      # History: 2 n − 1 bars
      def adx(n = 14) : points = dmi(n).adx

      # How recent the highest high and the lowest low of n + 1 bars are: 100 for now.
      # Source: Chande (1995); TA-Lib AROON
      # History: n bars
      def aroon(n : bars = 14) : points = {
        up: 100 * (n - highest_bar(high, n + 1)) / n,
        down: 100 * (n - lowest_bar(low, n + 1)) / n
      }

      # End point of the straight line of least squares through the last n values.
      # Source: TA-Lib LINEARREG
      # History: n − 1 bars more than x
      def linreg(x, n = 14) = 3 * wma(x, n) - 2 * sma(x, n)

      # Slope a bar of the straight line of least squares through the last n values.
      # Source: TA-Lib LINEARREG_SLOPE
      # History: n − 1 bars more than x
      def slope(x, n = 14) = 6 * (wma(x, n) - sma(x, n)) / (n - 1)

      # Average true range bands that follow the trend: the line, and whether the trend is up.
      # Source: Seban; Pine ta.supertrend
      # History: n bars; depends on all bars before
      def supertrend(factor = 3, n = 10) = {
        let width = factor * atr(n);
        let below = hl2 - width;
        let above = hl2 + width;
        let lower = if (close[1] < lower[1]) ?? true then below else max(below, lower[1]);
        let upper = if (close[1] > upper[1]) ?? true then above else min(above, upper[1]);
        let rising = if rising[1] ?? false then close >= lower else close > upper;
        { line: if rising then lower else upper, rising: rising }
      }
      """)
}
