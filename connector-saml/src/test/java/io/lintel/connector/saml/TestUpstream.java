package io.lintel.connector.saml;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.lintel.connector.CallbackRequest;
import io.lintel.connector.Departure;
import io.lintel.connector.testkit.TestLogins;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// What an identity provider does, as far as tests of a connector need one: publish metadata, read what a browser
/// brings, and answer with what [Message] writes.
final class TestUpstream implements AutoCloseable {

    private static final String AUTHENTICATED = "AuthnInstant=\"2026-03-01T11:58:00Z\"";

    private final HttpServer server;
    private final Map<String, Answer> answers = new HashMap<>();

    private record Answer(int status, String text) {}

    TestUpstream() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                var answer = answers.getOrDefault(exchange.getRequestURI().getPath(), new Answer(404, ""));
                var body = answer.text().getBytes(UTF_8);
                exchange.getResponseHeaders().add("Location", "/metadata");
                exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    void publish(String path, int status, String text) {
        answers.put(path, new Answer(status, text));
    }

    /// The XML a browser leaves with.
    static String brought(Departure departure) {
        var fields = fields(departure);
        var message = fields.containsKey("SAMLRequest") ? fields.get("SAMLRequest") : fields.get("SAMLResponse");
        var bytes = Base64.getDecoder().decode(String.valueOf(message));
        return switch (departure) {
            case Departure.FormPost post -> new String(bytes, UTF_8);
            case Departure.Redirect redirect -> inflate(bytes);
        };
    }

    /// The fields a browser leaves with, decoded.
    static Map<String, String> fields(Departure departure) {
        return switch (departure) {
            case Departure.FormPost post -> post.fields();
            case Departure.Redirect redirect -> {
                var fields = new LinkedHashMap<String, String>();
                for (var pair : redirect.location().getRawQuery().split("&", -1)) {
                    var equals = pair.indexOf('=');
                    fields.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
                }
                yield fields;
            }
        };
    }

    private static String inflate(byte[] deflated) {
        var raw = new Inflater(true);
        try (var in = new InflaterInputStream(new ByteArrayInputStream(deflated), raw)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            raw.end();
        }
    }

    /// A message as the HTTP-Redirect binding carries it.
    static String deflated(String xml) {
        var deflated = new ByteArrayOutputStream();
        var raw = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (var out = new DeflaterOutputStream(deflated, raw)) {
            out.write(xml.getBytes(UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            raw.end();
        }
        return encoded(deflated.toByteArray());
    }

    /// Base64 for a query.
    static String encoded(byte[] bytes) {
        return URLEncoder.encode(Base64.getEncoder().encodeToString(bytes), UTF_8);
    }

    /// What a browser brings back with a response.
    static CallbackRequest callback(String relayState, Message response) {
        return new CallbackRequest(
                TestLogins.CALLBACK, Map.of("SAMLResponse", response.base64(), "RelayState", relayState));
    }

    /// Alice's assertion as the answer to a request, signed.
    static Message answerTo(String request) {
        return answerTo(request, AUTHENTICATED);
    }

    /// @param authenticated when Alice authenticated
    static Message answerTo(String request, String authenticated) {
        var message = Message.honest().with(Judge.REQUEST, request).with(AUTHENTICATED, authenticated);
        return named(message, request)
                .signAssertion(TestKey.PROVIDER, template -> template.replace("#_assertion", "#_" + request));
    }

    /// Alice's assertion that nobody asked for.
    static Message unsolicited(String id) {
        return named(Message.honest().with(" InResponseTo=\"" + Judge.REQUEST + "\"", ""), id)
                .signAssertion(TestKey.PROVIDER, template -> template.replace("#_assertion", "#_" + id));
    }

    private static Message named(Message message, String id) {
        return message.with("ID=\"_assertion\"", "ID=\"_" + id + "\"");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
