extension Prelude.Family {
  static let statistics = Prelude.Family(
    title: "Statistics",
    text: """
      # Distance from the mean in standard deviations.
      # Source: population standard deviation, as TA-Lib STDDEV
      # History: n − 1 bars more than x
      def zscore(x, n) : ratio = (x - sma(x, n)) / stdev(x, n)

      # Population covariance of two series over n bars.
      # Source: mean of the products less the product of the means, about the first mean
      # History: 2 (n − 1) bars more than the longer
      def covariance(x, y, n) = {
        let dx = x - sma(x, n);
        let dy = y - sma(y, n);
        sma(dx * dy, n) - sma(dx, n) * sma(dy, n)
      }

      # Mean of two numbers of the same bar.
      # History: the longer of the two
      def avg(a, b) = (a + b) / 2

      # Logarithm to base 10.
      # History: that of x
      def log10(x) : ratio = log(x) / log(10)
      """)
}
