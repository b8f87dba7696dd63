/// Text inside HTML.
enum HTMLText {
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }

  static func row(_ cells: [String], _ tag: String = "td") -> String {
    "<tr>" + cells.map { "<\(tag)>\(escaped($0))</\(tag)>" }.joined() + "</tr>\n"
  }

  static func table(_ titles: [String], _ rows: [[String]]) -> String {
    "<table>\n<thead>" + row(titles, "th") + "</thead>\n<tbody>\n"
      + rows.map { row($0) }.joined() + "</tbody>\n</table>\n"
  }
}
