extension Prelude.Family {
  static let cycles = Prelude.Family(
    title: "Cycles",
    text: """
      # Whether x had its first value n bars ago or earlier.
      # Source: start-up by a number of bars, as in TA-Lib
      # Example: has_begun(close, 12)
      def has_begun(x, n) : bool = {
        let begun = (begun[1] ?? false) or not is_na(x[n]);
        begun
      }

      # The weighted mean of four that the Hilbert transforms begin with, zero until `wait` bars after its first.
      # Source: Ehlers (2001); TA-Lib, which waits 9 or 34 bars
      # Example: ht_smooth(close)
      # Differs: an na of x keeps the value before, so that what is built on it goes on
      def ht_smooth(x, wait = 9) = {
        let mean = if has_begun(x, wait + 3) then wma(x, 4) else na;
        let line = mean ?? line[1] ?? 0;
        line
      }

      # Hilbert transform: x turned by a quarter of a cycle of `period` bars.
      # Source: Ehlers (2001), Rocket Science for Traders; TA-Lib
      # Example: hilbert(close - open, 20)
      def hilbert(x, period = 20) =
        (0.0962 * (x - (x[6] ?? 0)) + 0.5769 * ((x[2] ?? 0) - (x[4] ?? 0))) * (0.075 * period + 0.54)

      # The length of the cycle in bars, from a smooth series and the length that was found a bar before.
      # Source: Ehlers (2001), homodyne discriminator; TA-Lib
      # Example: ht_next_period(ht_smooth(close), 20)
      # Range: 0 or more
      def ht_next_period(s, before) = {
        let detrended = hilbert(s, before);
        let quadrature = hilbert(detrended, before);
        let inphase = detrended[3] ?? 0;
        let i = 0.2 * (inphase - hilbert(quadrature, before)) + 0.8 * (i[1] ?? 0);
        let q = 0.2 * (quadrature + hilbert(inphase, before)) + 0.8 * (q[1] ?? 0);
        let real = 0.2 * (i * (i[1] ?? 0) + q * (q[1] ?? 0)) + 0.8 * (real[1] ?? 0);
        let imaginary = 0.2 * (i * (q[1] ?? 0) - q * (i[1] ?? 0)) + 0.8 * (imaginary[1] ?? 0);
        let found = 360 / (atan(imaginary / real) * 57.29577951308232) ?? before;
        let near = max(min(found, 1.5 * before), 0.67 * before);
        0.2 * max(min(near, 50), 6) + 0.8 * before
      }

      # The length of the cycle of a smooth series, bar by bar, still rough; zero until the series is not.
      # Source: Ehlers (2001); TA-Lib
      # Example: ht_rough_period(ht_smooth(close))
      # Range: 0 to 50
      def ht_rough_period(s) = {
        let begun = (begun[1] ?? false) or abs(s) > 0;
        let period = if begun then ht_next_period(s, period[1] ?? 0) else 0;
        period
      }

      # The length of the cycle of a smooth series, smoothed once more.
      # Source: Ehlers (2001); TA-Lib
      # Example: ht_period(ht_smooth(close))
      # Range: 0 to 50
      def ht_period(s) = {
        let period = 0.33 * ht_rough_period(s) + 0.67 * (period[1] ?? 0);
        period
      }

      # Length of the dominant cycle in bars, by the Hilbert transform.
      # Source: Ehlers (2001), Rocket Science for Traders; TA-Lib HT_DCPERIOD
      # Example: ht_dcperiod(close)
      # Range: 0 to 50
      def ht_dcperiod(x) : bars =
        if has_begun(x, 32) and not is_na(x) then ht_period(ht_smooth(x)) else na

      # The part of the cycle in phase with x, and the part a quarter of a cycle apart.
      # Source: Ehlers (2001), Rocket Science for Traders; TA-Lib HT_PHASOR
      # Example: ht_phasor(close)
      def ht_phasor(x) = {
        let s = ht_smooth(x);
        let period = ht_rough_period(s)[1] ?? 0;
        let detrended = hilbert(s, period);
        let known = has_begun(x, 32) and not is_na(x);
        {
          inphase: if known then detrended[3] else na,
          quadrature: if known then hilbert(detrended, period) else na
        }
      }

      # Average whose weight follows how fast the phase of the cycle turns, and one that follows it.
      # Source: Ehlers (2001), MESA adaptive moving average; TA-Lib MAMA, of the close
      # Example: mama(close, 0.5, 0.05)
      # Differs: Stock.Indicators takes hl2 and starts with its first values; they converge
      def mama(x, fast_limit = 0.5, slow_limit = 0.05) = {
        let s = ht_smooth(x);
        let period = ht_rough_period(s)[1] ?? 0;
        let detrended = hilbert(s, period);
        let phase = atan(hilbert(detrended, period) / detrended[3]) * 57.29577951308232 ?? 0;
        let turn = max((phase[1] ?? 0) - phase, 1);
        let weight = max(fast_limit / turn, slow_limit);
        let begun = has_begun(x, 12);
        let line = if begun then weight * x + (1 - weight) * (line[1] ?? 0) ?? line[1] else 0;
        let follower =
          if begun then 0.5 * weight * line + (1 - 0.5 * weight) * (follower[1] ?? 0) else 0;
        let known = has_begun(x, 32) and not is_na(x);
        { mama: if known then line else na, fama: if known then follower else na }
      }

      # Instantaneous trend line: the mean over one dominant cycle, smoothed by a weighted mean of 4.
      # Source: Ehlers (2001), Rocket Science for Traders; TA-Lib HT_TRENDLINE
      # Example: ht_trendline(close)
      def ht_trendline(x) = {
        let line = wma(recent_mean(x, ht_period(ht_smooth(x, 34)) + 0.5, 50), 4);
        if has_begun(x, 63) then line else na
      }

      # Where in the dominant cycle the bar is, in degrees.
      # Source: Ehlers (2001), Rocket Science for Traders; TA-Lib HT_DCPHASE
      # Example: ht_dcphase(close)
      # Range: -45 to 315
      # Differs: where the cosine part is zero, TA-Lib turns the phase of the bar before by 90 degrees
      def ht_dcphase(x) : ratio = {
        let s = ht_smooth(x, 34);
        let period = ht_period(s);
        let real = recent_sine(s, period + 0.5, 50);
        let imaginary = recent_cosine(s, period + 0.5, 50);
        let angle = atan(real / imaginary) * 57.29577951308232 ?? 90 * sign(real);
        let phase = angle + 90 + 360 / period + (if imaginary < 0 then 180 else 0);
        let turned = if phase > 315 then phase - 360 else phase;
        if has_begun(x, 63) and not is_na(x) then turned else na
      }

      # Sine of the phase of the dominant cycle, and the sine an eighth of a cycle ahead.
      # Source: Ehlers (2001), Rocket Science for Traders; TA-Lib HT_SINE
      # Example: ht_sine(close)
      # Range: -1 to 1
      def ht_sine(x) : ratio = {
        let phase = ht_dcphase(x);
        { sine: sin(phase * 0.017453292519943295), leadsine: sin((phase + 45) * 0.017453292519943295) }
      }

      # Whether the market trends: not in a cycle that turns as it should, or far from the trend line.
      # Source: Ehlers (2001), Rocket Science for Traders; TA-Lib HT_TRENDMODE, 1 for true
      # Example: ht_trendmode(close)
      def ht_trendmode(x) : bool = {
        let s = ht_smooth(x, 34);
        let period = ht_period(s);
        let wave = ht_sine(x);
        let line = ht_trendline(x);
        let phase = ht_dcphase(x);
        let turn = phase - phase[1];
        let crossed =
          (wave.sine crosses above wave.leadsine or wave.sine crosses below wave.leadsine) ?? false;
        let days = if crossed then 1 else (days[1] ?? 0) + 1;
        let steady = (turn > 0.67 * 360 / period and turn < 1.5 * 360 / period) ?? false;
        let cycles = days < 0.5 * period or steady;
        if has_begun(x, 63) and not is_na(x) then abs(s / line - 1) >= 0.015 or not cycles else na
      }
      """)
}
