/// A table: a head, and rows with a cell a column.
package struct Table: Sendable {
    package enum Alignment: Sendable { case left, right }

    package enum Cell: Hashable, Sendable {
        case text(StyledText)
        /// There is nothing to tell.
        case missing

        /// As it is shown.
        var shown: StyledText {
            switch self {
            case .text(let text): text
            case .missing: "–"
            }
        }
    }

    package let head: [StyledText]
    package let alignments: [Alignment]
    package private(set) var rows: [[Cell]] = []

    /// A table whose first column is text and the others numbers, unless `alignments` says otherwise.
    package init(_ head: [any TextValue], alignments: [Alignment]? = nil) {
        self.head = head.map(\.styled)
        self.alignments = alignments ?? head.indices.map { $0 == 0 ? .left : .right }
    }

    /// Adds a row; nil is a cell without anything to tell.
    ///
    /// - Precondition: One cell a column.
    package mutating func add(_ row: [any CellValue]) {
        precondition(row.count == alignments.count, "\(row.count) cells for \(alignments.count) columns")
        rows.append(row.map(\.cell))
    }

    package var isEmpty: Bool { rows.isEmpty }
}

/// What can stand in a cell.
package protocol CellValue {
    var cell: Table.Cell { get }
}

extension Table.Cell: CellValue {
    package var cell: Table.Cell { self }
}

extension TextValue {
    package var cell: Table.Cell { .text(styled) }
}

extension Optional: CellValue where Wrapped: CellValue {
    package var cell: Table.Cell { map(\.cell) ?? .missing }
}
