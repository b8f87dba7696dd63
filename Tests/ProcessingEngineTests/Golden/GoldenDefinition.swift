/// A definition in the language itself that some tables need and the library does not hold.
///
/// They differ from the library in the start only, or are a line or two on top of it.
struct GoldenDefinition: Sendable, Hashable {
  var text: String

  /// Exponential average that starts with its first value instead of a mean.
  static let ema1 = GoldenDefinition(
    text: "def ema1(x, n) = { let e = e[1] + 2 / (n + 1) * (x - e[1]) ?? x; e }")

  /// Wilder's average that starts with its first value.
  static let rma1 = GoldenDefinition(
    text: "def rma1(x, n) = { let e = e[1] + (x - e[1]) / n ?? x; e }")

  /// Wilder's running sum as TA-Lib starts it: the sum of n − 1 values.
  static let wilderSum = GoldenDefinition(
    text: "def wilder_sum(x, n) = { let s = s[1] - s[1] / n + x ?? sum(x, n - 1); s }")

  /// True range that takes high − low where there is no close before.
  static let firstRange = GoldenDefinition(text: "def range1() : price = tr ?? high - low")

  /// Directional movement up and down.
  static let movement = GoldenDefinition(
    text: """
      def up_move() : price = {
        let up = high - high[1]; if up > low[1] - low and up > 0 then up else 0
      }
      def down_move() : price = {
        let down = low[1] - low; if down > high - high[1] and down > 0 then down else 0
      }
      """)

  /// The number of the row, from 1.
  static let rowNumber = GoldenDefinition(
    text: "def row_number() : any = { let k = (k[1] ?? 0) + 1; k }")

  /// The volume of the first row.
  static let firstVolume = GoldenDefinition(
    text: "def first_volume() : volume = { let v = v[1] ?? volume; v }")

  /// Where in its range a bar closes: −1 to 1.
  static let place = GoldenDefinition(
    text: "def place() : ratio = ((close - low) - (high - close)) / (high - low) ?? 0")

  /// Heikin-Ashi's close and open.
  static let heikinAshi = GoldenDefinition(
    text: """
      def ha_close() : price = (open + high + low + close) / 4
      def ha_open() : price = { let o = (o[1] + ha_close[1]) / 2 ?? (open + close) / 2; o }
      """)

  /// Tillson's T3 over any exponential average of the library.
  static let t3 = GoldenDefinition(
    text: """
      def t3(x, n, v) = {
        let e3 = ema(ema(ema(x, n), n), n);
        let e4 = ema(e3, n);
        let e5 = ema(e4, n);
        let e6 = ema(e5, n);
        3 * v ^ 2 * e5 - v ^ 3 * e6 + 3 * v ^ 3 * e5 - 6 * v ^ 2 * e4 - 3 * v ^ 3 * e4 - 3 * v * e4
          + e3 + v ^ 3 * e3 + 3 * v ^ 2 * e3 + 3 * v * e3
      }
      """)
}
