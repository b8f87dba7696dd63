extension Prelude.Family {
  static let averages = Prelude.Family(
    title: "Moving averages",
    text: """
      # Double exponential average: 2 e − ema(e), where e is the exponential average.
      # Source: Mulloy (1994); TA-Lib DEMA
      # Example: dema(close, 20)
      # Differs: Stock.Indicators starts the inner average with the outer one; they converge
      def dema(x, n) = { let e = ema(x, n); 2 * e - ema(e, n) }

      # Triple exponential average: 3 e1 − 3 e2 + e3, each the average of the one before.
      # Source: Mulloy (1994); TA-Lib TEMA
      # Example: tema(close, 20)
      def tema(x, n) = { let e1 = ema(x, n); let e2 = ema(e1, n); 3 * e1 - 3 * e2 + ema(e2, n) }

      # Hull average: wma of 2 wma(n / 2) − wma(n) over √n bars.
      # Source: Hull (2005)
      # Example: hma(close, 16)
      def hma(x, n) = wma(2 * wma(x, max(floor(n / 2), 1)) - wma(x, n), floor(sqrt(n)))

      # Triangular average: the mean of the mean, each over half the bars.
      # Source: TA-Lib TRIMA
      # Example: trima(close, 20)
      def trima(x, n) = sma(sma(x, ceil((n + 1) / 2)), floor((n + 1) / 2))

      # Exponential average of x plus its move over half the window, which takes out the lag.
      # Source: Ehlers and Way (2010)
      # Example: zlema(close, 20)
      def zlema(x, n) = ema(2 * x - x[floor((n - 1) / 2)], n)

      # Mean of the last n values weighted by volume.
      # Source: Pine ta.vwma
      # Example: vwma(close, 20)
      def vwma(x, n) = sum(x * volume, n) / sum(volume, n)

      # Adaptive average: fast where x moves in one direction, slow where it goes to and fro.
      # Source: Kaufman (1995); TA-Lib KAMA
      # Example: kama(close, 10, 2, 30)
      # Differs: Pine starts from nothing instead of the price
      def kama(x, n = 10, fast = 2, slow = 30) = {
        let path = sum(abs(x - x[1]), n);
        let efficiency = if path == 0 then 1 else abs(x - x[n]) / path;
        let quick = 2 / (fast + 1);
        let calm = 2 / (slow + 1);
        let weight = (efficiency * (quick - calm) + calm) ^ 2;
        let average = (average[1] ?? x[1]) + weight * (x - (average[1] ?? x[1]));
        average
      }
      """)
}
