extension Prelude.Family {
  static let regression = Prelude.Family(
    title: "Trend",
    text: """
      # End point of the straight line of least squares through the last n values.
      # Source: TA-Lib LINEARREG; Pine ta.linreg
      # Example: linreg(close, 14)
      def linreg(x, n = 14) = sma(x, n) + slope(x, n) * (n - 1) / 2

      # Where the line of least squares through the last n values starts, n − 1 bars ago.
      # Source: TA-Lib LINEARREG_INTERCEPT
      # Example: linreg_intercept(close, 14)
      # Differs: Stock.Indicators extends the line to the first bar of the series
      def linreg_intercept(x, n = 14) = sma(x, n) - slope(x, n) * (n - 1) / 2

      # Angle of the line of least squares in degrees, a bar being as long as 1 of x.
      # Source: TA-Lib LINEARREG_ANGLE
      # Example: linreg_angle(close, 14)
      # Range: -90 to 90
      def linreg_angle(x, n = 14) : any = atan(slope(x, n)) * 180 / 3.141592653589793

      # Time series forecast: the line of least squares one bar ahead.
      # Source: TA-Lib TSF
      # Example: tsf(close, 14)
      def tsf(x, n = 14) = sma(x, n) + slope(x, n) * (n + 1) / 2

      # How much of the moves of n bars a straight line explains.
      # Source: Pearson; Stock.Indicators Slope
      # Example: r_squared(close, 14)
      # Range: 0 to 1
      def r_squared(x, n = 14) : ratio =
        min(slope(x, n) ^ 2 * (n ^ 2 - 1) / 12 / variance(x, n), 1)

      # Standard error: how far the last n values lie from their line of least squares.
      # Source: AFL StdErr; of n − 2 degrees of freedom
      # Example: stderr(close, 14)
      # Range: 0 or more
      def stderr(x, n = 14) = stdev(x, n) * sqrt((1 - r_squared(x, n)) * n / (n - 2))
      """)
}
