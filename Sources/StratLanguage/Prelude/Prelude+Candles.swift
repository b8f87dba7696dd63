extension Prelude.Family {
  static let candles = Prelude.Family(
    title: "Candles",
    text: """
      # Height of the candle's body.
      # Source: TA-Lib real body
      # Example: body
      # Range: 0 or more
      def body() : price = abs(close - open)

      # From the body to the high.
      # Source: TA-Lib upper shadow
      # Example: upper_shadow
      def upper_shadow() : price = high - max(open, close)

      # From the low to the body.
      # Source: TA-Lib lower shadow
      # Example: lower_shadow
      def lower_shadow() : price = min(open, close) - low

      # Mean body of the ten bars before: what a long or short body is measured by.
      # Source: TA-Lib BodyLong, BodyShort
      # Example: average_body
      # Range: 0 or more
      def average_body() : price = sma(body, 10)[1]

      # A tenth of the mean range of the ten bars before: below it a body or a shadow is next to nothing.
      # Source: TA-Lib BodyDoji, ShadowVeryShort
      # Example: small_range
      # Range: 0 or more
      def small_range() : price = 0.1 * sma(high - low, 10)[1]

      # Whether open and close are nearly the same.
      # Source: TA-Lib CDLDOJI
      # Example: doji
      def doji() : bool =
        body <= small_range

      # A doji that only has a shadow below.
      # Source: TA-Lib CDLDRAGONFLYDOJI
      # Example: dragonfly_doji
      def dragonfly_doji() : bool =
        doji and upper_shadow < small_range and lower_shadow > small_range

      # A doji that only has a shadow above.
      # Source: TA-Lib CDLGRAVESTONEDOJI
      # Example: gravestone_doji
      def gravestone_doji() : bool =
        doji and lower_shadow < small_range and upper_shadow > small_range

      # A doji with a shadow longer than its body.
      # Source: TA-Lib CDLLONGLEGGEDDOJI
      # Example: long_legged_doji
      def long_legged_doji() : bool =
        doji and (upper_shadow > body or lower_shadow > body)

      # A doji in the middle of its range, with long shadows on both sides.
      # Source: TA-Lib CDLRICKSHAWMAN
      # Example: rickshaw_man
      def rickshaw_man() : bool =
        doji and upper_shadow > body and lower_shadow > body
        and min(open, close) <= hl2 + 0.2 * sma(high - low, 5)[1]
        and max(open, close) >= hl2 - 0.2 * sma(high - low, 5)[1]

      # A doji with a shadow below at least twice its body, and none above.
      # Source: TA-Lib CDLTAKURI
      # Example: takuri
      def takuri() : bool =
        doji and upper_shadow < small_range and lower_shadow > 2 * body

      # A short body with a long shadow below and none above, near or under the low before.
      # Source: TA-Lib CDLHAMMER
      # Example: hammer
      def hammer() : bool =
        body < average_body and lower_shadow > body and upper_shadow < small_range
        and min(open, close) <= low[1] + 0.2 * sma(high - low, 5)[2]

      # A short body with a long shadow below and none above, near or over the high before.
      # Source: TA-Lib CDLHANGINGMAN
      # Example: hanging_man
      def hanging_man() : bool =
        body < average_body and lower_shadow > body and upper_shadow < small_range
        and min(open, close) >= high[1] - 0.2 * sma(high - low, 5)[2]

      # A short body with a long shadow above and none below, under the body before.
      # Source: TA-Lib CDLINVERTEDHAMMER
      # Example: inverted_hammer
      def inverted_hammer() : bool =
        body < average_body and upper_shadow > body and lower_shadow < small_range
        and max(open, close) < min(open[1], close[1])

      # A short body with a long shadow above and none below, over the body before.
      # Source: TA-Lib CDLSHOOTINGSTAR
      # Example: shooting_star
      def shooting_star() : bool =
        body < average_body and upper_shadow > body and lower_shadow < small_range
        and min(open, close) > max(open[1], close[1])

      # A long body with hardly any shadows.
      # Source: TA-Lib CDLMARUBOZU
      # Example: marubozu
      def marubozu() : bool =
        body > average_body and upper_shadow < small_range and lower_shadow < small_range

      # A long body that closes at its extreme.
      # Source: TA-Lib CDLCLOSINGMARUBOZU
      # Example: closing_marubozu
      def closing_marubozu() : bool =
        body > average_body
        and (if close >= open then upper_shadow < small_range else lower_shadow < small_range)

      # A long rising body that opens at its low.
      # Source: TA-Lib CDLBELTHOLD, above zero
      # Example: belt_hold_bull
      def belt_hold_bull() : bool =
        body > average_body and close >= open and lower_shadow < small_range

      # A long falling body that opens at its high.
      # Source: TA-Lib CDLBELTHOLD, below zero
      # Example: belt_hold_bear
      def belt_hold_bear() : bool =
        body > average_body and close < open and upper_shadow < small_range

      # A short body with longer shadows on both sides.
      # Source: TA-Lib CDLSPINNINGTOP
      # Example: spinning_top
      def spinning_top() : bool =
        body < average_body and upper_shadow > body and lower_shadow > body

      # A short body with shadows at least twice as long on both sides.
      # Source: TA-Lib CDLHIGHWAVE
      # Example: high_wave
      def high_wave() : bool =
        body < average_body and upper_shadow > 2 * body and lower_shadow > 2 * body

      # A long body with shadows shorter than usual.
      # Source: TA-Lib CDLLONGLINE
      # Example: long_line
      def long_line() : bool =
        body > average_body
        and max(upper_shadow, lower_shadow) < sma(high - low - body, 10)[1] / 2

      # A short body with shadows shorter than usual.
      # Source: TA-Lib CDLSHORTLINE
      # Example: short_line
      def short_line() : bool =
        body < average_body
        and max(upper_shadow, lower_shadow) < sma(high - low - body, 10)[1] / 2
      """)
}
