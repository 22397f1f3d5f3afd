import CNN
import Core
import Foundation

/// Networks over sequences, straight from the definitions of their layers, in double precision, one number at a time.
struct NaiveSequences {
    /// Rows of an example.
    typealias Rows = [[Double]]

    let network: Network<Double>
    let lengths: [Int]
    private var parameter = 0
    /// The first embedding, `[token][number]`.
    fileprivate var table: [[Double]] = []

    /// The outputs of the last layer, `[example][row][class]`.
    static func outputs(
        _ network: Network<Double>, tokens: [Int32], lengths: [Int32]?, count: Int
    ) -> [Rows] {
        let length = network.plan.input.height
        var naive = NaiveSequences(
            network: network, lengths: lengths.map { $0.map(Int.init) } ?? Array(repeating: length, count: count))
        let examples = (0..<count).map { example in
            (0..<length).map { [Double(tokens[example * length + $0])] }
        }
        return naive.pass(examples, through: network.layers)
    }

    private init(network: Network<Double>, lengths: [Int]) {
        self.network = network
        self.lengths = lengths
    }

    static func loss(_ outputs: [Rows], _ labels: [Int]) -> Double {
        let losses = zip(outputs.joined(), labels).filter { $1 >= 0 }.map { row, label in
            -log(exp(row[label]) / row.map { exp($0) }.reduce(0, +))
        }
        return losses.reduce(0, +) / Double(losses.count)
    }

    fileprivate mutating func matrix(_ rows: Int, _ columns: Int) -> [[Double]] {
        (0..<rows).map { _ in
            defer { parameter += columns }
            return Array(network.parameters[parameter..<parameter + columns])
        }
    }

    fileprivate mutating func pass(_ examples: [Rows], through layers: [Layer]) -> [Rows] {
        layers.reduce(examples) { examples, layer in
            guard let naive = layer.kind as? any NaiveRows else { preconditionFailure("no naive \(layer.name)") }
            return naive.pass(examples, of: &self)
        }
    }

    fileprivate static func product(_ weights: [[Double]], _ row: [Double], _ biases: [Double]? = nil) -> [Double] {
        weights.indices.map { unit in
            zip(weights[unit], row).reduce(biases?[unit] ?? 0) { $0 + $1.0 * $1.1 }
        }
    }
}

/// What a layer makes of sequences.
protocol NaiveRows {
    func pass(_ examples: [NaiveSequences.Rows], of naive: inout NaiveSequences) -> [NaiveSequences.Rows]
}

extension Embedding: NaiveRows {
    func pass(_ examples: [NaiveSequences.Rows], of naive: inout NaiveSequences) -> [NaiveSequences.Rows] {
        let table = naive.matrix(tokens, width)
        if naive.table.isEmpty { naive.table = table }
        return examples.map { $0.map { table[Int($0[0])] } }
    }
}

extension Positions: NaiveRows {
    func pass(_ examples: [NaiveSequences.Rows], of naive: inout NaiveSequences) -> [NaiveSequences.Rows] {
        let table = naive.matrix(examples[0].count, examples[0][0].count)
        return examples.map { rows in zip(rows, table).map { zip($0, $1).map { $0 + $1 } } }
    }
}

extension Unembedding: NaiveRows {
    func pass(_ examples: [NaiveSequences.Rows], of naive: inout NaiveSequences) -> [NaiveSequences.Rows] {
        examples.map { $0.map { NaiveSequences.product(naive.table, $0) } }
    }
}

extension LayerNormalisation: NaiveRows {
    func pass(_ examples: [NaiveSequences.Rows], of naive: inout NaiveSequences) -> [NaiveSequences.Rows] {
        let width = examples[0][0].count
        let (scales, biases) = (naive.matrix(1, width)[0], naive.matrix(1, width)[0])
        return examples.map { rows in
            rows.map { row in
                let mean = row.reduce(0, +) / Double(width)
                let variance = row.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(width)
                return row.indices.map {
                    scales[$0] * (row[$0] - mean) / (variance + Double(epsilon)).squareRoot() + biases[$0]
                }
            }
        }
    }
}

extension Linear: NaiveRows {
    func pass(_ examples: [NaiveSequences.Rows], of naive: inout NaiveSequences) -> [NaiveSequences.Rows] {
        let units = units == 0 ? naive.network.classCount : units
        let weights = naive.matrix(units, examples[0][0].count)
        let biases = bias ? naive.matrix(1, units)[0] : nil
        return examples.map { $0.map { NaiveSequences.product(weights, $0, biases) } }
    }
}

extension Attention: NaiveRows {
    func pass(_ examples: [NaiveSequences.Rows], of naive: inout NaiveSequences) -> [NaiveSequences.Rows] {
        let width = examples[0][0].count
        let weights = naive.matrix(3 * width, width)
        let biases = bias ? naive.matrix(1, 3 * width)[0] : nil
        let last = naive.matrix(width, width)
        let lastBiases = bias ? naive.matrix(1, width)[0] : nil
        return zip(examples, naive.lengths).map { rows, length in
            let projected = rows.map { NaiveSequences.product(weights, $0, biases) }
            return rows.indices.map { place in
                let mixed = (0..<heads).flatMap { mix(projected, place, $0, length, width) }
                return NaiveSequences.product(last, mixed, lastBiases)
            }
        }
    }

    private func mix(_ rows: NaiveSequences.Rows, _ place: Int, _ head: Int, _ length: Int, _ width: Int) -> [Double] {
        let size = width / heads
        let seen = (0..<length).filter { !isCausal || $0 <= place }
        let powers = seen.map { other in
            exp(
                (0..<size).reduce(0.0) {
                    $0 + rows[place][head * size + $1] * rows[other][width + head * size + $1]
                } / Double(size).squareRoot())
        }
        let total = powers.reduce(0, +)
        return (0..<size).map { number in
            zip(seen, powers).reduce(0) { $0 + $1.1 / total * rows[$1.0][2 * width + head * size + number] }
        }
    }
}

extension Mean: NaiveRows {
    func pass(_ examples: [NaiveSequences.Rows], of naive: inout NaiveSequences) -> [NaiveSequences.Rows] {
        zip(examples, naive.lengths).map { rows, length in
            [rows[0].indices.map { column in rows[..<length].reduce(0) { $0 + $1[column] } / Double(length) }]
        }
    }
}

extension Activation: NaiveRows {
    func pass(_ examples: [NaiveSequences.Rows], of naive: inout NaiveSequences) -> [NaiveSequences.Rows] {
        examples.map { $0.map { $0.map { NaiveNetwork.apply(self, $0) } } }
    }
}

extension Scale: NaiveRows {
    func pass(_ examples: [NaiveSequences.Rows], of naive: inout NaiveSequences) -> [NaiveSequences.Rows] {
        examples.map { $0.map { $0.map { $0 * Double(factor) } } }
    }
}

extension Residual: NaiveRows {
    func pass(_ examples: [NaiveSequences.Rows], of naive: inout NaiveSequences) -> [NaiveSequences.Rows] {
        let left = naive.pass(examples, through: branch)
        let right = naive.pass(examples, through: shortcut)
        return zip(left, right).map { a, b in zip(a, b).map { zip($0, $1).map { $0 + $1 } } }
    }
}
