extension Prelude.Family {
  static let smoothedOscillators = Prelude.Family(
    title: "Momentum",
    text: """
      # Fisher transform of where the middle of the bar stands in its range, and its value a bar ago.
      # Source: Ehlers (2002); Pine's Fisher transform
      # Example: fisher(9)
      def fisher(n = 9) : ratio = {
        let place = normalize(hl2, n) - 0.5;
        let value =
          if 0.66 * place + 0.67 * (value[1] ?? 0) > 0.99 then 0.999
          else if 0.66 * place + 0.67 * (value[1] ?? 0) < -0.99 then -0.999
          else 0.66 * place + 0.67 * (value[1] ?? 0);
        let line = 0.5 * log((1 + value) / (1 - value)) + 0.5 * (line[1] ?? 0);
        { fisher: line, trigger: line[1] }
      }

      # Mean of a short relative strength, that of the run length, and the rank of the last move.
      # Source: Connors (2012); Pine's CRSI
      # Example: connors_rsi(close, 3, 2, 100)
      # Range: 0 to 100
      def connors_rsi(x, n = 3, m = 2, k = 100) : points =
        (rsi(x, n) + rsi(run_length(x), m) + percent_rank(roc(x, 1), k)) / 3

      # Relative strength over a filter of four steps that hardly lags.
      # Source: Ehlers (2004), Laguerre RSI
      # Example: laguerre_rsi(close, 0.5)
      # Range: 0 to 100
      def laguerre_rsi(x, gamma = 0.5) : points = {
        let a = (1 - gamma) * x + gamma * (a[1] ?? x);
        let b = -gamma * a + (a[1] ?? a) + gamma * (b[1] ?? a);
        let c = -gamma * b + (b[1] ?? b) + gamma * (c[1] ?? b);
        let d = -gamma * c + (c[1] ?? c) + gamma * (d[1] ?? c);
        let up = max(a - b, 0) + max(b - c, 0) + max(c - d, 0);
        let down = max(b - a, 0) + max(c - b, 0) + max(d - c, 0);
        100 * up / (up + down)
      }

      # Schaff trend cycle: the stochastic formula twice over the difference of two averages.
      # Source: Schaff (1999)
      # Example: stc(close, 23, 50, 10)
      # Range: 0 to 100
      # Differs: there is no agreed start; a flat range keeps the value before
      def stc(x, fast = 23, slow = 50, n = 10, weight = 0.5) : points = {
        let line = apo(x, fast, slow);
        let first = 100 * normalize(line, n);
        let inner = (inner[1] ?? first) + weight * ((first ?? inner[1]) - (inner[1] ?? first));
        let second = 100 * normalize(inner, n);
        let outer = (outer[1] ?? second) + weight * ((second ?? outer[1]) - (outer[1] ?? second));
        outer
      }

      # Relative volatility: the relative strength formula on standard deviations.
      # Source: Dorsey (1993); Pine's RVI
      # Example: rvi(close, 10, 14)
      # Range: 0 to 100
      def rvi(x, n = 10, m = 14) : points = {
        let width = stdev(x, n);
        let up = ema(width * (if x > x[1] then 1 else 0), m);
        let down = ema(width * (if x > x[1] then 0 else 1), m);
        100 * up / (up + down)
      }
      """)
}
