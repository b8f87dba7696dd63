/// The candidate a misspelt name most likely meant, or `nil` when none is near enough.
///
/// A match that differs only in case comes first; then the smallest restricted
/// Damerau–Levenshtein distance up to a third of the name's length, and at least one. Ties go to
/// the candidate that comes first.
package func nearestName(
  _ name: String, in candidates: some Sequence<String>
) -> String? {
  nearestMatch(name, in: candidates)?.name
}

/// What a misspelt name most likely meant, and whether nothing else is as near.
package struct NearestMatch: Hashable, Sendable {
  package var name: String
  /// No other candidate is at the same distance: a fix need not ask.
  package var isOnly: Bool

  package init(name: String, isOnly: Bool) {
    self.name = name
    self.isOnly = isOnly
  }
}

/// As `nearestName`, with how sure that is.
package func nearestMatch(
  _ name: String, in candidates: some Sequence<String>
) -> NearestMatch? {
  let lowered = Array(name.lowercased().utf8)
  guard lowered.count <= 64 else { return nil }
  let threshold = max(lowered.count / 3, 1)
  var best: (match: NearestMatch, distance: Int)?
  for candidate in candidates {
    let other = Array(candidate.lowercased().utf8)
    if other == lowered { return NearestMatch(name: candidate, isOnly: true) }
    // The lengths alone already differ by more than is allowed.
    if abs(other.count - lowered.count) > threshold { continue }
    let distance = editDistance(lowered, other)
    // A name that has nothing in common with the other is no suggestion.
    guard distance <= threshold, distance < lowered.count else { continue }
    if distance < best?.distance ?? .max {
      best = (NearestMatch(name: candidate, isOnly: true), distance)
    } else if distance == best?.distance, candidate != best?.match.name {
      best?.match.isOnly = false
    }
  }
  return best?.match
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn one into the other.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for (row, byte) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      var cost = Swift.min(
        previous[column] + (byte == other ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
        cost = Swift.min(cost, beforePrevious[column - 1] + 1)
      }
      current.append(cost)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[right.count]
}
