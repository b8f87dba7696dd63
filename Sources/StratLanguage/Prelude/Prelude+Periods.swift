extension Prelude.Family {
  static let periods = Prelude.Family(
    title: "Days, weeks and sessions",
    text: """
      # Whether the bar opens within the trading hours.
      # Source: `hours`; without it a session is a day of the strategy's zone
      # Example: in_session
      def in_session() : bool = not is_na(session_time)

      # The day, week, month or session in which the bar opens, as a number that grows; na outside of sessions.
      # Source: calendar and clock of the strategy's zone
      # Example: period_number(week)
      def period_number(period : period = day) : ratio =
        if period == session then session_day
        else if period == month then 12 * year + month
        else if period == week then floor((day_number + 3) / 7)
        else day_number

      # Whether the bar is the first of a day, week, month or session.
      # Source: calendar and clock of the strategy's zone
      # Example: period_start(week)
      # Differs: the first bar of all counts only where it opens exactly then: else what is there is a part
      def period_start(period : period = day) : bool = {
        let number = period_number(period);
        let last = number ?? last[1];
        let exact =
          if period == session then session_time <= 0
          else if period == month then day_of_month <= 1 and time_of_day <= 0
          else if period == week then day_of_week <= 1 and time_of_day <= 0
          else time_of_day <= 0;
        (number > last[1]) ?? exact ?? false
      }

      # Highest of x since the condition was last true, that bar and this one included.
      # Source: AFL HighestSince
      # Example: highest_since(period_start(week), high)
      def highest_since(start : bool, x) = {
        let begun = (start ?? false) or (begun[1] ?? false);
        let top = if start ?? false then x else if begun then max(top[1] ?? x, x) ?? top[1] else na;
        top
      }

      # Lowest of x since the condition was last true, that bar and this one included.
      # Source: AFL LowestSince
      # Example: lowest_since(period_start(week), low)
      def lowest_since(start : bool, x) = {
        let begun = (start ?? false) or (begun[1] ?? false);
        let bottom =
          if start ?? false then x else if begun then min(bottom[1] ?? x, x) ?? bottom[1] else na;
        bottom
      }

      # High of the day, week, month or session before.
      # Source: calendar and clock of the strategy's zone
      # Example: previous_high(day)
      # Differs: na until a whole one has gone by
      def previous_high(period : period = day) : price = {
        let start = period_start(period);
        let inside = if is_na(period_number(period)) then na else high;
        value_when(start, highest_since(start, inside)[1])
      }

      # Low of the day, week, month or session before.
      # Source: calendar and clock of the strategy's zone
      # Example: previous_low(day)
      # Differs: na until a whole one has gone by
      def previous_low(period : period = day) : price = {
        let start = period_start(period);
        let inside = if is_na(period_number(period)) then na else low;
        value_when(start, lowest_since(start, inside)[1])
      }

      # Last close of the day, week, month or session before.
      # Source: calendar and clock of the strategy's zone
      # Example: previous_close(day)
      # Differs: na until a whole one has gone by
      def previous_close(period : period = day) : price = {
        let start = period_start(period);
        let begun = start or (begun[1] ?? false);
        let inside = if is_na(period_number(period)) or not begun then na else close;
        let last = inside ?? last[1];
        value_when(start, last[1])
      }

      # Pivot points out of high, low and close of the day, week, month or session before.
      # Source: floor traders; Stock.Indicators, standard
      # Example: pivots(month)
      # Differs: other formulas take the same prices: camarilla_pivots(previous_high(week), previous_low(week), previous_close(week))
      def pivots(period : period = day) : price =
        pivot_points(previous_high(period), previous_low(period), previous_close(period))

      # Mean of x weighted by volume since the condition was last true.
      # Source: anchored volume-weighted average price; AFL and Pine ta.vwap with an anchor
      # Example: vwap_since(period_start(week), hlc3)
      def vwap_since(start : bool, x = hlc3) = {
        let flow = x * volume;
        let part = if is_na(flow) then 0 else volume;
        let money = if start ?? false then flow ?? 0 else money[1] + (flow ?? 0);
        let amount = if start ?? false then part else amount[1] + part;
        if is_na(flow) then na else money / amount
      }

      # Mean of x weighted by volume since the session opened; na outside of sessions.
      # Source: Pine ta.vwap, of hlc3
      # Example: session_vwap(hlc3)
      # Differs: vwap(x, n) takes the last n bars
      def session_vwap(x = hlc3) = vwap_since(period_start(session), if in_session then x else na)
      """)
}
