package io.lintel.connector.ldap;

import io.lintel.connector.ConnectorException;
import java.util.ArrayList;
import java.util.List;

/// Where a directory listens.
///
/// @param name a DNS name or an IP address, IPv6 without brackets; certificates are checked against it
record DirectoryHost(String name, int port) {
    /// Reads `name[:port]`, or several separated by commas.
    static List<DirectoryHost> parseList(String text, int defaultPort) {
        var hosts = new ArrayList<DirectoryHost>();
        for (var part : text.split(",", -1)) {
            hosts.add(parse(part.strip(), defaultPort));
        }
        return List.copyOf(hosts);
    }

    private static DirectoryHost parse(String text, int defaultPort) {
        if (text.contains("://")) {
            throw malformed(text, "write name:port, not a URL");
        }
        if (text.startsWith("[")) {
            var end = text.indexOf(']');
            if (end < 0 || (end + 1 < text.length() && text.charAt(end + 1) != ':')) {
                throw malformed(text, "an IPv6 address is written [address]:port");
            }
            return of(text, text.substring(1, end), text.substring(end + 1), defaultPort);
        }
        var colon = text.indexOf(':');
        if (colon != text.lastIndexOf(':')) {
            throw malformed(text, "an IPv6 address is written [address]:port");
        }
        return colon < 0
                ? of(text, text, "", defaultPort)
                : of(text, text.substring(0, colon), text.substring(colon), defaultPort);
    }

    private static DirectoryHost of(String text, String name, String colonAndPort, int defaultPort) {
        if (name.isBlank() || name.chars().anyMatch(c -> c <= ' ' || c == '/')) {
            throw malformed(text, "there is no host name in it");
        }
        if (colonAndPort.isEmpty()) {
            return new DirectoryHost(name, defaultPort);
        }
        var port = colonAndPort.substring(1);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw malformed(text, "the port is a number from 1 to 65535");
        }
        return new DirectoryHost(name, Integer.parseInt(port));
    }

    private static ConnectorException malformed(String text, String why) {
        return ConnectorException.misconfigured("host: cannot read \"" + text + "\": " + why);
    }

    @Override
    public String toString() {
        return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
    }
}
