import Core

/// What a text is cut into.
public enum TextUnit: String, Codable, Sendable, CaseIterable {
    /// Maximal runs of letters and digits, in lower case. Languages without spaces between words are better cut into characters.
    case word
    /// Characters as a reader counts them, in lower case; white space of any length is one space.
    case character
}

/// Cuts texts into terms: runs of 1 to n neighbouring units.
struct TermCutter: Sendable {
    let unit: TextUnit
    /// Units of a term, the fewest and the most.
    let lengths: ClosedRange<Int>

    /// Calls `body` with the bytes of each term of a text, in UTF-8, in the order in which they begin; those of one beginning from the
    /// shortest on. A term of words has a space between them.
    func forEachTerm(of text: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) -> Void) {
        let (bytes, ends) = units(of: text)
        let gap = unit == .word ? 1 : 0
        for first in ends.indices {
            let start = first == 0 ? 0 : ends[first - 1] + gap
            for length in lengths {
                guard first + length <= ends.count else { break }
                body(bytes[start..<ends[first + length - 1]])
            }
        }
    }

    /// The units one after the other, words with a space between them, and where each of them ends.
    private func units(of text: ArraySlice<UInt8>) -> (bytes: [UInt8], ends: [Int]) {
        unit == .word && text.allSatisfy { $0 < 0x80 } ? plainWords(text) : units(String(decoding: text, as: UTF8.self))
    }

    /// Words of ASCII alone, which most texts in English are.
    private func plainWords(_ text: ArraySlice<UInt8>) -> (bytes: [UInt8], ends: [Int]) {
        var (bytes, ends) = ([UInt8](), [Int]())
        bytes.reserveCapacity(text.count)
        var isInside = false
        for byte in text {
            let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            let isPart = (0x61...0x7A).contains(lower) || (0x30...0x39).contains(lower)
            if isPart {
                if !isInside, !ends.isEmpty { bytes.append(0x20) }
                bytes.append(lower)
            } else if isInside {
                ends.append(bytes.count)
            }
            isInside = isPart
        }
        if isInside { ends.append(bytes.count) }
        return (bytes, ends)
    }

    private func units(_ text: String) -> (bytes: [UInt8], ends: [Int]) {
        var (bytes, ends) = ([UInt8](), [Int]())
        var isInside = false
        for character in text.lowercased() {
            switch unit {
            case .word:
                let isPart = character.isLetter || character.isNumber
                if isPart {
                    if !isInside, !ends.isEmpty { bytes.append(0x20) }
                    bytes.append(contentsOf: character.utf8)
                } else if isInside {
                    ends.append(bytes.count)
                }
                isInside = isPart
            case .character:
                guard !character.isWhitespace else {
                    if !isInside { bytes.append(0x20) }
                    if !isInside { ends.append(bytes.count) }
                    isInside = true
                    continue
                }
                bytes.append(contentsOf: character.utf8)
                ends.append(bytes.count)
                isInside = false
            }
        }
        if unit == .word, isInside { ends.append(bytes.count) }
        return (bytes, ends)
    }
}

/// Terms by their numbers, which are given in the order in which they are put in.
struct TermTable: Sendable {
    /// All terms without anything between them, and where each begins; one more for the end.
    private(set) var bytes: [UInt8] = []
    private(set) var starts = [0]
    /// Open addressing: a number of a term or −1.
    private var slots: [Int32]

    init(capacity: Int = 1024) {
        var size = 1024
        while size < 2 * capacity { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
    }

    var count: Int { starts.count - 1 }

    subscript(number: Int) -> ArraySlice<UInt8> { bytes[starts[number]..<starts[number + 1]] }

    /// The number of a term; nil where it is not there.
    func number(of term: ArraySlice<UInt8>) -> Int? {
        let found = slots[slot(of: term)]
        return found < 0 ? nil : Int(found)
    }

    /// The number of a term, which is put in where it is not there.
    mutating func put(_ term: ArraySlice<UInt8>) -> Int {
        let place = slot(of: term)
        if slots[place] >= 0 { return Int(slots[place]) }
        let number = count
        slots[place] = Int32(number)
        bytes.append(contentsOf: term)
        starts.append(bytes.count)
        if 2 * count > slots.count { grow() }
        return number
    }

    private func slot(of term: ArraySlice<UInt8>) -> Int {
        // FNV-1a.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in term { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: hash ^ hash >> 29) & mask
        while slots[place] >= 0, !self[Int(slots[place])].elementsEqual(term) { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: 2 * slots.count)
        for number in 0..<count { slots[slot(of: self[number])] = Int32(number) }
    }
}
