/// How whoever starts a long evaluation can end it half-way.
///
/// The value is asked between blocks of rows, by whatever runs inside `withValue`. A run that is
/// ended so is short of rows and of no use: who asked for the end has to know that it came.
package enum Evaluation {
  @TaskLocal package static var shouldStop: (@Sendable () -> Bool)?
}
