extension Prelude.Family {
  static let returns = Prelude.Family(
    title: "Statistics",
    text: """
      # Natural logarithm of x as a multiple of what it was n bars ago.
      # Source: logarithmic return
      # Example: log_return(close)
      def log_return(x, n = 1) : ratio = log(x / x[n])

      # Sum of all values so far; a bar without one is na and adds nothing.
      # Source: Pine ta.cum, which shows the sum on such bars, too
      # Example: cum(volume)
      def cum(x) = {
        let total = (total[1] ?? 0) + (x ?? 0);
        if is_na(x) then na else total
      }

      # Largest value so far.
      # Source: Pine ta.max
      # Example: all_time_high(high)
      def all_time_high(x) = { let top = max(top[1] ?? x, x) ?? top[1]; top }

      # Smallest value so far.
      # Source: Pine ta.min
      # Example: all_time_low(low)
      def all_time_low(x) = { let bottom = min(bottom[1] ?? x, x) ?? bottom[1]; bottom }

      # Distance from the largest value so far, in per cent of it.
      # Source: drawdown from the peak
      # Example: drawdown(close)
      def drawdown(x) : points = 100 * (x - all_time_high(x)) / all_time_high(x)
      """)
}
