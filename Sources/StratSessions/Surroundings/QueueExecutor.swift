import Dispatch

/// Runs an actor on a dispatch queue of its own.
///
/// A commit of the journal waits for the disk. On the cooperative pool, which has a thread for each
/// core, a few sessions with a slow disk would keep everything else from running.
final class QueueExecutor: SerialExecutor {
  private let queue: DispatchQueue

  init(_ label: String) { queue = DispatchQueue(label: label) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    unsafe UnownedSerialExecutor(ordinary: self)
  }
}
