package io.lintel.connector.saml;

import java.net.URI;

/// Where browsers can be sent, and metadata be read from.
final class WebAddress {

    private WebAddress() {}

    /// Whether it is an https or http address without a fragment.
    static boolean isOne(URI uri) {
        return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getRawFragment() == null;
    }

    static boolean isLoopback(URI uri) {
        var host = String.valueOf(uri.getHost());
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
