import Core

/// As ``KernelShape`` in double precision: what a term of a kernel adds up over the features, and what it makes of the sum.
struct DoubleShape: Sendable {
    /// The columns that it looks at.
    let columns: Range<Int>
    let product: KernelShape.Product
    let form: KernelShape.Form
    let factor: Double
    let weight: Double
    let gamma: Double
    let coef0: Double
    let degree: Int

    /// - Parameter columns: Those of the term, where not all of them.
    init(_ term: KernelGroup, columns: Range<Int>?) {
        let shape = KernelShape(term)
        self.columns = columns ?? 0..<Int(Int32.max) + 1
        (product, form, factor) = (shape.product, shape.form, Double(shape.factor))
        (weight, gamma, coef0, degree) = (term.weight, term.gamma, term.coef0, term.degree)
    }

    /// Is the term as it was where the same is added to all rows?
    var isTranslationInvariant: Bool { product == .dot && form == .gaussian }

    /// What one feature adds to the sum.
    @inline(__always)
    func product(_ x: Double, _ y: Double) -> Double {
        switch product {
        case .dot: x * y
        case .minimum: min(x, y)
        case .harmonic: x + y == 0 ? 0 : x * y / (x + y)
        }
    }
}

extension KernelFunction {
    /// The terms in double precision.
    ///
    /// - Parameter whole: Do all terms look at all columns, whatever they say?
    func doubleShapes(whole: Bool) -> [DoubleShape] {
        terms.map { DoubleShape($0, columns: whole ? nil : $0.first..<$0.first + $0.columns) }
    }
}
