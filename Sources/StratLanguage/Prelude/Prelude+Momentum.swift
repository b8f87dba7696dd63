extension Prelude.Family {
  static let momentum = Prelude.Family(
    title: "Momentum",
    text: """
      # Move over n bars: x − x[n].
      # Source: Pine ta.change
      # History: n bars more than x
      def change(x, n = 1) = x - x[n]

      # Momentum: x − x[n].
      # Source: TA-Lib MOM
      # History: n bars more than x
      def mom(x, n = 10) = x - x[n]

      # Rate of change over n bars in per cent: 100 (x − x[n]) / x[n].
      # Source: TA-Lib ROC
      # History: n bars more than x
      def roc(x, n = 10) : points = 100 * (x - x[n]) / x[n]

      # Relative strength: 100 u / (u + d), with Wilder's averages of the rises and of the falls.
      # Source: Wilder (1978); TA-Lib RSI
      # History: n bars more than x; settles after about 7 n bars
      def rsi(x, n = 14) : points = {
        let u = rma(max(x - x[1], 0), n);
        let d = rma(max(x[1] - x, 0), n);
        100 * u / (u + d)
      }

      # Difference of two exponential averages, its own average, and the distance of the two.
      # Source: Appel (1979); each average starts by itself, as in Pine ta.macd
      # History: slow + signal − 2 bars more than x
      def macd(x, fast = 12, slow = 26, signal = 9) = {
        let line = ema(x, fast) - ema(x, slow);
        let smooth = ema(line, signal);
        { macd: line, signal: smooth, histogram: line - smooth }
      }

      # Difference of two exponential averages in per cent of the slow one.
      # Source: Appel; Pine's PPO
      # History: slow − 1 bars more than x
      def ppo(x, fast = 12, slow = 26) : points = 100 * (ema(x, fast) - ema(x, slow)) / ema(x, slow)

      # Where the close stands between the lowest low (0) and the highest high (100) of n bars.
      # Source: Lane; TA-Lib STOCHF, fast %K
      # History: n − 1 bars
      def stoch_k(n = 14) : points = {
        let bottom = lowest(low, n);
        100 * (close - bottom) / (highest(high, n) - bottom)
      }

      # Stochastic oscillator: smoothed %K, and %D, its mean.
      # Source: Lane; TA-Lib STOCH
      # History: n + smooth + signal − 3 bars
      def stoch(n = 14, smooth = 3, signal = 3) : points = {
        let line = sma(stoch_k(n), smooth);
        { k: line, d: sma(line, signal) }
      }

      # The stochastic formula on a relative strength, smoothed.
      # Source: Chande and Kroll (1994); Pine ta.stoch(rsi)
      # History: rsi + n + smooth − 2 bars more than x
      def stochrsi(x, n = 14, smooth = 3) : points = {
        let strength = rsi(x, n);
        let bottom = lowest(strength, n);
        sma(100 * (strength - bottom) / (highest(strength, n) - bottom), smooth)
      }

      # Distance of the close from the highest high in per cent of the range: −100 to 0.
      # Source: Williams (1973); TA-Lib WILLR
      # History: n − 1 bars
      def willr(n = 14) : points = {
        let top = highest(high, n);
        100 * (close - top) / (top - lowest(low, n))
      }

      # Difference of rises and falls in per cent of their sum, over n bars: −100 to 100.
      # Source: Chande (1994)
      # History: n bars more than x
      def cmo(x, n = 9) : points = {
        let u = sum(max(x - x[1], 0), n);
        let d = sum(max(x[1] - x, 0), n);
        100 * (u - d) / (u + d)
      }

      # True strength: the move smoothed twice, in per cent of its distance smoothed twice.
      # Source: Blau (1991)
      # History: slow + fast − 1 bars more than x
      def tsi(x, slow = 25, fast = 13) : points = {
        let move = x - x[1];
        100 * ema(ema(move, slow), fast) / ema(ema(abs(move), slow), fast)
      }

      # One-bar change of a triple exponential average in per cent.
      # Source: Hutson (1983); TA-Lib TRIX
      # History: 3 (n − 1) + 1 bars more than x
      def trix(x, n = 15) : points = {
        let smooth = ema(ema(ema(x, n), n), n);
        100 * (smooth - smooth[1]) / smooth[1]
      }

      # Mean of the middle of 5 bars less that of 34.
      # Source: Williams (1998)
      # History: 33 bars
      def awesome() : price = sma(hl2, 5) - sma(hl2, 34)

      # Buying pressure over three spans, weighted 4, 2, 1.
      # Source: Williams (1985); TA-Lib ULTOSC
      # History: slow bars
      def ultimate(fast = 7, middle = 14, slow = 28) : points = {
        let floor_price = min(low, close[1]);
        let pressure = close - floor_price;
        let range = max(high, close[1]) - floor_price;
        let a = sum(pressure, fast) / sum(range, fast);
        let b = sum(pressure, middle) / sum(range, middle);
        let c = sum(pressure, slow) / sum(range, slow);
        100 * (4 * a + 2 * b + c) / 7
      }
      """)
}
