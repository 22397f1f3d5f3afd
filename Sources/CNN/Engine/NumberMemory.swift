/// Memory for numbers that begins at a multiple of 128 bytes, zeros at first.
package final class NumberMemory<Scalar: NetworkScalar>: @unchecked Sendable {
    package let base: UnsafeMutablePointer<Scalar>
    package let count: Int

    package init(_ count: Int) {
        self.count = count
        let bytes = max(count, 16) * MemoryLayout<Scalar>.stride
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 128)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
        base = memory.assumingMemoryBound(to: Scalar.self)
    }

    deinit { UnsafeMutableRawPointer(base).deallocate() }
}
