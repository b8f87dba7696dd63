extension Prelude.Family {
  static let oscillators = Prelude.Family(
    title: "Momentum",
    text: """
      # Commodity channel index: distance from the mean in mean deviations, scaled by 0.015.
      # Source: Lambert (1980); TA-Lib CCI, whose x is hlc3
      # Example: cci(hlc3, 20)
      def cci(x, n = 20) : points = (x - sma(x, n)) / (0.015 * mean_deviation(x, n))

      # Difference of two exponential averages.
      # Source: TA-Lib APO, there of simple averages by default
      # Example: apo(close, 12, 26)
      def apo(x, fast = 12, slow = 26) = ema(x, fast) - ema(x, slow)

      # Detrended price: x, half the window and a bar ago, less the mean.
      # Source: Achelis; ChartSchool
      # Example: dpo(close, 20)
      # Differs: Stock.Indicators draws it half a window back, which knows the future
      def dpo(x, n = 20) = x[floor(n / 2) + 1] - sma(x, n)

      # Balance of power: where in its range a bar closes, seen from its open.
      # Source: Livshin (2001); TA-Lib BOP
      # Example: bop
      # Range: -1 to 1
      def bop() : ratio = if high > low then (close - open) / (high - low) else 0

      # Mean of the candles' bodies, rises above zero and falls below.
      # Source: Chande and Kroll (1994)
      # Example: qstick(8)
      def qstick(n = 8) : price = sma(close - open, n)

      # Awesome oscillator less its mean of five bars.
      # Source: Williams (1998), accelerator oscillator
      # Example: accelerator
      def accelerator() : price = awesome - sma(awesome, 5)

      # Psychological line: on how many of n bars the close rose, in per cent.
      # Source: Japanese charting
      # Example: psl(12)
      # Range: 0 to 100
      def psl(n : bars = 12) : points = 100 * count(close > close[1], n) / n

      # Coppock curve: weighted average of two rates of change.
      # Source: Coppock (1962); Pine's Coppock curve
      # Example: coppock(close, 11, 14, 10)
      def coppock(x, fast = 11, slow = 14, n = 10) : points = wma(roc(x, slow) + roc(x, fast), n)

      # Know sure thing: four smoothed rates of change weighted 1 to 4, and their mean of nine bars.
      # Source: Pring (1992); Pine's KST
      # Example: kst(close)
      def kst(x) : points = {
        let near = sma(roc(x, 10), 10) + 2 * sma(roc(x, 15), 10);
        let line = near + 3 * sma(roc(x, 20), 10) + 4 * sma(roc(x, 30), 15);
        { kst: line, signal: sma(line, 9) }
      }

      # How far x stands from what the line of least squares forecast for it, in per cent.
      # Source: Chande and Kroll (1994); Tulip fosc
      # Example: forecast_oscillator(close, 14)
      # Differs: Pine's Chande forecast oscillator takes the line's end instead of the forecast
      def forecast_oscillator(x, n = 14) : points = 100 * (x - tsf(x, n)[1]) / x

      # Relative vigor: how much of its range a bar rises, and the same smoothed.
      # Source: Ehlers (2002)
      # Example: rvgi(10)
      def rvgi(n = 10) : ratio = {
        let line = sum(swma(close - open), n) / sum(swma(high - low), n);
        { rvgi: line, signal: swma(line) }
      }

      # Stochastic momentum: distance from the middle of the range, both smoothed twice.
      # Source: Blau (1993)
      # Example: smi(10, 3, 3)
      # Range: -100 to 100
      def smi(n = 10, m = 3, signal = 3) : points = {
        let distance = ema(ema(close - midprice(n), m), m);
        let line = 200 * distance / ema(ema(range_of(n), m), m);
        { smi: line, signal: ema(line, signal) }
      }

      # Squeeze: whether the Bollinger bands lie inside the Keltner channel, and where momentum points.
      # Source: Carter (2005); LazyBear's script
      # Example: squeeze(20, 2, 1.5)
      def squeeze(n = 20, k = 2, m = 1.5) = {
        let middle = (midprice(n) + sma(close, n)) / 2;
        { squeezed: k * stdev(close, n) < m * sma(tr, n), momentum: linreg(close - middle, n) }
      }
      """)
}
