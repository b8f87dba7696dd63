extension Prelude.Family {
  static let statistics = Prelude.Family(
    title: "Statistics",
    text: """
      # Distance from the mean in standard deviations.
      # Source: population standard deviation, as TA-Lib STDDEV
      # History: n − 1 bars more than x
      def zscore(x, n) : ratio = (x - sma(x, n)) / stdev(x, n)

      # Population covariance of two series over n bars.
      # Source: a quarter of the variance of the sum less that of the difference: nothing cancels
      # History: n − 1 bars more than the longer
      def covariance(x, y, n) = (variance(x + y, n) - variance(x - y, n)) / 4

      # How far two series of the same dimension go together over n bars: −1 to 1.
      # Source: Pearson
      # History: n − 1 bars more than the longer
      def correlation(x, y, n) : ratio = {
        # The product of the two, in the dimension that both share when one of them adapts.
        let a = stdev(x, n);
        let b = stdev(y, n);
        covariance(x, y, n) / (max(a, b) * min(a, b))
      }

      # Mean of two numbers of the same bar.
      # History: the longer of the two
      def avg(a, b) = (a + b) / 2

      # Logarithm to base 10.
      # History: that of x
      def log10(x) : ratio = log(x) / log(10)
      """)
}
