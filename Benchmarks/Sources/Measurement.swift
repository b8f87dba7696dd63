/// Best and median of several runs.
struct Measurement {
  var nanoseconds: [Double]

  static func run(_ repetitions: Int, _ body: () throws -> Void) rethrows -> Measurement {
    try body()
    var times: [Double] = []
    let clock = ContinuousClock()
    for _ in 0..<repetitions {
      let start = clock.now
      try body()
      let elapsed = (clock.now - start).components
      times.append(Double(elapsed.seconds) * 1e9 + Double(elapsed.attoseconds) / 1e9)
    }
    return Measurement(nanoseconds: times.sorted())
  }

  var best: Double { nanoseconds[0] }
  var median: Double { nanoseconds[nanoseconds.count / 2] }

  /// One line for people and for the collating script.
  func report(_ name: String, per count: Int, _ unit: String, note: String = "") {
    let best = (best / Double(count) * 100).rounded() / 100
    let median = (median / Double(count) * 100).rounded() / 100
    print("RESULT \(name) best \(best) median \(median) ns/\(unit) \(note)")
  }
}
