package io.lintel.connector.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/// What a [LoopbackUpstream] says to a request: a well-behaved answer, or one no upstream should give.
public interface Answer {

    /// @param line the connection; it is closed afterwards unless the answer [#keepsTheLine()]
    void to(Line line) throws IOException;

    /// Whether the client may ask again on the same connection.
    default boolean keepsTheLine() {
        return false;
    }

    /// A connection to a client.
    interface Line {

        OutputStream out();

        /// Lets a moment pass.
        ///
        /// @return false when the server is being closed
        boolean pause();
    }

    static Answer json(int status, String body) {
        return of(status, Map.of("Content-Type", "application/json; charset=utf-8"), body);
    }

    static Answer of(int status, Map<String, String> headers, String body) {
        return of(status, headers, body.getBytes(UTF_8));
    }

    static Answer of(int status, Map<String, String> headers, byte[] body) {
        return new WholeAnswer(status, headers, body);
    }

    /// A redirect.
    static Answer redirect(int status, String location) {
        return of(status, Map.of("Location", location), "");
    }

    /// Bytes as they are, whatever they are.
    static Answer raw(String text) {
        return line -> line.out().write(text.getBytes(UTF_8));
    }

    /// The end of the connection, without a word.
    static Answer hangUp() {
        return _ -> {};
    }

    /// Nothing, for as long as the client waits.
    static Answer silence() {
        return line -> {
            while (line.pause()) {
                line.out().flush();
            }
        };
    }

    /// A body that comes one byte at a time and never ends.
    static Answer dribble() {
        return line -> {
            line.out().write(announcement(1 << 20));
            while (line.pause()) {
                line.out().write(' ');
                line.out().flush();
            }
        };
    }

    /// A body that ends before its announced length.
    static Answer cutShort() {
        return line -> {
            line.out().write(announcement(100));
            line.out().write("{".getBytes(UTF_8));
        };
    }

    /// A body as long as the client reads.
    static Answer endless() {
        return line -> {
            line.out()
                    .write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\n\r\n"
                            .getBytes(UTF_8));
            var bytes = "[1,2,3,4,5,6,7,8,9,0,".repeat(100).getBytes(UTF_8);
            while (true) {
                line.out().write(bytes);
            }
        };
    }

    private static byte[] announcement(int length) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(UTF_8);
    }
}
