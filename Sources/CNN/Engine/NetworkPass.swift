import Core

/// Memory of some tiles of images on their way through a network, forward and back.
///
/// A slot lies as `[tile][channel][place][lane]`. A channel's plane is a whole number of vectors of sixteen: image by image the
/// places of a plane are filled up to that with zeros, so that what works number by number need not know about lanes.
package final class NetworkPass<Element: Lanes>: @unchecked Sendable {
    package typealias Scalar = Element.Scalar

    package let plan: Plan
    package let tiles: Int
    package let layouts: [SlotLayout]
    /// Numbers that leave each step, and their gradients; `gradients` only where training wants them.
    private let values: [UnsafeMutablePointer<Scalar>]
    private let gradients: [UnsafeMutablePointer<Scalar>]
    private let owned: [NumberMemory<Scalar>]

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
    /// For each of these images how many of its places are there; nil for all.
    var lengths: UnsafePointer<Int32>?
    /// The places that are new, where those before them were carried through in an earlier call; nil for all.
    var window: Range<Int>?

    init(plan: Plan, tiles: Int, isTraining: Bool, statistics: UnsafeMutablePointer<Scalar>) {
        self.plan = plan
        self.tiles = tiles
        self.statistics = statistics
        parameters = UnsafePointer(statistics)
        layouts = plan.slots.map { SlotLayout($0, lanes: Element.images) }
        var owned: [NumberMemory<Scalar>] = []
        func numbers(_ count: Int) -> UnsafeMutablePointer<Scalar> {
            let memory = NumberMemory<Scalar>(count)
            owned.append(memory)
            return memory.base
        }
        values = layouts.map { numbers(tiles * $0.count) }
        gradients = isTraining ? layouts.map { numbers(tiles * $0.count) } : []
        self.owned = owned
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
    /// Of a sequence as a picture.
    package let shape: ImageShape
    package let form: SlotForm
    /// In lanes: scalars from one channel to the next, a multiple of 16.
    package let planeStride: Int
    /// In rows: scalars from one row to the next, a multiple of 16.
    package let rowStride: Int
    /// Scalars of a tile.
    package let count: Int

    init(_ slot: Plan.Slot, lanes: Int) {
        form = slot.form
        shape = slot.shape.image
        let plane = shape.height * shape.width * lanes
        planeStride = (plane + 15) / 16 * 16
        if case .tokens(let length) = slot.shape {
            // All tokens of an example in one row.
            rowStride = Self.rowStride(length)
            count = lanes * rowStride
        } else {
            rowStride = Self.rowStride(shape.channels)
            count = form == .rows ? plane * rowStride : planeStride * shape.channels
        }
    }

    /// Of a picture in lanes.
    init(picture shape: ImageShape, lanes: Int) {
        self.init(Plan.Slot(shape: .picture(shape), form: .lanes), lanes: lanes)
    }

    /// Scalars from one row of `width` numbers to the next: rows begin at whole vectors.
    @inline(__always)
    package static func rowStride(_ width: Int) -> Int { (width + 15) / 16 * 16 }

    /// Elements of so many lanes from one channel to the next.
    @inline(__always)
    package func elementStride(_ lanes: Int) -> Int { planeStride / lanes }
}

// What steps in rows ask for. Rows and examples count from the first of the pass; those of neighbouring tiles lie next to each other.
extension NetworkPass {
    /// The vectors of sixteen numbers of a tile that belong to `part`: whole channels, or whole rows.
    package func vectors(of slot: Int, _ part: WorkPart) -> Range<Int> {
        let layout = layouts[slot]
        if layout.form == .rows {
            let rows = window ?? 0..<Element.images * layout.shape.height * layout.shape.width
            let own = part.range(of: rows.count)
            let stride = layout.rowStride / 16
            return (rows.lowerBound + own.lowerBound) * stride..<(rows.lowerBound + own.upperBound) * stride
        }
        let channels = part.range(of: layout.shape.channels)
        let stride = layout.planeStride / 16
        return channels.lowerBound * stride..<channels.upperBound * stride
    }

    /// The examples of some tiles.
    @inline(__always)
    package func examples(in tiles: Range<Int>) -> Range<Int> {
        let end = min(tiles.upperBound * Element.images, images)
        return min(tiles.lowerBound * Element.images, end)..<end
    }

    /// The places to work on, of `length`.
    @inline(__always)
    package func places(of length: Int) -> Range<Int> { window ?? 0..<length }

    /// How many places of an example are there, of `length`.
    @inline(__always)
    package func length(of example: Int, _ length: Int) -> Int {
        lengths.map { min(Int($0[example]), length) } ?? length
    }

    /// Calls `body` for stretches of neighbouring rows that belong to `part`, in slots of `length` rows an example: with the first row
    /// and how many there are.
    @inline(__always)
    package func forEachStretch(
        of length: Int, _ tiles: Range<Int>, _ part: WorkPart, _ body: (_ first: Int, _ count: Int) -> Void
    ) {
        let examples = examples(in: tiles)
        guard let window else {
            let own = part.range(of: examples.count * length)
            if !own.isEmpty { body(examples.lowerBound * length + own.lowerBound, own.count) }
            return
        }
        let own = part.range(of: window.count)
        for example in examples where !own.isEmpty {
            body(example * length + window.lowerBound + own.lowerBound, own.count)
        }
    }
}
