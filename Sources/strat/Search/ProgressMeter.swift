import Synchronization

/// A progress bar that several threads move.
final class ProgressMeter: Sendable {
  private struct State {
    var bar: ProgressBar
    var done = 0
  }

  private let state: Mutex<State>

  init(total: Int) { state = Mutex(State(bar: ProgressBar(total: total))) }

  func add(_ count: Int, _ note: String = "") {
    state.withLock {
      $0.done += count
      $0.bar.update($0.done, note)
    }
  }

  func clear() { state.withLock { $0.bar.clear() } }
}
