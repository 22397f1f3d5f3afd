import Core

/// Brings images into the layout of the network, and outputs out of it.
enum InputKernels {
    /// Writes `pass.images` images `[image][channel][row][column]` from `pixels` into the first slot of `tile`; lanes that are
    /// left over become zeros.
    static func load<Element: Lanes>(_ pixels: UnsafePointer<Float>, _ pass: NetworkPass<Element>, tile: Int) {
        let layout = pass.layouts[0]
        if layout.form == .rows { return loadRows(pixels, pass, tile: tile) }
        let area = layout.shape.height * layout.shape.width
        let lanes = pass.lanes(in: tile)
        let width = Element.images
        let target = pass.values(0, tile)
        if lanes < width { target.update(repeating: 0, count: layout.count) }
        for channel in 0..<layout.shape.channels {
            let plane = target + channel * layout.planeStride
            // So many places at a time that the lines written stay in the first-level cache.
            var place = 0
            while place < area {
                let end = min(place + 256, area)
                for lane in 0..<lanes {
                    let source = pixels + lane * layout.shape.count + channel * area
                    for index in place..<end { plane[index * width + lane] = Element.Scalar(source[index]) }
                }
                place = end
            }
        }
    }

    /// Copies a slot of `tile` to `[image][channel][row][column]`.
    static func store<Element: Lanes>(
        _ pass: NetworkPass<Element>, slot: Int, tile: Int, into target: UnsafeMutablePointer<Element.Scalar>
    ) {
        let layout = pass.layouts[slot]
        if layout.form == .rows { return storeRows(pass, slot: slot, tile: tile, into: target) }
        let area = layout.shape.height * layout.shape.width
        let values = pass.values(slot, tile)
        for lane in 0..<pass.lanes(in: tile) {
            for channel in 0..<layout.shape.channels {
                let plane = values + channel * layout.planeStride + lane
                let line = target + (lane * layout.shape.channels + channel) * area
                for place in 0..<area { line[place] = plane[place * Element.images] }
            }
        }
    }
}

// What lies in rows.
extension InputKernels {
    /// Writes the tokens `[example][place]` of the examples of `tile` into the first slot.
    static func load<Element: Lanes>(
        tokens: UnsafePointer<Int32>, length: Int, _ pass: NetworkPass<Element>, tile: Int
    ) {
        let stride = pass.layouts[0].rowStride
        for lane in 0..<pass.lanes(in: tile) {
            let target = pass.values(0, tile) + lane * stride
            for place in 0..<length { target[place] = Element.Scalar(tokens[lane * length + place]) }
        }
    }

    /// Writes sequences `[example][row][number]` into the first slot.
    private static func loadRows<Element: Lanes>(
        _ numbers: UnsafePointer<Float>, _ pass: NetworkPass<Element>, tile: Int
    ) {
        let layout = pass.layouts[0]
        let width = layout.shape.channels
        for row in 0..<pass.lanes(in: tile) * layout.shape.height {
            let (from, to) = (numbers + row * width, pass.values(0, tile) + row * layout.rowStride)
            for place in 0..<width { to[place] = Element.Scalar(from[place]) }
        }
    }

    private static func storeRows<Element: Lanes>(
        _ pass: NetworkPass<Element>, slot: Int, tile: Int, into target: UnsafeMutablePointer<Element.Scalar>
    ) {
        let layout = pass.layouts[slot]
        let width = layout.shape.channels
        for row in 0..<pass.lanes(in: tile) * layout.shape.height * layout.shape.width {
            (target + row * width).update(from: pass.values(slot, tile) + row * layout.rowStride, count: width)
        }
    }
}
