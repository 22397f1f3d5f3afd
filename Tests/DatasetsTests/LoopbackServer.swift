import Foundation
import Synchronization

/// A web server on 127.0.0.1 that misbehaves as a test wants. Every answer closes its connection.
final class LoopbackServer: Sendable {
    struct Request: Sendable {
        let path: String
        /// Names in lower case.
        let headers: [String: String]
    }

    struct Answer: Sendable {
        var status = 200
        var headers: [String: String] = [:]
        var body: [UInt8] = []
        /// What `Content-Length` says; the true length if nil.
        var announcedLength: Int?
        /// The body is sent in pieces of this size with a pause (in seconds) after each.
        var pieces: (size: Int, pause: Double)?
    }

    /// Makes the answer to the n-th request, counted from 0.
    typealias Handler = @Sendable (_ request: Request, _ number: Int) -> Answer

    let port: UInt16
    private let listener: Int32
    private let handler: Handler
    private let log = Mutex<[Request]>([])

    /// The requests so far.
    var requests: [Request] { log.withLock { $0 } }

    init(_ handler: @escaping Handler) throws {
        self.handler = handler
        #if canImport(Darwin)
            let listener = socket(AF_INET, SOCK_STREAM, 0)
        #else
            let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isReady = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isReady else { throw CocoaError(.fileReadUnknown) }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                guard let self else {
                    close(connection)
                    return
                }
                Thread.detachNewThread { self.serve(connection) }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    func url(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        guard let request = Self.readRequest(connection) else { return }
        let number = log.withLock { log in
            log.append(request)
            return log.count - 1
        }
        let answer = handler(request, number)
        var head = "HTTP/1.1 \(answer.status) Test\r\nConnection: close\r\n"
        head += "Content-Length: \(answer.announcedLength ?? answer.body.count)\r\n"
        for (name, value) in answer.headers { head += "\(name): \(value)\r\n" }
        guard Self.send(Array((head + "\r\n").utf8)[...], connection) else { return }
        var rest = answer.body[...]
        while !rest.isEmpty {
            let piece = rest.prefix(answer.pieces?.size ?? rest.count)
            guard Self.send(piece, connection) else { return }
            rest = rest.dropFirst(piece.count)
            if let pause = answer.pieces?.pause { Thread.sleep(forTimeInterval: pause) }
        }
    }

    private static func readRequest(_ connection: Int32) -> Request? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] =
                line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        let words = lines[0].split(separator: " ")
        return words.count > 1 ? Request(path: String(words[1].dropFirst()), headers: headers) : nil
    }

    private static func send(_ bytes: ArraySlice<UInt8>, _ connection: Int32) -> Bool {
        #if canImport(Darwin)
            let flags: Int32 = 0
        #else
            let flags = Int32(MSG_NOSIGNAL)
        #endif
        var rest = bytes
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Foundation.send(connection, $0.baseAddress, $0.count, flags) }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }
}
