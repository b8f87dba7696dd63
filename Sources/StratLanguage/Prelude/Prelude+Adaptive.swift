extension Prelude.Family {
  static let adaptiveAverages = Prelude.Family(
    title: "Moving averages",
    text: """
      # Six exponential averages, combined so that the lag nearly goes away.
      # Source: Tillson (1998); TA-Lib T3
      # Example: t3(close, 5, 0.7)
      # Differs: Stock.Indicators starts all averages with the first value; they converge
      def t3(x, n = 5, v = 0.7) = {
        let e3 = ema(ema(ema(x, n), n), n);
        let e4 = ema(e3, n);
        let e5 = ema(e4, n);
        let e6 = ema(e5, n);
        let a = v ^ 2;
        let b = v ^ 3;
        -b * e6 + (3 * a + 3 * b) * e5 - (6 * a + 3 * v + 3 * b) * e4 + (1 + 3 * v + b + 3 * a) * e3
      }

      # Mean of four values weighted 1, 2, 2, 1.
      # Source: Pine ta.swma
      # Example: swma(close)
      def swma(x) = (x[3] + 2 * x[2] + 2 * x[1] + x) / 6

      # Average that speeds up when the market falls away from it.
      # Source: McGinley (1990)
      # Example: mcginley(close, 10)
      # Differs: Pine's built-in starts with an exponential average; they converge
      def mcginley(x, n = 10) = {
        let average = average[1] + (x - average[1]) / (n * exp(4 * log(x / average[1]))) ?? x;
        average
      }

      # Exponential average whose weight grows with how straight the last m bars went.
      # Source: Chande (1992), variable index dynamic average on the momentum oscillator
      # Example: vidya(close, 14, 9)
      # Differs: Chande's first version takes a ratio of standard deviations
      def vidya(x, n = 14, m = 9) = {
        let path = sum(abs(x - x[1]), m);
        let straight = if path == 0 then 0 else abs(x - x[m]) / path;
        let weight = 2 / (n + 1) * straight;
        let average = (average[1] ?? x[1]) + weight * (x - (average[1] ?? x[1]));
        average
      }

      # Average of the middle of the bar whose weight follows the fractal dimension of n bars.
      # Source: Ehlers (2005), fractal adaptive moving average
      # Example: frama(16)
      def frama(n = 16) : price = {
        let half = floor(n / 2);
        let near = range_of(half) / half;
        let whole = range_of(2 * half) / (2 * half);
        let dimension = (log(near + near[half]) - log(whole)) / log(2);
        let weight = clamp(exp(-4.6 * (dimension - 1)), 0.01, 1);
        let average = average[1] + weight * (hl2 - average[1]) ?? hl2;
        average
      }

      # Highest high less lowest low of n bars.
      # Source: the height of a Donchian channel
      # Example: range_of(20)
      # Range: 0 or more
      def range_of(n) : price = highest(high, n) - lowest(low, n)

      # Filter of two poles that takes out what is shorter than n bars and hardly lags.
      # Source: Ehlers (2013), super smoother
      # Example: super_smoother(close, 10)
      def super_smoother(x, n = 10) = {
        let a = exp(-1.414 * 3.141592653589793 / n);
        let b = 2 * a * cos(1.414 * 3.141592653589793 / n);
        let start = x + (1 - b + a * a) * (x[1] - x) / 2;
        let line = start + b * (line[1] - x) - a * a * (line[2] - x) ?? x;
        line
      }

      # Middle of the largest and the smallest of the last n values.
      # Source: TA-Lib MIDPOINT
      # Example: midpoint(close, 14)
      def midpoint(x, n = 14) = (highest(x, n) + lowest(x, n)) / 2

      # Middle of the highest high and the lowest low of n bars.
      # Source: TA-Lib MIDPRICE
      # Example: midprice(14)
      def midprice(n = 14) : price = (highest(high, n) + lowest(low, n)) / 2

      # Centre of gravity: how far back from now the weight of the last n values lies, below zero.
      # Source: Ehlers (2002); Pine ta.cog
      # Example: cog(close, 10)
      def cog(x, n : bars = 10) : bars = wma(x, n) / sma(x, n) * (n + 1) / 2 - (n + 1)

      # How much of the way that x went over n bars it got ahead.
      # Source: Kaufman (1995), efficiency ratio
      # Example: efficiency_ratio(close, 10)
      # Range: 0 to 1
      def efficiency_ratio(x, n = 10) : ratio = abs(x - x[n]) / sum(abs(x - x[1]), n)
      """)
}
