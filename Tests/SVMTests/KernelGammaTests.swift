import Core
import Foundation
import SVM
import Testing

@Suite("The factor of a kernel by a rule")
struct KernelGammaTests {
    @Test("scale is 1 / (columns · variance of all numbers), worked out by hand; 1 where nothing differs")
    func scale() throws {
        // Mean 2, variance (4 + 0 + 0 + 4) / 4 = 2.
        let features = Matrix(rows: 2, columns: 2, values: [0, 2, 2, 4])
        let labels = [0, 1]
        func decisions(_ machine: KernelSVM, _ features: Matrix) throws -> Matrix {
            try machine.fit(features, labels: labels, classCount: 2, context: RunContext()).decisionValues(
                features, threads: 1)
        }
        #expect(
            try decisions(KernelSVM(C: 1, gamma: .scale), features) == decisions(KernelSVM(C: 1, gamma: 0.25), features)
        )
        #expect(
            try decisions(KernelSVM(C: 1, gamma: .columns), features)
                == decisions(KernelSVM(C: 1, gamma: 0.5), features))
        let flat = Matrix(rows: 2, columns: 2, values: [3, 3, 3, 3])
        #expect(try decisions(KernelSVM(C: 1, gamma: .scale), flat) == decisions(KernelSVM(C: 1, gamma: 1), flat))
    }

    @Test("numbers stay numbers in files, also where they are given as text; other words are refused")
    func coding() throws {
        func read(_ text: String) throws -> KernelGamma {
            try JSONDecoder().decode([KernelGamma].self, from: Data("[\(text)]".utf8))[0]
        }
        #expect(try read("0.05") == .number(0.05) && read("\"0.05\"") == .number(0.05) && read("0") == .columns)
        #expect(try read("\"scale\"") == .scale)
        #expect(
            String(decoding: try JSONEncoder().encode([KernelGamma.number(0.5), .scale]), as: UTF8.self)
                == "[0.5,\"scale\"]")
        for text in ["\"nan\"", "\"scal\"", "true", "[]"] { #expect(throws: DecodingError.self) { try read(text) } }
    }
}
