/// A part of a report from one margin to the other. Sections are made of blocks; each format knows how to write them.
package enum Block: Sendable {
    /// A heading; that of the whole document has level 1.
    case heading(StyledText, level: Int)
    case paragraph(StyledText)
    case list([ListItem])
    /// A table with the words above it.
    case table(Table, caption: StyledText?)
    case figure(Figure)
    /// A command to be pasted into a shell.
    case command(String)
    /// Files to open, from the folder of the document.
    case links([(text: StyledText, path: String)])
}

/// An item of a list, with those below it.
package struct ListItem: Sendable {
    package let text: StyledText
    package let items: [ListItem]

    package init(_ text: StyledText, _ items: [ListItem] = []) {
        self.text = text
        self.items = items
    }
}

/// A plot or a picture in its place.
package struct Figure: Sendable {
    /// That of the ``Plot`` or the ``Picture``, without an ending.
    package let name: String
    /// For whoever does not see it.
    package let description: StyledText
    /// The words above it.
    package let caption: StyledText?
    /// Where it lies, from the folder of the report; nil where it was not drawn, or not yet: then nothing is shown of it.
    var path: String?

    package init(_ name: String, _ description: StyledText, caption: StyledText? = nil) {
        self.name = name
        self.description = description
        self.caption = caption
    }
}

extension Block {
    /// A list of items without items of their own.
    package static func list(_ texts: [StyledText]) -> Block { .list(texts.map { ListItem($0) }) }

    package static func figure(_ name: String, _ description: StyledText, caption: StyledText? = nil) -> Block {
        .figure(Figure(name, description, caption: caption))
    }
}

/// A title and the blocks below it: all that a format needs to write a report.
package struct Document: Sendable {
    package let title: StyledText
    package let blocks: [Block]

    package init(title: StyledText, blocks: [Block]) {
        self.title = title
        self.blocks = blocks
    }

    /// Does it show a plot or a picture?
    var hasFigures: Bool { blocks.contains { if case .figure = $0 { true } else { false } } }
}
