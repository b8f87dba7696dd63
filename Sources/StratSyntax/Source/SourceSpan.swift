/// A half-open range of UTF-8 byte offsets in one source text.
package struct SourceSpan: Hashable, Sendable {
  package var start: Int32
  package var end: Int32

  package init(_ start: Int, _ end: Int) {
    self.start = Int32(clamping: start)
    self.end = Int32(clamping: end)
  }

  package var isEmpty: Bool { start >= end }

  /// The smallest span that covers both.
  package func union(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(Int(min(start, other.start)), Int(max(end, other.end)))
  }
}
