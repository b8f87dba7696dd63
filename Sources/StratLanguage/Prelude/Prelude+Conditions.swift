extension Prelude.Family {
  static let conditions = Prelude.Family(
    title: "Conditions over time",
    text: """
      # Whether x has risen on each of the last n bars.
      # Source: Pine ta.rising
      # History: n bars more than x
      def rising(x, n) : bool = all(x > x[1], n)

      # Whether x has fallen on each of the last n bars.
      # Source: Pine ta.falling
      # History: n bars more than x
      def falling(x, n) : bool = all(x < x[1], n)

      # How many bars in a row, this one included, the condition has been true.
      # Source: consecutive count
      # History: that of the condition; depends on all bars before
      def streak(condition : bool) : bars = {
        let length = if condition then (length[1] ?? 0) + 1 else 0;
        length
      }
      """)
}
