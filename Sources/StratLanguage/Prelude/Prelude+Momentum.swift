extension Prelude.Family {
  static let momentum = Prelude.Family(
    title: "Momentum",
    text: """
      # Move over n bars: x − x[n].
      # Source: Pine ta.change
      # Example: change(close, 5)
      def change(x, n = 1) = x - x[n]

      # Momentum: x − x[n].
      # Source: TA-Lib MOM
      # Example: mom(close, 10)
      def mom(x, n = 10) = x - x[n]

      # Rate of change over n bars in per cent: 100 (x − x[n]) / x[n].
      # Source: TA-Lib ROC
      # Example: roc(close, 10)
      def roc(x, n = 10) : points = 100 * (x - x[n]) / x[n]

      # Relative strength: 100 u / (u + d), with Wilder's averages of the rises and of the falls.
      # Source: Wilder (1978); TA-Lib RSI
      # Example: rsi(close, 14)
      # Range: 0 to 100
      # Differs: pandas-ta and ta start the averages with the first change; after about 7 n bars there is no difference
      def rsi(x, n = 14) : points = {
        let u = rma(max(x - x[1], 0), n);
        let d = rma(max(x[1] - x, 0), n);
        100 * u / (u + d)
      }

      # Difference of two exponential averages, its own average, and the distance of the two.
      # Source: Appel (1979); each average starts by itself, as in Pine ta.macd
      # Example: macd(close, 12, 26, 9)
      # Differs: TA-Lib starts the fast average together with the slow one; after about 3.5 slow bars there is no difference
      def macd(x, fast = 12, slow = 26, signal = 9, seed : seed = mean) = {
        let line = ema(x, fast, seed: seed) - ema(x, slow, seed: seed);
        let smooth = ema(line, signal, seed: seed);
        { macd: line, signal: smooth, histogram: line - smooth }
      }

      # Difference of two exponential averages in per cent of the slow one.
      # Source: Appel; Pine's PPO
      # Example: ppo(close, 12, 26)
      def ppo(x, fast = 12, slow = 26) : points = 100 * (ema(x, fast) - ema(x, slow)) / ema(x, slow)

      # Where the close stands between the lowest low (0) and the highest high (100) of n bars.
      # Source: Lane; TA-Lib STOCHF, fast %K
      # Example: stoch_k(14)
      # Range: 0 to 100
      def stoch_k(n = 14) : points = {
        let bottom = lowest(low, n);
        100 * (close - bottom) / (highest(high, n) - bottom)
      }

      # Stochastic oscillator: smoothed %K, and %D, its mean.
      # Source: Lane; TA-Lib STOCH
      # Example: stoch(14, 3, 3)
      # Range: 0 to 100
      # Differs: some charts show fast %K: stoch(n, 1, 3)
      def stoch(n = 14, smooth = 3, signal = 3) : points = {
        let line = sma(stoch_k(n), smooth);
        { k: line, d: sma(line, signal) }
      }

      # The stochastic formula on a relative strength, smoothed.
      # Source: Chande and Kroll (1994); Pine ta.stoch(rsi)
      # Example: stochrsi(close, 14, 3)
      # Range: 0 to 100
      def stochrsi(x, n = 14, smooth = 3) : points = {
        let strength = rsi(x, n);
        let bottom = lowest(strength, n);
        sma(100 * (strength - bottom) / (highest(strength, n) - bottom), smooth)
      }

      # Distance of the close from the highest high in per cent of the range: −100 to 0.
      # Source: Williams (1973); TA-Lib WILLR
      # Example: willr(14)
      # Range: -100 to 0
      def willr(n = 14) : points = {
        let top = highest(high, n);
        100 * (close - top) / (top - lowest(low, n))
      }

      # Difference of rises and falls in per cent of their sum, over n bars: −100 to 100.
      # Source: Chande (1994)
      # Example: cmo(close, 14)
      # Range: -100 to 100
      # Differs: TA-Lib smooths by Wilder: cmo(x, n, sums: wilder)
      def cmo(x, n = 9, sums : sums = plain) : points = {
        let rise = max(x - x[1], 0);
        let fall = max(x[1] - x, 0);
        let u = if sums == wilder then rma(rise, n) else sum(rise, n);
        let d = if sums == wilder then rma(fall, n) else sum(fall, n);
        100 * (u - d) / (u + d)
      }

      # True strength: the move smoothed twice, in per cent of its distance smoothed twice.
      # Source: Blau (1991)
      # Example: tsi(close, 25, 13)
      # Range: -100 to 100
      def tsi(x, slow = 25, fast = 13) : points = {
        let move = x - x[1];
        100 * ema(ema(move, slow), fast) / ema(ema(abs(move), slow), fast)
      }

      # One-bar change of a triple exponential average in per cent.
      # Source: Hutson (1983); TA-Lib TRIX
      # Example: trix(close, 15)
      # Differs: Pine takes the logarithm of the price before smoothing
      def trix(x, n = 15) : points = {
        let smooth = ema(ema(ema(x, n), n), n);
        100 * (smooth - smooth[1]) / smooth[1]
      }

      # Mean of the middle of 5 bars less that of 34.
      # Source: Williams (1998)
      # Example: awesome
      def awesome() : price = sma(hl2, 5) - sma(hl2, 34)

      # Buying pressure over three spans, weighted 4, 2, 1.
      # Source: Williams (1985); TA-Lib ULTOSC
      # Example: ultimate(7, 14, 28)
      # Range: 0 to 100
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
