import ProcessingEngine
import StratREPL
import Testing

struct PresentationTests {
  @Test(arguments: [
    (0.0, "0"), (1.0, "1"), (-2.5, "-2.5"), (1.0 / 3, "0.3333333"), (1_234.56789, "1234.568"),
    (9_616_100.0, "9616100"), (0.000_012_345_678_9, "1.234568e-05"), (1e20, "1e+20"),
    (0.000_123_456_789, "0.0001234568"),
    (1.234_567_89e-9, "1.234568e-09"), (.nan, "na"), (123_456_789.123, "123456789"),
  ])
  func `numbers are shown to about seven digits`(value: Double, text: String) {
    #expect(NumberText.short(value) == text)
  }

  @Test(arguments: [
    (0.1, "0.1"), (1.0, "1"), (-0.0, "-0"), (.nan, ""), (.leastNonzeroMagnitude, "5e-324"),
    (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
  ])
  func `numbers for programs keep every bit`(value: Double, text: String) {
    let written = NumberText.exact(value, missing: "")
    #expect(written == text)
    #expect(value.isNaN || Double(written)?.bitPattern == value.bitPattern)
  }

  @Test func `a sparkline shows levels, missing bars and single truths`() {
    #expect(Sparkline.text(.numbers([1, 2, 3, 4, 5, 6, 7, 8])) == "▁▂▃▄▅▆▇█")
    #expect(Sparkline.text(.numbers([.nan, 5, 5])) == " ▄▄")
    #expect(Sparkline.text(.numbers([])) == "")
    #expect(Sparkline.text(.numbers([.nan])) == "")
    #expect(Sparkline.text(.truths([0, 1, 2])) == " █▁")
    var truths = [UInt8](repeating: 2, count: 6_000)
    truths[3_000] = 1
    #expect(Sparkline.text(.truths(truths)).contains("▂"))
    let huge = Double.greatestFiniteMagnitude
    #expect(Sparkline.text(.numbers([huge, huge, -huge, -huge]), width: 2).count == 2)
  }

  @Test func `a table is as wide as its widest cells`() {
    var table = TextTable([("name", .left), ("n", .right)])
    table.add(["x", "10"])
    table.add(["longer", "5"])
    #expect(table.text(Palette(isColoured: false)) == "name     n\nx       10\nlonger   5\n")
  }
}
