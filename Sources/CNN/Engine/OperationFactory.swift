import Core

/// Makes the operations of a plan's steps.
enum OperationFactory<Element: Lanes> {
    static func operations(_ plan: Plan, isTraining: Bool) -> [BoundOperation<Element>] {
        plan.steps.indices.map { index in
            let step = plan.steps[index]
            switch step.operation {
            case .convolution(let convolution):
                // A rectifier that follows is done while the sums are still in registers.
                let next = index + 1 < plan.steps.count ? plan.steps[index + 1] : nil
                return self.convolution(
                    plan, step, convolution, rectifies: Self.rectifies(next, step), isTraining: isTraining)
            case .activation(let activation):
                let isDone = index > 0 && Self.rectifies(step, plan.steps[index - 1])
                return BoundOperation(ActivationOperation<Element>(step, activation, isDone: isDone), step)
            case .linear(let linear): return self.linear(plan, step, linear)
            case .pooling(let pooling): return self.pooling(plan, step, pooling)
            case .untiedBias: return BoundOperation(UntiedBiasOperation<Element>(plan, step), step)
            case .responseNormalisation(let norm):
                return BoundOperation(ResponseNormalisationOperation<Element>(step, norm), step)
            case .batchNormalisation(let norm):
                return BoundOperation(
                    BatchNormalisationOperation<Element>(plan, step, norm, statistics: plan.statistics[index]!), step)
            case .dropout(let rate):
                return BoundOperation(DropoutOperation<Element>(step, rate: rate, index: index), step)
            case .radialBasis: return BoundOperation(RadialBasisOperation<Element>(step), step)
            case .scale(let factor): return BoundOperation(ScaleOperation<Element>(step, factor: factor), step)
            case .addition: return BoundOperation(AdditionOperation<Element>(step), step)
            }
        }
    }

    /// Is `next` a rectifier in place on what the convolution or linear layer `step` writes?
    private static func rectifies(_ next: Plan.Step?, _ step: Plan.Step) -> Bool {
        guard let next, case .activation(.relu) = next.operation, next.isInPlace, next.output == step.output else {
            return false
        }
        guard case .convolution(let convolution) = step.operation else { return false }
        return convolution.isShared && Element.images > 1
    }

    private static func convolution(
        _ plan: Plan, _ step: Plan.Step, _ convolution: Convolution, rectifies: Bool, isTraining: Bool
    ) -> BoundOperation<Element> {
        if !convolution.isShared { return BoundOperation(LocalOperation<Element>(plan, step, convolution), step) }
        if Element.images == 1 {
            return BoundOperation(SingleConvolutionOperation<Element>(plan, step, convolution), step)
        }
        if WinogradOperation<Element>.fits(convolution, step, isFrozen: plan.tensors[step.tensors[0]].isFrozen) {
            return BoundOperation(
                WinogradOperation<Element>(plan, step, convolution, rectifies: rectifies, isTraining: isTraining), step)
        }
        return BoundOperation(DirectConvolutionOperation<Element>(plan, step, convolution, rectifies: rectifies), step)
    }

    private static func linear(_ plan: Plan, _ step: Plan.Step, _ linear: Linear) -> BoundOperation<Element> {
        if Element.images == 1 { return BoundOperation(SingleLinearOperation<Element>(plan, step, linear), step) }
        return BoundOperation(LinearOperation<Element>(plan, step, linear), step)
    }

    private static func pooling(_ plan: Plan, _ step: Plan.Step, _ pooling: Pooling) -> BoundOperation<Element> {
        switch pooling.kind {
        case .max: BoundOperation(MaxPoolingOperation<Element>(step, pooling), step)
        case .average: BoundOperation(AveragePoolingOperation<Element>(step, pooling), step)
        case .subsampling: BoundOperation(SubsamplingOperation<Element>(plan, step, pooling), step)
        }
    }
}
