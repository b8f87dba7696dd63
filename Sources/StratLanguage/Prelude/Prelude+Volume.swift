extension Prelude.Family {
  static let volume = Prelude.Family(
    title: "Volume",
    text: """
      # On-balance volume: added on bars that close higher, taken off on bars that close lower.
      # Source: Granville (1963); TA-Lib OBV, which starts with the first bar's volume
      # Example: obv
      # Differs: Pine and Stock.Indicators start with 0; only the level differs
      def obv() : volume = cum((sign(close - close[1]) ?? 1) * volume)

      # Accumulation and distribution: volume weighted by where the bar closes in its range.
      # Source: Chaikin; TA-Lib AD
      # Example: ad
      def ad() : volume = {
        let range = high - low;
        let place = if range > 0 then ((close - low) - (high - close)) / range else 0;
        cum(place * volume)
      }

      # Chaikin oscillator: a fast less a slow exponential average of accumulation.
      # Source: Chaikin; averages started by their mean
      # Example: adosc(3, 10)
      # Differs: TA-Lib starts both averages with the first value: adosc(fast, slow, seed: first)
      def adosc(fast = 3, slow = 10, seed : seed = mean) : volume =
        ema(ad, fast, seed: seed) - ema(ad, slow, seed: seed)

      # Chaikin money flow: accumulation over n bars as a part of their volume.
      # Source: Chaikin
      # Example: cmf(20)
      # Range: -1 to 1
      def cmf(n = 20) : ratio = {
        let range = high - low;
        let place = if range > 0 then ((close - low) - (high - close)) / range else 0;
        sum(place * volume, n) / sum(volume, n)
      }

      # Money flow index: the relative strength of typical price times volume.
      # Source: Quong and Soudack (1989); TA-Lib MFI
      # Example: mfi(14)
      # Range: 0 to 100
      # Differs: Pine ta.mfi may take another series than hlc3
      def mfi(n = 14) : points = {
        let flow = hlc3 * volume;
        let u = sum(if hlc3 > hlc3[1] then flow else 0, n);
        let d = sum(if hlc3 < hlc3[1] then flow else 0, n);
        100 * u / (u + d)
      }

      # Mean typical price of n bars weighted by volume.
      # Source: rolling form of the volume-weighted average price
      # Example: vwap(20)
      # Differs: charts start the volume-weighted price anew with each session; this one rolls over n bars
      def vwap(n) : price = sum(hlc3 * volume, n) / sum(volume, n)

      # Exponential average of the move times the volume.
      # Source: Elder (1993), force index
      # Example: force(13)
      # Differs: some start the average with the first value; they converge
      def force(n = 13) : money = ema((close - close[1]) * volume, n)
      """)
}
