/// Means over the windows of a plane, and back.
enum AveragePoolingKernels {
    /// target = coefficient · mean + bias, the mean of what lies inside the plane.
    static func forward<Element: Lanes>(
        _ source: UnsafePointer<Element>, _ geometry: WindowGeometry, coefficient: Element.Scalar, bias: Element.Scalar,
        into target: UnsafeMutablePointer<Element>
    ) {
        let offset = Element(repeating: bias)
        let factor = Element(repeating: coefficient)
        eachMean(source, geometry) { place, mean in
            var value = offset
            value.accumulate(mean, factor)
            target[place] = value
        }
    }

    /// The sums of gradient · mean and of the gradient, for the coefficient and the bias.
    static func sums<Element: Lanes>(
        _ source: UnsafePointer<Element>, gradient: UnsafePointer<Element>, _ geometry: WindowGeometry
    ) -> (coefficient: Element.Scalar, bias: Element.Scalar) {
        var products = Element.zero
        var sum = Element.zero
        eachMean(source, geometry) { place, mean in
            products.accumulate(mean, gradient[place])
            sum = sum + gradient[place]
        }
        return (products.total, sum.total)
    }

    @inline(__always)
    private static func eachMean<Element: Lanes>(
        _ source: UnsafePointer<Element>, _ geometry: WindowGeometry, _ body: (Int, Element) -> Void
    ) {
        switch geometry.size {
        case 2: eachMean(source, geometry, size: 2, body)
        case 3: eachMean(source, geometry, size: 3, body)
        default: eachMean(source, geometry, size: geometry.size, body)
        }
    }

    @inline(__always)
    private static func eachMean<Element: Lanes>(
        _ source: UnsafePointer<Element>, _ geometry: WindowGeometry, size: Int, _ body: (Int, Element) -> Void
    ) {
        let width = geometry.inputWidth
        let share = Element(repeating: 1 / Element.Scalar(size * size))
        geometry.each(size: size) { _ in
        } inside: { place, first in
            var sum = Element.zero
            for row in 0..<size {
                for column in 0..<size { sum = sum + source[first + row * width + column] }
            }
            body(place, sum * share)
        } border: { place, rows, columns in
            var sum = Element.zero
            for row in rows {
                for column in columns { sum = sum + source[row * width + column] }
            }
            body(place, sum * Element(repeating: 1 / Element.Scalar(rows.count * columns.count)))
        }
    }

    /// Spreads the gradient of each mean, times `coefficient`, over its window. Without `accumulates` the `count` elements of
    /// `target` are zeros before.
    static func backward<Element: Lanes>(
        gradient: UnsafePointer<Element>, _ geometry: WindowGeometry, coefficient: Element.Scalar, accumulates: Bool,
        into target: UnsafeMutablePointer<Element>, count: Int
    ) {
        switch geometry.size {
        case 2: backward(gradient, geometry, size: 2, coefficient, accumulates, target, count)
        case 3: backward(gradient, geometry, size: 3, coefficient, accumulates, target, count)
        default: backward(gradient, geometry, size: geometry.size, coefficient, accumulates, target, count)
        }
    }

    @inline(__always)
    private static func backward<Element: Lanes>(
        _ gradient: UnsafePointer<Element>, _ geometry: WindowGeometry, size: Int, _ coefficient: Element.Scalar,
        _ accumulates: Bool, _ target: UnsafeMutablePointer<Element>, _ count: Int
    ) {
        let width = geometry.inputWidth
        let share = Element(repeating: coefficient / Element.Scalar(size * size))
        // Zeros are written just before they are added to, while they are in the cache.
        var zeroed = accumulates ? count : 0
        geometry.each(size: size) { rows in
            let end = rows * width
            if end > zeroed {
                (target + zeroed).update(repeating: .zero, count: end - zeroed)
                zeroed = end
            }
        } inside: { place, first in
            let value = gradient[place] * share
            for row in 0..<size {
                let line = target + first + row * width
                for column in 0..<size { line[column] = line[column] + value }
            }
        } border: { place, rows, columns in
            let value = gradient[place] * Element(repeating: coefficient / Element.Scalar(rows.count * columns.count))
            for row in rows {
                for column in columns { target[row * width + column] = target[row * width + column] + value }
            }
        }
        if zeroed < count { (target + zeroed).update(repeating: .zero, count: count - zeroed) }
    }
}
