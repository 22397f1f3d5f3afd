import Core

/// Kernel rows in a part of a worker's memory, of which the least recently used ones make room for new ones.
final class RowCache<Value: KernelScalar> {
    /// Numbers of one row.
    let width: Int
    /// Numbers that have room.
    let room: Int
    /// Rows that have room.
    let capacity: Int
    private let base: UnsafeMutablePointer<Value>
    /// The slot of each example's row, −1 where it is not here.
    private var slots: [Int32]
    /// The example in each slot, −1 where there is none.
    private var owners: [Int32]
    // A ring of the slots through the sentinel `sentinel`, the most recently used first.
    private var next: [Int32]
    private var previous: [Int32]
    private let sentinel: Int
    private var used = 0

    /// - Parameters:
    ///   - numbers: Numbers of room at `base`, for at least one row.
    ///   - width: A multiple of sixteen, also the number of examples.
    init(_ base: UnsafeMutablePointer<Value>, numbers: Int, width: Int) {
        precondition(width % 16 == 0 && numbers >= width && width > 0)
        self.base = base
        self.width = width
        room = numbers
        capacity = min(numbers / width, width)
        slots = Array(repeating: -1, count: width)
        owners = Array(repeating: -1, count: capacity)
        sentinel = capacity
        next = Array(repeating: Int32(sentinel), count: capacity + 1)
        previous = next
    }

    /// Slots that have been used.
    var usedSlots: Int { used }

    func contains(_ example: Int) -> Bool { slots[example] >= 0 }

    /// The row of an example that is here, which is now the most recently used.
    func row(_ example: Int) -> UnsafeMutablePointer<Value>? {
        let slot = Int(slots[example])
        guard slot >= 0 else { return nil }
        unlink(slot)
        link(slot)
        return base + slot * width
    }

    /// Room for the row of an example that is not here.
    func take(_ example: Int) -> UnsafeMutablePointer<Value> {
        precondition(slots[example] < 0)
        let slot: Int
        if used < capacity {
            slot = used
            used += 1
        } else {
            slot = Int(previous[sentinel])
            unlink(slot)
            if owners[slot] >= 0 { slots[Int(owners[slot])] = -1 }
        }
        owners[slot] = Int32(example)
        slots[example] = Int32(slot)
        link(slot)
        return base + slot * width
    }

    /// Copies the numbers at `places` of every row that is kept here and belongs to one of these places to the cache `other`,
    /// whose examples are these places, in that order. The memory of `other` may begin at the slot `limit` of this cache:
    /// the rows from there on are given up.
    func move(_ places: [Int32], to other: RowCache<Value>, limit: Int) {
        var index = [Int32](repeating: -1, count: width)
        for (place, example) in places.enumerated() { index[Int(example)] = Int32(place) }
        // In the order of memory from `limit` on: a row is read before anything is written over it, as it grows shorter.
        for slot in Array(limit..<max(used, limit)) + Array(0..<min(used, limit)) {
            let owner = Int(owners[slot])
            guard owner >= 0 else { continue }
            if index[owner] >= 0, other.used < other.capacity {
                Value.gather(
                    base + slot * width, places, to: other.take(Int(index[owner])), width: other.width)
            }
            if slot >= limit {
                slots[owner] = -1
                owners[slot] = -1
                unlink(slot)
            }
        }
        used = min(used, limit)
    }

    private func unlink(_ slot: Int) {
        next[Int(previous[slot])] = next[slot]
        previous[Int(next[slot])] = previous[slot]
    }

    private func link(_ slot: Int) {
        next[slot] = next[sentinel]
        previous[slot] = Int32(sentinel)
        previous[Int(next[sentinel])] = Int32(slot)
        next[sentinel] = Int32(slot)
    }
}
