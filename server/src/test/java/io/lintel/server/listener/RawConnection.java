package io.lintel.server.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A client that sends bytes, whatever they mean.
public final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

    private final Socket socket;

    public RawConnection(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Sends a text and answers all that came back when the server closed the connection.
    public static String exchange(int port, String text) {
        try (var connection = new RawConnection(port)) {
            return connection.send(text).readAll();
        }
    }

    /// The statuses of the responses in a text.
    public static List<Integer> statuses(String responses) {
        var statuses = new ArrayList<Integer>();
        var matcher = STATUS.matcher(responses);
        while (matcher.find()) {
            statuses.add(Integer.parseInt(matcher.group(1)));
        }
        return statuses;
    }

    public RawConnection send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Everything until the server ends the connection, in order or not.
    public String readAll() {
        var read = new StringBuilder();
        try {
            var in = socket.getInputStream();
            for (var next = in.read(); next >= 0; next = in.read()) {
                read.append((char) next);
            }
        } catch (SocketException reset) {
            read.append("[reset]");
        } catch (IOException failed) {
            throw new AssertionError("the server did not end the connection; it sent: " + read, failed);
        }
        return read.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
