extension Prelude.Family {
  static let conditions = Prelude.Family(
    title: "Conditions over time",
    text: """
      # Whether x has risen on each of the last n bars.
      # Source: Pine ta.rising
      # Example: rising(close, 3)
      def rising(x, n) : bool = all(x > x[1], n)

      # Whether x has fallen on each of the last n bars.
      # Source: Pine ta.falling
      # Example: falling(close, 3)
      def falling(x, n) : bool = all(x < x[1], n)

      # How many bars in a row, this one included, the condition has been true.
      # Source: consecutive count
      # Example: streak(close > open)
      # Range: 0 or more
      def streak(condition : bool) : bars = {
        let length = if condition then (length[1] ?? 0) + 1 else 0;
        length
      }

      # How many bars in a row x has risen (above zero) or fallen (below zero).
      # Source: Connors (2012), the streak of his RSI
      # Example: run_length(close)
      def run_length(x) : bars = {
        let run =
          if x > x[1] then max(run[1] ?? 0, 0) + 1
          else if x < x[1] then min(run[1] ?? 0, 0) - 1 else 0;
        run
      }

      # Whether x is above all of the n values before.
      # Source: breakout
      # Example: new_high(close, 20)
      def new_high(x, n) : bool = x > highest(x, n)[1]

      # Whether x is below all of the n values before.
      # Source: breakout
      # Example: new_low(close, 20)
      def new_low(x, n) : bool = x < lowest(x, n)[1]

      # Whether the condition is true on this bar and was not on the one before.
      # Source: the first of a run of signals; AFL ExRem
      # Example: starts(rsi(close, 14) > 70)
      def starts(condition : bool) : bool = condition and not condition[1]
      """)
}
