extension History {
  /// The history in a sentence: `needs 199 bars, settled after 199`.
  package var sentence: String {
    let need = warmUp == 0 ? "needs no history" : "needs \(warmUp) bars of history"
    guard let settled else { return need + ", never settles: it remembers its start" }
    return settled > warmUp ? need + ", settled after \(settled)" : need
  }
}
