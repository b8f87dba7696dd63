/// A definition in the language itself that some tables need and the library does not hold.
///
/// They differ from the library in the start only, or are a line or two on top of it.
struct GoldenDefinition: Sendable, Hashable {
  var text: String

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
}
