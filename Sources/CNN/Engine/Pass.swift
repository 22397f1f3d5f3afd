import Core

/// Memory of some tiles of images on their way through a network, forth and back.
///
/// A slot lies as `[tile][channel][place][lane]`. A channel's plane is a whole number of vectors of sixteen: image by image the
/// places of a plane are filled up to that with zeros, so that what works number by number need not know about lanes.
package final class Pass<Element: Lanes>: @unchecked Sendable {
    package typealias Scalar = Element.Scalar

    package let plan: Plan
    package let tiles: Int
    package let layouts: [SlotLayout]
    /// Numbers that leave each step, and their gradients; `gradients` only where training wants them.
    private let values: [UnsafeMutablePointer<Scalar>]
    private let gradients: [UnsafeMutablePointer<Scalar>]
    private var owned: [UnsafeMutableRawPointer] = []

    /// Images in this pass; the lanes after them hold zeros.
    package var images = 0
    package var isTraining = false
    /// All parameters, and where their gradients are summed up.
    package var parameters: UnsafePointer<Scalar>
    package var parameterGradients: UnsafeMutablePointer<Scalar>?
    /// Running statistics of batch normalisation.
    package var statistics: UnsafeMutablePointer<Scalar>
    /// Names the random numbers of this step of training, and the first image's number in the batch.
    package var seed: UInt64 = 0
    package var firstImage = 0

    init(plan: Plan, tiles: Int, isTraining: Bool, statistics: UnsafeMutablePointer<Scalar>) {
        self.plan = plan
        self.tiles = tiles
        self.statistics = statistics
        parameters = UnsafePointer(statistics)
        layouts = plan.slots.map { SlotLayout($0.shape, lanes: Element.images) }
        var owned: [UnsafeMutableRawPointer] = []
        func numbers(_ count: Int) -> UnsafeMutablePointer<Scalar> {
            let bytes = max(count, 16) * MemoryLayout<Scalar>.stride
            let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 128)
            memory.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
            owned.append(memory)
            return memory.assumingMemoryBound(to: Scalar.self)
        }
        values = layouts.map { numbers(tiles * $0.count) }
        gradients = isTraining ? layouts.map { numbers(tiles * $0.count) } : []
        self.owned = owned
    }

    deinit {
        for memory in owned { memory.deallocate() }
    }

    /// The numbers of a slot for one tile, as scalars.
    @inline(__always)
    package func values(_ slot: Int, _ tile: Int) -> UnsafeMutablePointer<Scalar> {
        values[slot] + tile * layouts[slot].count
    }

    @inline(__always)
    package func gradients(_ slot: Int, _ tile: Int) -> UnsafeMutablePointer<Scalar> {
        gradients[slot] + tile * layouts[slot].count
    }

    /// As ``values(_:_:)``, one element a place.
    @inline(__always)
    package func elements(_ slot: Int, _ tile: Int) -> UnsafeMutablePointer<Element> {
        UnsafeMutableRawPointer(values(slot, tile)).assumingMemoryBound(to: Element.self)
    }

    @inline(__always)
    package func gradientElements(_ slot: Int, _ tile: Int) -> UnsafeMutablePointer<Element> {
        UnsafeMutableRawPointer(gradients(slot, tile)).assumingMemoryBound(to: Element.self)
    }

    /// Images in `tile`: fewer than its lanes only in the last.
    @inline(__always)
    package func lanes(in tile: Int) -> Int { min(Element.images, max(images - tile * Element.images, 0)) }

    /// 1 in the lanes that hold an image of `tile`, 0 elsewhere.
    package func mask(of tile: Int) -> Element {
        var mask = Element(repeating: 0)
        for lane in 0..<lanes(in: tile) { mask[lane] = 1 }
        return mask
    }
}

/// Where the numbers of a slot lie within a tile.
package struct SlotLayout: Sendable {
    package let shape: ImageShape
    /// Scalars from one channel to the next, a multiple of 16.
    package let planeStride: Int
    /// Scalars of a tile.
    package let count: Int

    init(_ shape: ImageShape, lanes: Int) {
        self.shape = shape
        let plane = shape.height * shape.width * lanes
        planeStride = (plane + 15) / 16 * 16
        count = planeStride * shape.channels
    }
}

extension SlotLayout {
    /// Elements of so many lanes from one channel to the next.
    @inline(__always)
    package func elementStride(_ lanes: Int) -> Int { planeStride / lanes }
}

extension Pass {
    /// The vectors of sixteen numbers of a tile that belong to `part`: whole channels.
    package func vectors(of slot: Int, _ part: Part) -> Range<Int> {
        let channels = part.range(of: layouts[slot].shape.channels)
        let stride = layouts[slot].planeStride / 16
        return channels.lowerBound * stride..<channels.upperBound * stride
    }
}
