import Core
import Foundation
import SVM
import Testing

@Suite("Kernel SVM probabilities")
struct KernelProbabilityTests {
    @Test("the sigmoid is the most likely one: no small change of it is better")
    func sigmoid() {
        var random = RandomSource(seed: 6)
        let isPositive = (0..<500).map { _ in random.integer(below: 3) == 0 }
        let decisions = isPositive.map { Double($0 ? 0.7 : -0.4) + Double(random.normal()) }
        let fitted = PlattSigmoid(fitting: decisions, isPositive: isPositive)
        let positives = Double(isPositive.count { $0 })
        func loss(_ a: Double, _ b: Double) -> Double {
            zip(decisions, isPositive).reduce(0) { sum, pair in
                let p = 1 / (1 + exp(a * pair.0 + b))
                let target = pair.1 ? (positives + 1) / (positives + 2) : 1 / (500 - positives + 2)
                return sum - target * log(p) - (1 - target) * log(1 - p)
            }
        }
        let best = loss(fitted.slope, fitted.offset)
        for (a, b) in [(1e-3, 0), (-1e-3, 0), (0, 1e-3), (0, -1e-3), (1e-3, 1e-3)] as [(Double, Double)] {
            #expect(loss(fitted.slope + a, fitted.offset + b) > best)
        }
        #expect(fitted.slope < 0)
        // Separable values and a single class have finite sigmoids too.
        for few in [
            PlattSigmoid(fitting: [1, 2, -1, -2], isPositive: [true, true, false, false]),
            PlattSigmoid(fitting: [1, 1, 1], isPositive: [true, true, true]),
        ] {
            #expect(few.slope.isFinite && few.offset.isFinite)
        }
        #expect(PlattSigmoid(slope: -1, offset: 0).probability(1e6) == 1)
        #expect(PlattSigmoid(slope: -1, offset: 0).probability(-1e6) == 0)
    }

    @Test("probabilities add up to one, follow the classes, and are calibrated; threads change nothing")
    func coupled() throws {
        let (features, labels) = positiveClusters([150, 150, 150], columns: 4, noise: 0.7)
        let svm = KernelSVM(C: 2, gamma: 0.1, probability: true)
        let training = Array(0..<300)
        let fitted = try svm.fit(
            features.selecting(training), labels: Array(labels[..<300]), classCount: 3, context: RunContext(seed: 4))
        let found = try fitted.probabilities(features, threads: 2)
        #expect(found.columns == 3 && found.rows == 450)
        var agreement = 0
        var logLoss = 0.0
        let voted = fitted.predict(features, threads: 1)
        for row in 0..<450 {
            let values = Array(found.row(row))
            #expect(abs(values.reduce(0, +) - 1) < 1e-5 && values.allSatisfy { $0 >= 0 && $0 <= 1 })
            if values.firstIndex(of: values.max()!)! == voted[row] { agreement += 1 }
            if row >= 300 { logLoss -= log(Double(values[labels[row]])) / 150 }
        }
        #expect(agreement > 420, "\(agreement)")
        // No more than a guesser who knows how often the votes are right, and spreads the rest evenly.
        let share = Double((300..<450).count { voted[$0] == labels[$0] }) / 150
        let accuracyLoss = -share * log(share) - (1 - share) * log((1 - share) / 2)
        #expect(logLoss < accuracyLoss, "\(logLoss)")
        let again = try svm.fit(
            features.selecting(training), labels: Array(labels[..<300]), classCount: 3,
            context: RunContext(seed: 4, threads: 2))
        #expect(again.parts.sigmoids == fitted.parts.sigmoids && again.parts.coefficients == fitted.parts.coefficients)
        // The machines themselves are those without probabilities.
        let plain = try KernelSVM(C: 2, gamma: 0.1).fit(
            features.selecting(training), labels: Array(labels[..<300]), classCount: 3, context: RunContext())
        #expect(plain.parts.coefficients == fitted.parts.coefficients)
        #expect(throws: UserError.self) { try plain.probabilities(features, threads: 1) }
    }
}
