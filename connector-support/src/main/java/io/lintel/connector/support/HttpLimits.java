package io.lintel.connector.support;

import java.time.Duration;

/// What one call may cost.
///
/// @param call from looking the host's name up to the last byte of the answer
/// @param bytes of the answer's body
public record HttpLimits(Duration call, int bytes) {

    private static final int MEBIBYTE = 1 << 20;

    public HttpLimits {
        if (!call.isPositive() || bytes <= 0) {
            throw new IllegalArgumentException("limits are positive");
        }
    }

    /// An answer of at most 1 MiB within a time.
    public static HttpLimits of(Duration call) {
        return new HttpLimits(call, MEBIBYTE);
    }
}
