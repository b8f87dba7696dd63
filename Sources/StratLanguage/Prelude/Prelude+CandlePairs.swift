extension Prelude.Family {
  static let candleReversals = Prelude.Family(
    title: "Candles",
    text: """
      # A bar within the range of the one before.
      # Source: Raschke and Connors (1995)
      # Example: inside_bar
      def inside_bar() : bool =
        high < high[1] and low > low[1]

      # A bar that reaches beyond the one before on both sides.
      # Source: Raschke and Connors (1995)
      # Example: outside_bar
      def outside_bar() : bool =
        high > high[1] and low < low[1]

      # A rising body around the falling one before.
      # Source: TA-Lib CDLENGULFING, above zero
      # Example: engulfing_bull
      def engulfing_bull() : bool =
        close >= open and close[1] < open[1] and close >= open[1] and open <= close[1]
        and (close > open[1] or open < close[1])

      # A falling body around the rising one before.
      # Source: TA-Lib CDLENGULFING, below zero
      # Example: engulfing_bear
      def engulfing_bear() : bool =
        close < open and close[1] >= open[1] and open >= close[1] and close <= open[1]
        and (open > close[1] or close < open[1])

      # A short body within the long falling one before.
      # Source: TA-Lib CDLHARAMI, above zero
      # Example: harami_bull
      def harami_bull() : bool =
        body[1] > average_body[1] and body <= average_body and close[1] < open[1]
        and max(open, close) <= open[1] and min(open, close) >= close[1]

      # A short body within the long rising one before.
      # Source: TA-Lib CDLHARAMI, below zero
      # Example: harami_bear
      def harami_bear() : bool =
        body[1] > average_body[1] and body <= average_body and close[1] >= open[1]
        and max(open, close) <= close[1] and min(open, close) >= open[1]

      # A doji within the long falling body before.
      # Source: TA-Lib CDLHARAMICROSS, above zero
      # Example: harami_cross_bull
      def harami_cross_bull() : bool =
        body[1] > average_body[1] and doji and close[1] < open[1]
        and max(open, close) <= open[1] and min(open, close) >= close[1]

      # A doji within the long rising body before.
      # Source: TA-Lib CDLHARAMICROSS, below zero
      # Example: harami_cross_bear
      def harami_cross_bear() : bool =
        body[1] > average_body[1] and doji and close[1] >= open[1]
        and max(open, close) <= close[1] and min(open, close) >= open[1]

      # A long rising body that opens below the low of a long falling one and closes above its middle.
      # Source: TA-Lib CDLPIERCING
      # Example: piercing
      def piercing() : bool =
        body[1] > average_body[1] and body > average_body and close[1] < open[1] and close >= open
        and open < low[1] and close < open[1] and close > close[1] + 0.5 * body[1]

      # A falling body that opens above the high of a long rising one and closes below its middle.
      # Source: TA-Lib CDLDARKCLOUDCOVER
      # Example: dark_cloud
      def dark_cloud() : bool =
        body[1] > average_body[1] and close[1] >= open[1] and close < open
        and open > high[1] and close > open[1] and close < close[1] - 0.5 * body[1]

      # A doji below a long falling body.
      # Source: TA-Lib CDLDOJISTAR, above zero
      # Example: doji_star_bull
      def doji_star_bull() : bool =
        body[1] > average_body[1] and doji and close[1] < open[1]
        and max(open, close) < min(open[1], close[1])

      # A doji above a long rising body.
      # Source: TA-Lib CDLDOJISTAR, below zero
      # Example: doji_star_bear
      def doji_star_bear() : bool =
        body[1] > average_body[1] and doji and close[1] >= open[1]
        and min(open, close) > max(open[1], close[1])

      # A short falling body within the long falling one before.
      # Source: TA-Lib CDLHOMINGPIGEON
      # Example: homing_pigeon
      def homing_pigeon() : bool =
        body[1] > average_body[1] and body <= average_body and close[1] < open[1] and close < open
        and open < open[1] and close > close[1]

      # Two falling bodies that close at the same price.
      # Source: TA-Lib CDLMATCHINGLOW
      # Example: matching_low
      def matching_low() : bool =
        close[1] < open[1] and close < open
        and abs(close - close[1]) <= 0.05 * sma(high - low, 5)[2]

      # A rising body after a long falling one that opens below its low and closes at it.
      # Source: TA-Lib CDLONNECK
      # Example: on_neck
      def on_neck() : bool =
        body[1] > average_body[1] and close[1] < open[1] and close >= open and open < low[1]
        and abs(close - low[1]) <= 0.05 * sma(high - low, 5)[2]

      # A rising body after a long falling one that opens below its low and closes in its lower half.
      # Source: TA-Lib CDLTHRUSTING
      # Example: thrusting
      def thrusting() : bool =
        body[1] > average_body[1] and close[1] < open[1] and close >= open and open < low[1]
        and close > close[1] + 0.05 * sma(high - low, 5)[2] and close <= close[1] + 0.5 * body[1]
      """)
}
