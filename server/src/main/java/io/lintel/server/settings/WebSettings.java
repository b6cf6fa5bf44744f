package io.lintel.server.settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where and how browsers and clients reach the server; at least one of `http` and `https` is there.
///
/// @param tls there if `https` is
/// @param headers response headers that replace the server's own, by their usual spelling; some of five names
/// @param allowedOrigins who may call from scripts of other origins: origins or `*`; none switches CORS off
/// @param allowedHeaders what such scripts may send beside the headers every script may send
/// @param shutdownDelay how long the server answers on after TERM, being not ready, so that others notice
public record WebSettings(
        @Nullable ListenAddress http,
        @Nullable ListenAddress https,
        @Nullable TlsSettings tls,
        Map<String, String> headers,
        List<String> allowedOrigins,
        List<String> allowedHeaders,
        ClientRemoteIp clientRemoteIp,
        Duration shutdownDelay) {

    private static final Duration SHUTDOWN_DELAY = Duration.ofSeconds(3);

    private static final Pattern ORIGIN =
            Pattern.compile("[a-z][a-z0-9+.-]*://(?:\\[[0-9a-f:.]+]|[^\\s/?#@:A-Z]+)(?::\\d+)?");

    public WebSettings {
        headers = Map.copyOf(headers);
        allowedOrigins = List.copyOf(allowedOrigins);
        allowedHeaders = List.copyOf(allowedHeaders);
    }

    static WebSettings read(Section section) {
        var http = section.parsed("http", ListenAddress::parse);
        var https = section.parsed("https", ListenAddress::parse);
        if (section.text("http").isEmpty() && section.text("https").isEmpty()) {
            section.mistake("http", "is missing: supply an HTTP or HTTPS address to listen on, such as 0.0.0.0:5556");
        }
        var tls = TlsSettings.read(section, https != null);
        if (!section.text("https").isEmpty()) {
            section.requiredText("tlsCert", "is missing: no certificate specified for HTTPS");
            section.requiredText("tlsKey", "is missing: no private key specified for HTTPS");
        }
        var origins = section.scalars("allowedOrigins");
        for (var origin : origins) {
            if (!origin.text().equals("*") && !ORIGIN.matcher(origin.text()).matches()) {
                section.mistakes()
                        .warn(
                                origin.place(),
                                "matches no origin; write * or scheme, host and port alone, such as"
                                        + " https://app.example.org");
            }
        }
        var allowedHeaders = section.texts("allowedHeaders");
        return new WebSettings(
                http,
                https,
                tls,
                section.section("headers", WebSettings::headers),
                origins.stream().map(Node.Scalar::text).toList(),
                allowedHeaders.isEmpty() ? List.of("Authorization") : allowedHeaders,
                section.section("clientRemoteIP", ClientRemoteIp::read),
                section.duration("shutdownDelay", SHUTDOWN_DELAY));
    }

    private static Map<String, String> headers(Section section) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : List.of(
                "Content-Security-Policy",
                "X-Frame-Options",
                "X-Content-Type-Options",
                "X-XSS-Protection",
                "Strict-Transport-Security")) {
            var value = section.text(name);
            if (value.chars().anyMatch(character -> character < ' ' || character > '~')) {
                section.mistake(name, "must be one line of ASCII");
            } else if (!value.isEmpty()) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    /// How the address of a browser behind proxies is found.
    ///
    /// @param header such as `X-Forwarded-For`, null to look at no header
    /// @param trustedProxies from whom the header is believed; if there are none, nobody is
    public record ClientRemoteIp(@Nullable String header, List<Network> trustedProxies) {

        private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

        public ClientRemoteIp {
            trustedProxies = List.copyOf(trustedProxies);
        }

        static ClientRemoteIp read(Section section) {
            var header = section.textOrNull("header");
            if (header != null && !NAME.matcher(header).matches()) {
                section.mistake("header", "is not the name of a header such as X-Forwarded-For");
            }
            var proxies = section.scalars("trustedProxies").stream()
                    .<Network>mapMulti((proxy, trusted) -> {
                        try {
                            trusted.accept(Network.parse(proxy.text()));
                        } catch (IllegalArgumentException malformed) {
                            section.mistakes().add(proxy.place(), String.valueOf(malformed.getMessage()));
                        }
                    })
                    .toList();
            if (header != null && !section.has("trustedProxies")) {
                section.warn("header", "is ignored: no proxy is trusted to send it (trustedProxies is missing)");
            }
            return new ClientRemoteIp(header, proxies);
        }
    }
}
