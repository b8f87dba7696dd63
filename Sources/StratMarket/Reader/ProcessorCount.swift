#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Processors that can work at once.
package enum ProcessorCount {
  package static var online: Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }
}
