extension Prelude.Family {
  static let conditions = Prelude.Family(
    title: "Conditions over time",
    text: """
      # Whether x is greater than each of its n values before.
      # Source: Pine ta.rising
      # History: n bars more than x
      def rising(x, n) : bool = x > highest(x[1], n)

      # Whether x is smaller than each of its n values before.
      # Source: Pine ta.falling
      # History: n bars more than x
      def falling(x, n) : bool = x < lowest(x[1], n)

      # How many bars in a row, this one included, the condition has been true.
      # Source: consecutive count
      # History: that of the condition; depends on all bars before
      def streak(condition : bool) : bars = {
        let length = if condition then (length[1] ?? 0) + 1 else 0;
        length
      }
      """)
}
