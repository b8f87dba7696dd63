extension Prelude.Family {
  static let prices = Prelude.Family(
    title: "Prices",
    text: """
      # Middle of the bar: (high + low) / 2.
      # Source: TA-Lib MEDPRICE
      # Example: hl2
      def hl2() : price = (high + low) / 2

      # Typical price: (high + low + close) / 3.
      # Source: TA-Lib TYPPRICE
      # Example: hlc3
      def hlc3() : price = (high + low + close) / 3

      # Average price: (open + high + low + close) / 4.
      # Source: TA-Lib AVGPRICE
      # Example: ohlc4
      def ohlc4() : price = (open + high + low + close) / 4

      # Weighted close: (high + low + 2 close) / 4.
      # Source: TA-Lib WCLPRICE
      # Example: hlcc4
      def hlcc4() : price = (high + low + 2 * close) / 4
      """)
}
