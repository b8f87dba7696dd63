import ArgumentParser
import StratMarket

/// An exact decimal from the command line: `100000`, `0.1%`, `1bp`.
struct ExactAmount: ExpressibleByArgument {
  var value: FixedDecimal

  init?(argument: String) {
    var text = argument
    var scale = FixedDecimal(1)
    if text.hasSuffix("%") {
      text.removeLast()
      scale = FixedDecimal(1, decimals: 2)
    } else if text.hasSuffix("bp") {
      text.removeLast(2)
      scale = FixedDecimal(1, decimals: 4)
    }
    guard let number = try? FixedDecimal(text: text.filter { $0 != "_" }),
      let scaled = try? number * scale
    else { return nil }
    value = scaled
  }
}
