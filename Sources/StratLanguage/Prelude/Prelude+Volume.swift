extension Prelude.Family {
  static let volume = Prelude.Family(
    title: "Volume",
    text: """
      # On-balance volume: added on bars that close higher, taken off on bars that close lower.
      # Source: Granville (1963); TA-Lib OBV, which starts with the first bar's volume
      # History: none; depends on all bars before
      def obv() : volume = {
        let total = (total[1] ?? 0) + (sign(close - close[1]) ?? 1) * volume;
        total
      }

      # Accumulation and distribution: volume weighted by where the bar closes in its range.
      # Source: Chaikin; TA-Lib AD
      # History: none; depends on all bars before
      def ad() : volume = {
        let place = ((close - low) - (high - close)) / (high - low) ?? 0;
        let total = (total[1] ?? 0) + place * volume;
        total
      }

      # Chaikin oscillator: a fast less a slow exponential average of accumulation.
      # Source: Chaikin; averages started by their mean
      # History: slow − 1 bars; depends on all bars before
      def adosc(fast = 3, slow = 10) : volume = ema(ad, fast) - ema(ad, slow)

      # Chaikin money flow: accumulation over n bars as a part of their volume.
      # Source: Chaikin
      # History: n − 1 bars
      def cmf(n = 20) : ratio = {
        let place = ((close - low) - (high - close)) / (high - low) ?? 0;
        sum(place * volume, n) / sum(volume, n)
      }

      # Money flow index: the relative strength of typical price times volume.
      # Source: Quong and Soudack (1989); TA-Lib MFI
      # History: n bars
      def mfi(n = 14) : points = {
        let flow = hlc3 * volume;
        let u = sum(if hlc3 > hlc3[1] then flow else 0, n);
        let d = sum(if hlc3 < hlc3[1] then flow else 0, n);
        100 * u / (u + d)
      }

      # Mean typical price of n bars weighted by volume.
      # Source: rolling form of the volume-weighted average price
      # History: n − 1 bars
      def vwap(n) : price = sum(hlc3 * volume, n) / sum(volume, n)

      # Exponential average of the move times the volume.
      # Source: Elder (1993), force index
      # History: n bars
      def force(n = 13) : money = ema((close - close[1]) * volume, n)
      """)
}
