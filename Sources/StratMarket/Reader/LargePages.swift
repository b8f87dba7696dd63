#if os(Linux)
  #if canImport(Musl)
    import Musl
  #else
    import Glibc
  #endif
#endif

extension Array where Element: BitwiseCopyable {
  /// Reserves room, and asks the system to back it with large pages.
  ///
  /// A column of a million rows has 2 000 small pages, and the first touch of each costs about as
  /// much as parsing ten numbers. It is advice about addresses only: no memory is read or written.
  package mutating func reserveLargePages(_ minimumCapacity: Int) {
    reserveCapacity(minimumCapacity)
    #if os(Linux)
      let byteCount = capacity * MemoryLayout<Element>.stride
      guard byteCount >= 1 << 22 else { return }
      unsafe withUnsafeMutableBytes { bytes in
        let page = 4_096
        guard let base = bytes.baseAddress else { return }
        let skipped = (page - Int(bitPattern: base) % page) % page
        unsafe madvise(base + skipped, (byteCount - skipped) / page * page, MADV_HUGEPAGE)
      }
    #endif
  }
}
