extension Prelude.Family {
  static let channels = Prelude.Family(
    title: "Volatility",
    text: """
      # Width of the Bollinger bands in per cent of their middle.
      # Source: Bollinger; Pine ta.bbw
      # Example: bb_width(close, 20, 2)
      # Differs: some give it as a ratio
      def bb_width(x, n = 20, k = 2) : points = 200 * k * stdev(x, n) / sma(x, n)

      # Mean of n bars, and lines a part of it above and below.
      # Source: moving average envelopes; Stock.Indicators
      # Example: envelope(close, 20, 2.5%)
      def envelope(x, n = 20, width : ratio = 2.5%) = {
        let middle = sma(x, n);
        { upper: middle * (1 + width), middle: middle, lower: middle * (1 - width) }
      }

      # Means of highs and lows that are pushed apart by the relative range of each bar.
      # Source: Headley (2002), acceleration bands; TA-Lib ACCBANDS
      # Example: acceleration_bands(20)
      def acceleration_bands(n = 20) : price = {
        let push = 4 * (high - low) / (high + low);
        { upper: sma(high * (1 + push), n), middle: sma(close, n), lower: sma(low * (1 - push), n) }
      }

      # Root of the mean square of the distance from the highest of n bars, in per cent.
      # Source: Martin (1987); ChartSchool
      # Example: ulcer(close, 14)
      # Range: 0 or more
      # Differs: Stock.Indicators starts the highest anew in each window
      def ulcer(x, n = 14) : points = {
        let top = highest(x, n);
        let depth = 100 * (x - top) / top;
        sqrt(sma(depth * depth, n))
      }

      # Standard deviation of logarithmic returns, in per cent a year.
      # Source: Pine's historical volatility
      # Example: historical_volatility(close, 10, 365)
      # Range: 0 or more
      # Differs: some divide by n − 1, and stocks have 252 bars a year
      def historical_volatility(x, n = 10, bars_per_year = 365) : points =
        100 * stdev(log_return(x), n) * sqrt(bars_per_year)

      # Volatility a bar out of high and low.
      # Source: Parkinson (1980)
      # Example: parkinson(10)
      # Range: 0 or more
      def parkinson(n = 10) : ratio = sqrt(sma(log(high / low) ^ 2, n) / (4 * log(2)))

      # Volatility a bar out of open, high, low and close.
      # Source: Garman and Klass (1980)
      # Example: garman_klass(10)
      # Range: 0 or more
      def garman_klass(n = 10) : ratio =
        sqrt(sma(0.5 * log(high / low) ^ 2 - (2 * log(2) - 1) * log(close / open) ^ 2, n))

      # Volatility a bar out of open, high, low and close that a trend does not raise.
      # Source: Rogers and Satchell (1991)
      # Example: rogers_satchell(10)
      # Range: 0 or more
      def rogers_satchell(n = 10) : ratio =
        sqrt(sma(log(high / close) * log(high / open) + log(low / close) * log(low / open), n))

      # Volatility a bar that also counts the jump from the close before to the open.
      # Source: Yang and Zhang (2000)
      # Example: yang_zhang(10)
      # Range: 0 or more
      def yang_zhang(n = 10) : ratio = {
        let share = 0.34 / (1.34 + (n + 1) / (n - 1));
        let jump = variance(log(open / close[1]), n, divisor: sample);
        let inside = variance(log(close / open), n, divisor: sample);
        sqrt(jump + share * inside + (1 - share) * rogers_satchell(n) ^ 2)
      }

      # Mass index: swells when the ranges widen and narrow again.
      # Source: Dorsey (1992)
      # Example: mass_index(25, 9)
      # Range: 0 or more
      def mass_index(n = 25, m = 9) : ratio = {
        let height = ema(high - low, m);
        sum(height / ema(height, m), n)
      }

      # Chaikin volatility: rate of change of the averaged range.
      # Source: Chaikin; Achelis
      # Example: cvi(10, 10)
      # Differs: Achelis starts the average with the first value: cvi(n, m, seed: first)
      def cvi(n = 10, m = 10, seed : seed = mean) : points = roc(ema(high - low, n, seed: seed), m)

      # The higher of high and the close before.
      # Source: Wilder (1978)
      # Example: true_high
      def true_high() : price = max(high, close[1])

      # The lower of low and the close before.
      # Source: Wilder (1978)
      # Example: true_low
      def true_low() : price = min(low, close[1])

      # From the close before to the open.
      # Source: opening gap
      # Example: gap
      def gap() : price = open - close[1]
      """)
}
