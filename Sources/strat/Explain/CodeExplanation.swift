/// The long form of what a code means.
struct CodeExplanation {
  /// A few words: the line of the list.
  var title: String
  /// Why it is refused and what to do.
  var text: String
  /// Source text that gets the code: a strategy, or a formula.
  var wrong: String?
  /// The same, mended.
  var right: String?

  init(_ title: String, _ text: String, wrong: String? = nil, right: String? = nil) {
    self.title = title
    self.text = text
    self.wrong = wrong
    self.right = right
  }
}
