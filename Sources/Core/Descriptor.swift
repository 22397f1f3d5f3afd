import Foundation

/// Open files by their numbers.
enum Descriptor {
    /// Writes all of `bytes`, in as many pieces as it takes; returns the system's error, 0 for none.
    static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Int32 {
        var done = 0
        while done < bytes.count {
            let written = Foundation.write(file, bytes.baseAddress! + done, bytes.count - done)
            if written > 0 {
                done += written
            } else if written == 0 || errno == EAGAIN {
                // A pipe that does not block, and whose reader is slow.
                var waiting = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
                if poll(&waiting, 1, -1) < 0, errno != EINTR { return errno }
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }
}
