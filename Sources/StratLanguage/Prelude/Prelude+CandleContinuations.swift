extension Prelude.Family {
  static let candleContinuations = Prelude.Family(
    title: "Candles",
    text: """
      # Three rising bodies, each opening near the one before, and a falling one that closes below all of them.
      # Source: TA-Lib CDL3LINESTRIKE, above zero
      # Example: three_line_strike_bull
      def three_line_strike_bull() : bool =
        close[3] >= open[3] and close[2] >= open[2] and close[1] >= open[1] and close < open
        and open[2] >= open[3] - near_range[3] and open[2] <= close[3] + near_range[3]
        and open[1] >= open[2] - near_range[2] and open[1] <= close[2] + near_range[2]
        and close[1] > close[2] and close[2] > close[3] and open > close[1] and close < open[3]

      # Three falling bodies, each opening near the one before, and a rising one that closes above all of them.
      # Source: TA-Lib CDL3LINESTRIKE, below zero
      # Example: three_line_strike_bear
      def three_line_strike_bear() : bool =
        close[3] < open[3] and close[2] < open[2] and close[1] < open[1] and close >= open
        and open[2] >= close[3] - near_range[3] and open[2] <= open[3] + near_range[3]
        and open[1] >= close[2] - near_range[2] and open[1] <= open[2] + near_range[2]
        and close[1] < close[2] and close[2] < close[3] and open < close[1] and close > open[3]

      # A fifth of the mean range of the five bars before: what is within it counts as near.
      # Source: TA-Lib Near
      # Example: near_range
      # Range: 0 or more
      def near_range() : price = 0.2 * sma(high - low, 5)[1]

      # Three rising bodies that close higher and higher, while the rise weakens: bearish.
      # Source: TA-Lib CDLADVANCEBLOCK
      # Example: advance_block
      def advance_block() : bool = {
        let shadow = sma(high - low - body, 10)[1] / 2;
        let smaller = body < body[1];
        let weaker = body < body[1] - 3 * near_range[1];
        close[2] >= open[2] and close[1] >= open[1] and close >= open
        and close > close[1] and close[1] > close[2]
        and open[1] > open[2] and open[1] <= close[2] + near_range[2]
        and open > open[1] and open <= close[1] + near_range[1]
        and body[2] > average_body[2] and upper_shadow[2] < shadow[2]
        and (
          weaker[1] and body < body[1] + near_range[1] or weaker
          or smaller and smaller[1] and (upper_shadow > shadow or upper_shadow[1] > shadow[1])
          or smaller and upper_shadow > body
        )
      }

      # A bar within the one before, then a lower high and low; or, up to three bars later, a close above it.
      # Source: Chesler (2004); TA-Lib CDLHIKKAKE, above zero
      # Example: hikkake_bull
      def hikkake_bull() : bool = {
        let fall = inside_bar[1] and high < high[1] and low < low[1];
        let setup = fall or inside_bar[1] and high > high[1] and low > low[1];
        let first = fall[1] and close > high[2];
        let second = fall[2] and not setup[1] and close[1] <= high[3] and close > high[3];
        let third =
          fall[3] and not setup[2] and not setup[1] and max(close[2], close[1]) <= high[4]
          and close > high[4];
        fall or not setup and (first or second or third)
      }

      # A bar within the one before, then a higher high and low; or, up to three bars later, a close below it.
      # Source: Chesler (2004); TA-Lib CDLHIKKAKE, below zero
      # Example: hikkake_bear
      def hikkake_bear() : bool = {
        let rise = inside_bar[1] and high > high[1] and low > low[1];
        let setup = rise or inside_bar[1] and high < high[1] and low < low[1];
        let first = rise[1] and close < low[2];
        let second = rise[2] and not setup[1] and close[1] >= low[3] and close < low[3];
        let third =
          rise[3] and not setup[2] and not setup[1] and min(close[2], close[1]) >= low[4]
          and close < low[4];
        rise or not setup and (first or second or third)
      }

      # A long rising body without a shadow below that opens where the falling one before opened.
      # Source: TA-Lib CDLSEPARATINGLINES, above zero
      # Example: separating_lines_bull
      def separating_lines_bull() : bool =
        close[1] < open[1] and close >= open and abs(open - open[1]) <= near_range[1] / 4
        and body > average_body and lower_shadow < small_range

      # A long falling body without a shadow above that opens where the rising one before opened.
      # Source: TA-Lib CDLSEPARATINGLINES, below zero
      # Example: separating_lines_bear
      def separating_lines_bear() : bool =
        close[1] >= open[1] and close < open and abs(open - open[1]) <= near_range[1] / 4
        and body > average_body and upper_shadow < small_range

      # Two falling bodies with the same close, and a rising one above it between them: bullish.
      # Source: TA-Lib CDLSTICKSANDWICH
      # Example: stick_sandwich
      def stick_sandwich() : bool =
        close[2] < open[2] and close[1] >= open[1] and close < open
        and low[1] > close[2] and abs(close - close[2]) <= near_range[2] / 4

      # A rising body above a gap, then a falling one of its size that opens in it and closes in the gap.
      # Source: TA-Lib CDLTASUKIGAP, above zero
      # Example: tasuki_gap_bull
      def tasuki_gap_bull() : bool =
        min(open[1], close[1]) > max(open[2], close[2]) and close[1] >= open[1] and close < open
        and open < close[1] and open > open[1] and close < open[1] and close > max(close[2], open[2])
        and abs(body[1] - body) < near_range[1]

      # A falling body below a gap, then a rising one of its size that opens in it and closes in the gap.
      # Source: TA-Lib CDLTASUKIGAP, below zero
      # Example: tasuki_gap_bear
      def tasuki_gap_bear() : bool =
        max(open[1], close[1]) < min(open[2], close[2]) and close[1] < open[1] and close >= open
        and open < open[1] and open > close[1] and close > open[1] and close < min(close[2], open[2])
        and abs(body[1] - body) < near_range[1]

      # Two rising bodies with a gap between them, and a falling one from within the second into the first.
      # Source: TA-Lib CDLXSIDEGAP3METHODS, above zero
      # Example: side_gap_bull
      def side_gap_bull() : bool =
        close[2] >= open[2] and close[1] >= open[1] and close < open and open[1] > close[2]
        and open < close[1] and open > open[1] and close < close[2] and close > open[2]

      # Two falling bodies with a gap between them, and a rising one from within the second into the first.
      # Source: TA-Lib CDLXSIDEGAP3METHODS, below zero
      # Example: side_gap_bear
      def side_gap_bear() : bool =
        close[2] < open[2] and close[1] < open[1] and close >= open and open[1] < close[2]
        and open < open[1] and open > close[1] and close < open[2] and close > close[2]
      """)
}
