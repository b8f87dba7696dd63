import StratSyntax

/// A text as the client has it, saved or not.
final class Document {
  let uri: String
  private(set) var version: Int?
  private var encoding: PositionEncoding
  private(set) var lines: LineTable
  private(set) var analysis: Analysis

  init(uri: String, version: Int?, text: String, encoding: PositionEncoding) {
    let bytes = Array(text.utf8)
    self.uri = uri
    self.version = version
    self.encoding = encoding
    lines = LineTable(bytes, encoding)
    analysis = Analysis(SourceText(name: uri, bytes: bytes))
  }

  var bytes: [UInt8] { analysis.source.bytes }

  /// Replaces a part, or everything where there is no range.
  func change(_ range: (start: Position, end: Position)?, to text: String) {
    var changed = bytes
    if let range {
      let ends = [range.start, range.end].map { lines.offset(of: $0) }
      changed.replaceSubrange(min(ends[0], ends[1])..<max(ends[0], ends[1]), with: text.utf8)
    } else {
      changed = Array(text.utf8)
    }
    lines = LineTable(changed, encoding)
    analysis = Analysis(SourceText(name: uri, bytes: changed))
  }

  func setVersion(_ version: Int?) { self.version = version }
}
