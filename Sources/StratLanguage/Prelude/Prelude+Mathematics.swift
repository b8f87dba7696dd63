extension Prelude.Family {
  static let mathematics = Prelude.Family(
    title: "Mathematics",
    text: """
      # Mean of two numbers of the same bar.
      # Source: Pine math.avg
      # Example: avg(high, low)
      def avg(a, b) = (a + b) / 2

      # Logarithm to base 10.
      # Source: mathematics; TA-Lib LOG10
      # Example: log10(close / open)
      def log10(x) : ratio = log(x) / log(10)

      # x, but not below the one bound or above the other.
      # Source: mathematics
      # Example: clamp(close / open, 0.9, 1.1)
      def clamp(x, low_bound, high_bound) = min(max(x, low_bound), high_bound)

      # Whether x lies between two bounds or on one of them.
      # Source: pandas between
      # Example: is_between(rsi(close, 14), 30, 70)
      def is_between(x, low_bound, high_bound) : bool = x >= low_bound and x <= high_bound

      # What is left of x after taking out y as often as it fits; it has the sign of y.
      # Source: mathematics, x − y ⌊x / y⌋
      # Example: mod(close, 10)
      # Differs: Pine's % has the sign of x
      def mod(x, y) = x - y * floor(x / y)

      # x rounded to the nearest multiple of a step.
      # Source: Pine math.round_to_mintick
      # Example: round_to(close, 0.05)
      def round_to(x, step) = round(x / step) * step

      # Tangent of an angle in radians.
      # Source: mathematics; TA-Lib TAN
      # Example: tan(close / open)
      def tan(x) : ratio = sin(x) / cos(x)

      # Hyperbolic tangent: squeezes any number between −1 and 1.
      # Source: mathematics; TA-Lib TANH
      # Example: tanh(zscore(close, 20))
      # Range: -1 to 1
      def tanh(x) : ratio = if abs(x) > 20 then sign(x) else 1 - 2 / (exp(2 * x) + 1)
      """)
}
