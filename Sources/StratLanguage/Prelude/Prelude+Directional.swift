extension Prelude.Family {
  static let directional = Prelude.Family(
    title: "Trend",
    text: """
      # Directional movement: plus and minus indicator, and the average of their distance.
      # Source: Wilder (1978), averages as in Pine ta.dmi
      # Example: dmi(14)
      # Range: 0 to 100
      # Differs: TA-Lib starts the sums with n − 1 bars; the two agree after about 7 n bars
      def dmi(n = 14) : points = {
        let up = high - high[1];
        let down = low[1] - low;
        let range = atr(n);
        let plus = 100 * rma(if up > down and up > 0 then up else 0, n) / range;
        let minus = 100 * rma(if down > up and down > 0 then down else 0, n) / range;
        { plus: plus, minus: minus, adx: rma(100 * abs(plus - minus) / (plus + minus), n) }
      }

      # Average directional index: the strength of a trend, whatever its direction.
      # Source: Wilder (1978), averages as in Pine ta.dmi
      # Example: adx(14)
      # Range: 0 to 100
      # Differs: TA-Lib starts the sums with n − 1 bars; the two agree after about 7 n bars
      def adx(n = 14) : points = dmi(n).adx

      # How recent the highest high and the lowest low of n + 1 bars are: 100 for now.
      # Source: Chande (1995); TA-Lib AROON
      # Example: aroon(14)
      # Range: 0 to 100
      # Differs: Pine and Stock.Indicators take the earliest of equal extremes: aroon(n, ties: earliest)
      def aroon(n : bars = 14, ties : ties = latest) : points = {
        up: 100 * (n - highest_bar(high, n + 1, ties: ties)) / n,
        down: 100 * (n - lowest_bar(low, n + 1, ties: ties)) / n
      }

      # Plus directional indicator: the part of the true range that went up.
      # Source: Wilder (1978), averages as in Pine ta.dmi
      # Example: plus_di(14)
      # Range: 0 to 100
      # Differs: TA-Lib starts the sums with n − 1 bars; the two agree after about 7 n bars
      def plus_di(n = 14) : points = dmi(n).plus

      # Minus directional indicator: the part of the true range that went down.
      # Source: Wilder (1978), averages as in Pine ta.dmi
      # Example: minus_di(14)
      # Range: 0 to 100
      # Differs: TA-Lib starts the sums with n − 1 bars; the two agree after about 7 n bars
      def minus_di(n = 14) : points = dmi(n).minus

      # Directional index: distance of the two directional indicators in per cent of their sum.
      # Source: Wilder (1978); TA-Lib DX
      # Example: dx(14)
      # Range: 0 to 100
      # Differs: TA-Lib starts the sums with n − 1 bars; the two agree after about 7 n bars
      def dx(n = 14) : points = {
        let parts = dmi(n).plus + dmi(n).minus;
        100 * abs(dmi(n).plus - dmi(n).minus) / parts
      }

      # Average directional index rating: the mean of the index now and n − 1 bars ago.
      # Source: Wilder (1978); TA-Lib ADXR
      # Example: adxr(14)
      # Range: 0 to 100
      # Differs: Stock.Indicators takes the index n bars ago: avg(adx(n), adx(n)[n])
      def adxr(n = 14) : points = (adx(n) + adx(n)[n - 1]) / 2

      # Aroon up less Aroon down.
      # Source: Chande (1995); TA-Lib AROONOSC
      # Example: aroon_osc(14)
      # Range: -100 to 100
      def aroon_osc(n = 14, ties : ties = latest) : points =
        aroon(n, ties: ties).up - aroon(n, ties: ties).down

      # Vortex: how far highs stand above the low before, and lows below the high before.
      # Source: Botes and Siepman (2010)
      # Example: vortex(14)
      # Range: 0 or more
      def vortex(n = 14) : ratio = {
        let way = sum(tr, n);
        { plus: sum(abs(high - low[1]), n) / way, minus: sum(abs(low - high[1]), n) / way }
      }

      # How far high and low stand from the exponential average of the close.
      # Source: Elder (1993), bull and bear power
      # Example: elder_ray(13)
      def elder_ray(n = 13) : price =
        { bull: high - ema(close, n), bear: low - ema(close, n) }
      """)
}
