extension Prelude.Family {
  static let prices = Prelude.Family(
    title: "Prices",
    text: """
      # Middle of the bar: (high + low) / 2.
      # Source: TA-Lib MEDPRICE
      # History: none
      def hl2() : price = (high + low) / 2

      # Typical price: (high + low + close) / 3.
      # Source: TA-Lib TYPPRICE
      # History: none
      def hlc3() : price = (high + low + close) / 3

      # Average price: (open + high + low + close) / 4.
      # Source: TA-Lib AVGPRICE
      # History: none
      def ohlc4() : price = (open + high + low + close) / 4

      # Weighted close: (high + low + 2 close) / 4.
      # Source: TA-Lib WCLPRICE
      # History: none
      def hlcc4() : price = (high + low + 2 * close) / 4
      """)
}
