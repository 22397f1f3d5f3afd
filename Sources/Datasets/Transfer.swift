import Core
import Foundation
import Synchronization

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// One request for a file, or for the rest of it, written to the disk as it comes.
final class Transfer: NSObject, URLSessionDataDelegate {
    enum Outcome: Equatable {
        case complete
        /// The bytes on the disk are of no use to this server.
        case restart
        /// It may work when it is tried again.
        case fault(String)
        /// It will not work when it is tried again.
        case refused(String)
    }

    private struct State {
        var file: Int32 = -1
        /// Bytes on the disk, and those of them that were there before.
        var bytes: Int
        var resumed: Int
        var total: Int?
        var lastByte = ContinuousClock.now
        var outcome: Outcome?
        var localFailure: UserError?
    }

    /// What is too slow to go on with: fewer bytes a second, on average over so many seconds.
    struct Crawl: Sendable {
        var seconds: Double
        var bytesPerSecond: Double
    }

    private let url: URL
    private let part: PartialFile
    private let maximumBytes: Int
    private let stallTimeout: Double
    private let crawl: Crawl
    private let state: Mutex<State>
    private let finished = DispatchSemaphore(value: 0)

    init(
        from url: URL, to part: PartialFile, resumingAt offset: Int, maximumBytes: Int, stallTimeout: Double,
        crawl: Crawl
    ) {
        self.url = url
        self.part = part
        self.maximumBytes = maximumBytes
        self.stallTimeout = stallTimeout
        self.crawl = crawl
        state = Mutex(State(bytes: offset, resumed: offset))
    }

    /// Runs the request to its end, and tells of its progress about every `interval` seconds.
    ///
    /// Throws ``UserError`` where the file cannot be written.
    func run(every interval: Double, progress: (_ bytes: Int, _ total: Int?, _ rate: Double) -> Void) throws -> Outcome
    {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = stallTimeout + 5
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
        let task = session.dataTask(with: request())
        let start = ContinuousClock.now
        state.withLock { $0.lastByte = start }
        task.resume()
        var (windowStart, windowBytes) = (start, 0)
        while finished.wait(timeout: .now() + interval) == .timedOut {
            let seconds = (ContinuousClock.now - windowStart).seconds
            if seconds > crawl.seconds {
                let new = state.withLock { $0.bytes - $0.resumed }
                if Double(new - windowBytes) < crawl.bytesPerSecond * seconds {
                    let rate = Int(crawl.bytesPerSecond)
                    state.withLock {
                        if $0.outcome == nil {
                            $0.outcome = .fault("less than \(rate) bytes/s for \(crawl.seconds.formatted()) s")
                        }
                    }
                }
                (windowStart, windowBytes) = (.now, new)
            }
            let now = state.withLock { state in
                if (ContinuousClock.now - state.lastByte).seconds > stallTimeout, state.outcome == nil {
                    state.outcome = .fault("no byte for \(stallTimeout.formatted()) s")
                }
                return (
                    bytes: state.bytes, new: state.bytes - state.resumed, total: state.total, outcome: state.outcome
                )
            }
            if now.outcome != nil { break }
            progress(now.bytes, now.total, Double(now.new) / (ContinuousClock.now - start).seconds)
        }
        task.cancel()
        session.invalidateAndCancel()
        return try state.withLock { state in
            if state.file >= 0 { close(state.file) }
            // From here on nothing is written any more, whatever the session still delivers.
            state.file = -1
            if let failure = state.localFailure { throw failure }
            let outcome = state.outcome ?? .fault("connection lost")
            state.outcome = outcome
            if outcome == .complete {
                progress(
                    state.bytes, state.total,
                    Double(state.bytes - state.resumed) / (ContinuousClock.now - start).seconds)
            }
            return outcome
        }
    }

    private func request() -> URLRequest {
        var request = URLRequest(url: url)
        request.setValue("hindsight", forHTTPHeaderField: "User-Agent")
        // A server that compresses on the fly would make ranges meaningless.
        request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
        let offset = state.withLock { $0.resumed }
        if offset > 0 {
            request.setValue("bytes=\(offset)-", forHTTPHeaderField: "Range")
            if let validator = part.origin?.validator {
                request.setValue(validator, forHTTPHeaderField: "If-Range")
            }
        }
        return request
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        let accepted = state.withLock { state in
            guard state.outcome == nil else { return false }
            state.lastByte = .now
            state.outcome = judge(response, &state)
            return state.outcome == nil
        }
        if !accepted { finished.signal() }
        completionHandler(accepted ? .allow : .cancel)
    }

    /// Opens the file for the body of `response`; returns the outcome where the body is not wanted.
    private func judge(_ response: URLResponse, _ state: inout State) -> Outcome? {
        guard let http = response as? HTTPURLResponse else { return .refused("not an HTTP answer") }
        switch http.statusCode {
        case 200:
            state.bytes = 0
            state.resumed = 0
        case 206:
            guard http.value(forHTTPHeaderField: "Content-Range")?.hasPrefix("bytes \(state.resumed)-") == true else {
                return .restart
            }
        case 416: return state.resumed > 0 ? .restart : .refused("HTTP 416")
        case 408, 429, 500...599: return .fault("HTTP \(http.statusCode)")
        default: return .refused("HTTP \(http.statusCode)")
        }
        if http.mimeType?.lowercased() == "text/html" { return .refused("an HTML page instead of the file") }
        if let length = http.value(forHTTPHeaderField: "Content-Length").flatMap({ Int($0) }) {
            let (total, overflow) = state.bytes.addingReportingOverflow(length)
            state.total = overflow ? .max : total
        }
        guard max(state.bytes, state.total ?? 0) <= maximumBytes else {
            return .refused("\(state.total ?? state.bytes) bytes, more than the file has")
        }
        let mode = state.resumed > 0 ? O_APPEND : O_TRUNC
        state.file = open(part.path, O_WRONLY | O_CREAT | mode, 0o644)
        guard state.file >= 0 else { return fail(&state) }
        if state.resumed == 0 {
            let tag = http.value(forHTTPHeaderField: "ETag").flatMap { $0.hasPrefix("W/") ? nil : $0 }
            let validator = tag ?? http.value(forHTTPHeaderField: "Last-Modified")
            part.note(PartialFile.Origin(url: url.absoluteString, validator: validator))
        }
        return nil
    }

    private func fail(_ state: inout State) -> Outcome {
        state.localFailure = UserError("\(part.path): cannot be written: \(String(cString: strerror(errno)))")
        return .refused("")
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let stops = state.withLock { state in
            guard state.outcome == nil, state.file >= 0 else { return false }
            state.lastByte = .now
            var rest = data[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { write(state.file, $0.baseAddress, $0.count) }
                if written < 0, errno == EINTR { continue }
                guard written > 0 else {
                    state.outcome = fail(&state)
                    return true
                }
                rest = rest.dropFirst(written)
                state.bytes += written
            }
            if state.bytes > maximumBytes { state.outcome = .refused("more bytes than the file has") }
            return state.outcome != nil
        }
        if stops { finished.signal() }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        state.withLock { state in
            guard state.outcome == nil else { return }
            let isWhole = state.total.map { $0 == state.bytes } ?? (error == nil)
            if state.file >= 0 {
                state.outcome = isWhole ? .complete : .fault("cut off after \(state.bytes) bytes")
            } else {
                state.outcome = Self.outcome(of: error as? URLError)
            }
        }
        finished.signal()
    }

    private static func outcome(of error: URLError?) -> Outcome {
        switch error?.code {
        case .cannotFindHost?, .dnsLookupFailed?: .refused("host not found")
        case .cannotConnectToHost?, .notConnectedToInternet?: .refused("no connection")
        case .timedOut?: .fault("no answer")
        case .secureConnectionFailed?, .serverCertificateUntrusted?, .serverCertificateHasBadDate?,
            .serverCertificateHasUnknownRoot?:
            .refused("no secure connection")
        default: .fault("connection lost")
        }
    }
}
