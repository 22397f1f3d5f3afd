/// Memory for numbers that begins at a multiple of 128 bytes, where sixteen double-precision numbers may be read as one vector, with
/// room for at least sixteen.
///
/// Written to by one owner at a time, or by several workers each in its own part; what nobody writes to any more may be read by all
/// threads.
public final class AlignedMemory<Number: BitwiseCopyable>: @unchecked Sendable {
    public let base: UnsafeMutablePointer<Number>
    public let count: Int

    /// Numbers as they lie in memory: pages that are never written to are never taken from the system.
    @inlinable
    public init(uninitialised count: Int) {
        self.count = count
        let capacity = Swift.max(count, 16)
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: capacity * MemoryLayout<Number>.stride, alignment: 128)
        base = memory.bindMemory(to: Number.self, capacity: capacity)
    }

    /// Zeros, as bytes.
    @inlinable
    public convenience init(_ count: Int) {
        self.init(uninitialised: count)
        let bytes = Swift.max(count, 16) * MemoryLayout<Number>.stride
        UnsafeMutableRawPointer(base).initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    }

    deinit { base.deallocate() }
}

public typealias AlignedFloats = AlignedMemory<Float>
public typealias AlignedDoubles = AlignedMemory<Double>
