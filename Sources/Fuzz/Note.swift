import Core
import Foundation

/// What a worker is doing, in a file that outlives it: each input is written there before it is read.
final class Note: @unchecked Sendable {
    /// Whole numbers at the beginning of the file.
    enum Field: Int, CaseIterable {
        /// The input that is being read, and its bytes.
        case index, length
        /// 1 while something is read.
        case isReading
        /// Inputs that were read, and those that were accepted.
        case done, accepted
        /// The slowest input and its time in microseconds.
        case slowest, slowestTime
        /// Findings that the worker survived.
        case findings
        /// 1 when the worker has ended by itself.
        case isFinished
    }

    private static let headerBytes = 4096
    private let base: UnsafeMutableRawPointer
    private let capacity: Int

    /// Makes the file or opens it.
    init(path: String, capacity: Int) throws {
        self.capacity = capacity
        let file = Foundation.open(path, O_RDWR | O_CREAT, 0o644)
        guard file >= 0, ftruncate(file, off_t(Self.headerBytes + capacity)) == 0,
            let base = mmap(nil, Self.headerBytes + capacity, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
            base != MAP_FAILED
        else { throw UserError("\(path): cannot be written: \(String(cString: strerror(errno)))") }
        close(file)
        self.base = base
    }

    deinit { munmap(base, Self.headerBytes + capacity) }

    subscript(field: Field) -> Int {
        get { base.load(fromByteOffset: 8 * field.rawValue, as: Int.self) }
        set { base.storeBytes(of: newValue, toByteOffset: 8 * field.rawValue, as: Int.self) }
    }

    func begin(_ index: Int, _ bytes: [UInt8]) {
        self[.isReading] = 0
        self[.index] = index
        self[.length] = min(bytes.count, capacity)
        bytes.withUnsafeBytes {
            (base + Self.headerBytes).copyMemory(
                from: $0.baseAddress ?? UnsafeRawPointer(base), byteCount: min($0.count, capacity))
        }
        self[.isReading] = 1
    }

    var input: [UInt8] {
        Array(UnsafeRawBufferPointer(start: base + Self.headerBytes, count: min(max(self[.length], 0), capacity)))
    }
}
