extension Prelude.Family {
  static let statistics = Prelude.Family(
    title: "Statistics",
    text: """
      # Distance from the mean in standard deviations.
      # Source: population standard deviation, as TA-Lib STDDEV
      # Example: zscore(close, 20)
      # Differs: pandas divides by the deviation of the sample
      def zscore(x, n) : ratio = (x - sma(x, n)) / stdev(x, n)

      # How far two series of the same dimension go together over n bars: −1 to 1.
      # Source: Pearson
      # Example: correlation(close, volume, 20)
      # Range: -1 to 1
      def correlation(x, y, n) : ratio =
        clamp(covariance(x, y, n) / (stdev(x, n) * stdev(y, n)), -1, 1)

      # Median: the value in the middle of the last n, sorted.
      # Source: Pine ta.median; numpy median
      # Example: median(close, 20)
      def median(x, n) = percentile(x, n, 50)

      # How many of the n values before are not above this one, in per cent.
      # Source: Pine ta.percentrank
      # Example: percent_rank(close, 100)
      # Range: 0 to 100
      def percent_rank(x, n : bars = 100) : points = 100 * rank(x, n + 1) / n

      # Distance between the largest and the smallest of the last n values.
      # Source: Pine ta.range
      # Example: range(close, 20)
      # Range: 0 or more
      def range(x, n) = highest(x, n) - lowest(x, n)

      # Where x stands between the smallest (0) and the largest (1) of the last n values.
      # Source: min-max scaling; Pine ta.stoch of a single series, as a ratio
      # Example: normalize(close, 20)
      # Range: 0 to 1
      def normalize(x, n) : ratio = (x - lowest(x, n)) / range(x, n)

      # How much the one-bar returns of x move with those of a market, and how far.
      # Source: Sharpe (1964); Stock.Indicators
      # Example: beta(high, low, 20)
      # Differs: TA-Lib BETA names the market first
      def beta(x, market, n = 20) : ratio =
        covariance(roc(x, 1), roc(market, 1), n) / variance(roc(market, 1), n)

      # Correlation of x with itself some bars ago.
      # Source: Box and Jenkins (1970), as the correlation of the two windows
      # Example: autocorrelation(close, 1, 20)
      # Range: -1 to 1
      def autocorrelation(x, lag = 1, n = 20) : ratio = correlation(x, x[lag], n)
      """)
}
