extension Prelude.Family {
  static let candleSeries = Prelude.Family(
    title: "Candles",
    text: """
      # A long falling body, a short one below it, and a rising one that closes well within the first.
      # Source: TA-Lib CDLMORNINGSTAR
      # Example: morning_star
      def morning_star() : bool =
        body[2] > average_body[2] and body[1] <= average_body[1] and body > average_body
        and close[2] < open[2] and close >= open
        and max(open[1], close[1]) < min(open[2], close[2]) and close > close[2] + 0.3 * body[2]

      # A long rising body, a short one above it, and a falling one that closes well within the first.
      # Source: TA-Lib CDLEVENINGSTAR
      # Example: evening_star
      def evening_star() : bool =
        body[2] > average_body[2] and body[1] <= average_body[1] and body > average_body
        and close[2] >= open[2] and close < open
        and min(open[1], close[1]) > max(open[2], close[2]) and close < close[2] - 0.3 * body[2]

      # A morning star whose middle is a doji.
      # Source: TA-Lib CDLMORNINGDOJISTAR
      # Example: morning_doji_star
      def morning_doji_star() : bool =
        body[2] > average_body[2] and doji[1] and body > average_body
        and close[2] < open[2] and close >= open
        and max(open[1], close[1]) < min(open[2], close[2]) and close > close[2] + 0.3 * body[2]

      # An evening star whose middle is a doji.
      # Source: TA-Lib CDLEVENINGDOJISTAR
      # Example: evening_doji_star
      def evening_doji_star() : bool =
        body[2] > average_body[2] and doji[1] and body > average_body
        and close[2] >= open[2] and close < open
        and min(open[1], close[1]) > max(open[2], close[2]) and close < close[2] - 0.3 * body[2]

      # A harami after a fall, and a rising body that closes above the first.
      # Source: TA-Lib CDL3INSIDE, above zero
      # Example: three_inside_up
      def three_inside_up() : bool =
        body[2] > average_body[2] and body[1] <= average_body[1] and close[2] < open[2]
        and max(open[1], close[1]) < open[2] and min(open[1], close[1]) > close[2]
        and close >= open and close > open[2]

      # A harami after a rise, and a falling body that closes below the first.
      # Source: TA-Lib CDL3INSIDE, below zero
      # Example: three_inside_down
      def three_inside_down() : bool =
        body[2] > average_body[2] and body[1] <= average_body[1] and close[2] >= open[2]
        and max(open[1], close[1]) < close[2] and min(open[1], close[1]) > open[2]
        and close < open and close < open[2]

      # A rising body around a falling one, and a higher close.
      # Source: TA-Lib CDL3OUTSIDE, above zero
      # Example: three_outside_up
      def three_outside_up() : bool =
        close[1] >= open[1] and close[2] < open[2] and close[1] > open[2] and open[1] < close[2]
        and close > close[1]

      # A falling body around a rising one, and a lower close.
      # Source: TA-Lib CDL3OUTSIDE, below zero
      # Example: three_outside_down
      def three_outside_down() : bool =
        close[1] < open[1] and close[2] >= open[2] and open[1] > close[2] and close[1] < open[2]
        and close < close[1]

      # Three rising bodies, each opening within the one before and closing at its high.
      # Source: TA-Lib CDL3WHITESOLDIERS
      # Example: three_white_soldiers
      def three_white_soldiers() : bool =
        all(close >= open and upper_shadow < small_range, 3) and all(close > close[1], 2)
        and all(open > open[1] and open <= close[1] + 0.2 * sma(high - low, 5)[2], 2)
        and all(body > body[1] - 0.6 * sma(high - low, 5)[2], 2) and body > average_body

      # Three falling bodies after a rise, each opening within the one before and closing at its low.
      # Source: TA-Lib CDL3BLACKCROWS
      # Example: three_black_crows
      def three_black_crows() : bool =
        close[3] >= open[3] and all(close < open and lower_shadow < small_range, 3)
        and all(open < open[1] and open > close[1], 2) and high[3] > close[2]
        and all(close < close[1], 2)

      # A long rising body, a falling one above it, and a falling one that closes within the first.
      # Source: TA-Lib CDL2CROWS
      # Example: two_crows
      def two_crows() : bool =
        body[2] > average_body[2] and close[2] >= open[2] and close[1] < open[1]
        and min(open[1], close[1]) > max(open[2], close[2]) and close < open
        and open < open[1] and open > close[1] and close > open[2] and close < close[2]

      # Three dojis, the middle one below the others.
      # Source: TA-Lib CDLTRISTAR, above zero
      # Example: tri_star_bull
      def tri_star_bull() : bool =
        max(body, body[1], body[2]) <= small_range[2]
        and max(open[1], close[1]) < min(open[2], close[2])
        and min(open, close) > min(open[1], close[1])

      # Three dojis, the middle one above the others.
      # Source: TA-Lib CDLTRISTAR, below zero
      # Example: tri_star_bear
      def tri_star_bear() : bool =
        max(body, body[1], body[2]) <= small_range[2]
        and min(open[1], close[1]) > max(open[2], close[2])
        and max(open, close) < max(open[1], close[1])
      """)
}
