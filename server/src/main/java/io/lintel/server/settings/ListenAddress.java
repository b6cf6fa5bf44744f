package io.lintel.server.settings;

import java.util.regex.Pattern;

/// Where a server listens.
///
/// @param host a name or an address without brackets; empty for every address of the machine
/// @param port 0 for any free one
public record ListenAddress(String host, int port) {

    private static final Pattern SHAPE = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\[\\]:/\\s]*)):(\\d{1,5})");

    /// @param text such as `127.0.0.1:5556`, `:5556` or `[::1]:5556`
    /// @throws IllegalArgumentException if it is none; the message continues the path of its key
    public static ListenAddress parse(String text) {
        var matcher = SHAPE.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > 65535) {
            throw new IllegalArgumentException("is \"" + Place.printable(text)
                    + "\", not a host and a port such as 127.0.0.1:5556, 0.0.0.0:5556 or [::1]:5556");
        }
        var host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new ListenAddress(host, Integer.parseInt(matcher.group(3)));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
