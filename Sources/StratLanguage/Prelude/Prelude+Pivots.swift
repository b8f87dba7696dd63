extension Prelude.Family {
  static let pivots = Prelude.Family(
    title: "Pivots",
    text: """
      # A high of x with `left` lower bars before and `right` lower bars after it, when those have closed.
      # Source: Pine ta.pivothigh
      # Example: pivot_high(high, 5, 5)
      # Differs: charts mark the pivot `right` bars back, where it was not known yet
      def pivot_high(x, left = 5, right = 5) =
        if highest_bar(x, left + right + 1) == right then x[right] else na

      # A low of x with `left` higher bars before and `right` higher bars after it, when those have closed.
      # Source: Pine ta.pivotlow
      # Example: pivot_low(low, 5, 5)
      # Differs: charts mark the pivot `right` bars back, where it was not known yet
      def pivot_low(x, left = 5, right = 5) =
        if lowest_bar(x, left + right + 1) == right then x[right] else na

      # A high above the two before and the two after it, two bars later, when it is known.
      # Source: Williams (1995), fractals
      # Example: fractal_high
      def fractal_high() : price =
        if high[2] > max(high[4], high[3], high[1], high) then high[2] else na

      # A low below the two before and the two after it, two bars later, when it is known.
      # Source: Williams (1995), fractals
      # Example: fractal_low
      def fractal_low() : price =
        if low[2] < min(low[4], low[3], low[1], low) then low[2] else na

      # Pivot points out of high, low and close of the period before: support and resistance.
      # Source: floor traders; Stock.Indicators, standard
      # Example: pivot_points(high[1], low[1], close[1])
      def pivot_points(h : price, l : price, c : price) : price = {
        let p = (h + l + c) / 3;
        {
          p: p, r1: 2 * p - l, r2: p + (h - l), r3: h + 2 * (p - l), s1: 2 * p - h, s2: p - (h - l),
          s3: l - 2 * (h - p)
        }
      }

      # Pivot points at Fibonacci's parts of the range of the period before.
      # Source: Pine's pivot points, Fibonacci
      # Example: fibonacci_pivots(high[1], low[1], close[1])
      def fibonacci_pivots(h : price, l : price, c : price) : price = {
        let p = (h + l + c) / 3;
        let r = h - l;
        {
          p: p, r1: p + 0.382 * r, r2: p + 0.618 * r, r3: p + r, s1: p - 0.382 * r, s2: p - 0.618 * r,
          s3: p - r
        }
      }

      # Pivot points around the close of the period before, at twelfths to halves of 1.1 ranges.
      # Source: Scott (1989), Camarilla equation
      # Example: camarilla_pivots(high[1], low[1], close[1])
      def camarilla_pivots(h : price, l : price, c : price) : price = {
        let r = 1.1 * (h - l);
        {
          p: (h + l + c) / 3, r1: c + r / 12, r2: c + r / 6, r3: c + r / 4, r4: c + r / 2,
          s1: c - r / 12, s2: c - r / 6, s3: c - r / 4, s4: c - r / 2
        }
      }

      # Pivot points that weigh the close of the period before twice.
      # Source: Woodie; Stock.Indicators, of the close
      # Example: woodie_pivots(high[1], low[1], close[1])
      # Differs: some take the open of the present period instead of the close
      def woodie_pivots(h : price, l : price, c : price) : price = {
        let p = (h + l + 2 * c) / 4;
        {
          p: p, r1: 2 * p - l, r2: p + (h - l), r3: h + 2 * (p - l), s1: 2 * p - h, s2: p - (h - l),
          s3: l - 2 * (h - p)
        }
      }
      """)
}
