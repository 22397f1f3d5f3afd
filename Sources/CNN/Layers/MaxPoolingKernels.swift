/// The largest number of each window of a plane, and back.
enum MaxPoolingKernels {
    static func forward<Element: Lanes>(
        _ source: UnsafePointer<Element>, _ geometry: WindowGeometry, into target: UnsafeMutablePointer<Element>
    ) {
        // With the size known the loops over a window are unrolled.
        switch geometry.size {
        case 2: forward(source, geometry, size: 2, into: target)
        case 3: forward(source, geometry, size: 3, into: target)
        default: forward(source, geometry, size: geometry.size, into: target)
        }
    }

    @inline(__always)
    private static func forward<Element: Lanes>(
        _ source: UnsafePointer<Element>, _ geometry: WindowGeometry, size: Int,
        into target: UnsafeMutablePointer<Element>
    ) {
        let width = geometry.inputWidth
        geometry.each(size: size) { _ in
        } inside: { place, first in
            var best = source[first]
            for row in 0..<size {
                for column in 0..<size { best = Element.larger(best, source[first + row * width + column]) }
            }
            target[place] = best
        } border: { place, rows, columns in
            var best = source[rows.lowerBound * width + columns.lowerBound]
            for row in rows {
                for column in columns { best = Element.larger(best, source[row * width + column]) }
            }
            target[place] = best
        }
    }

    /// Adds the gradient of each window's largest number to that of the place where it first stands, row by row. Without
    /// `accumulates` the `count` elements of `target` are zeros before.
    static func backward<Element: Lanes>(
        input: UnsafePointer<Element>, output: UnsafePointer<Element>, gradient: UnsafePointer<Element>,
        _ geometry: WindowGeometry, accumulates: Bool, into target: UnsafeMutablePointer<Element>, count: Int
    ) {
        switch geometry.size {
        case 2: backward(input, output, gradient, geometry, size: 2, accumulates, target, count)
        case 3: backward(input, output, gradient, geometry, size: 3, accumulates, target, count)
        default: backward(input, output, gradient, geometry, size: geometry.size, accumulates, target, count)
        }
    }

    @inline(__always)
    private static func backward<Element: Lanes>(
        _ input: UnsafePointer<Element>, _ output: UnsafePointer<Element>, _ gradient: UnsafePointer<Element>,
        _ geometry: WindowGeometry, size: Int, _ accumulates: Bool, _ target: UnsafeMutablePointer<Element>,
        _ count: Int
    ) {
        let width = geometry.inputWidth
        // Zeros are written just before they are added to, while they are in the cache.
        var zeroed = accumulates ? count : 0
        /// Gives the number at `index` what is left of the gradient if it is the largest.
        @inline(__always)
        func visit(_ index: Int, _ best: Element, _ left: inout Element, _ none: Element) {
            let share = Element.choose(where: input[index], isBelow: best, none, else: left)
            target[index] = target[index] + share
            left = left - share
        }
        geometry.each(size: size) { rows in
            let end = rows * width
            if end > zeroed {
                (target + zeroed).update(repeating: .zero, count: end - zeroed)
                zeroed = end
            }
        } inside: { place, first in
            let best = output[place]
            var left = gradient[place]
            let none = left - left
            for row in 0..<size {
                for column in 0..<size { visit(first + row * width + column, best, &left, none) }
            }
        } border: { place, rows, columns in
            let best = output[place]
            var left = gradient[place]
            let none = left - left
            for row in rows {
                for column in columns { visit(row * width + column, best, &left, none) }
            }
        }
        if zeroed < count { (target + zeroed).update(repeating: .zero, count: count - zeroed) }
    }
}
