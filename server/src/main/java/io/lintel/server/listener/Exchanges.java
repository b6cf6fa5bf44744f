package io.lintel.server.listener;

/// Hears of every request and its end, in the event loop: must answer at once.
public interface Exchanges {

    void began();

    /// The response was handed to the connection.
    ///
    /// @param bytes of its content
    void answered(GuardedRequest request, int status, long bytes);

    /// The connection ended before there was a response.
    void abandoned();
}
