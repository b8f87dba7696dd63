/// One machine word of a program.
///
/// ```
///  byte  0      1      2 – 3   4 – 5   6 – 7
///       ┌──────┬──────┬───────┬───────┬───────┐
///       │ op   │ aux  │ dst   │ a     │ b     │
///       └──────┴──────┴───────┴───────┴───────┘
/// ```
///
/// Operands are registers or slot numbers, as the opcode's format says; byte-aligned fields need
/// no shifts. An opcode with three to five operands is followed by an `operand` word whose `a`, `b`
/// and `dst` are the third, fourth and fifth.
package struct Instruction: Hashable, Sendable {
  package var opcode: Opcode
  /// In the first of a run of independent averages: how many of them follow it.
  ///
  /// Else 0.
  package var aux: UInt8
  package var destination: UInt16
  package var a: UInt16
  package var b: UInt16

  package init(
    _ opcode: Opcode, aux: UInt8 = 0, destination: Int = 0, a: Int = 0, b: Int = 0
  ) {
    self.opcode = opcode
    self.aux = aux
    self.destination = UInt16(truncatingIfNeeded: destination)
    self.a = UInt16(truncatingIfNeeded: a)
    self.b = UInt16(truncatingIfNeeded: b)
  }
}
