import CNN
import Core

/// The square of every number: y = x².
///
/// # Shapes
/// as they come
struct Square: Encodable, Hashable, Sendable, LayerKind, StepKind {
    /// Its names in matrix files.
    static var names: [String] { ["square"] }

    init() {}
    init(_ name: String, _ settings: LayerSettings) throws { try settings.allow([]) }

    var name: String { "square" }
    var form: SlotForm? { nil }

    func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape { try input.numbers(for: name) }

    func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int {
        let output = try plan.outputShape(of: self, at: place)
        return plan.append(self, at: place, output, flops: Double(output.count))
    }

    func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        BoundOperation(SquareOperation<Element>(step: site.step), site.step)
    }
}

/// dL/dx = 2 x dL/dy.
struct SquareOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar
    let step: Plan.Step

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        for tile in tiles {
            let (x, y) = (pass.values(step.input, tile), pass.values(step.output, tile))
            for place in 0..<pass.layouts[step.input].count { y[place] = x[place] * x[place] }
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        for tile in tiles {
            let x = pass.values(step.input, tile)
            let (dx, dy) = (pass.gradients(step.input, tile), pass.gradients(step.output, tile))
            for place in 0..<pass.layouts[step.input].count {
                let gradient = 2 * x[place] * dy[place]
                dx[place] = step.accumulates[0] ? dx[place] + gradient : gradient
            }
        }
    }
}
