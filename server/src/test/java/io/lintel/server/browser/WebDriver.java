package io.lintel.server.browser;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One session with a driver, as the W3C WebDriver standard describes it.
final class WebDriver implements AutoCloseable {

    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final String session;

    WebDriver(URI server, Map<String, Object> capabilities) {
        this.server = server;
        var created = command("POST", "/session", Map.of("capabilities", Map.of("alwaysMatch", capabilities)));
        this.session = "/session/" + ((Map<?, ?>) created).get("sessionId");
    }

    Object get(String path) {
        return command("GET", session + path, null);
    }

    Object post(String path, Map<String, Object> body) {
        return command("POST", session + path, body);
    }

    Object delete(String path) {
        return command("DELETE", session + path, null);
    }

    @Override
    public void close() {
        delete("");
        http.close();
    }

    /// The value of the answer; the text `null` where it has none.
    private Object command(String method, String path, @Nullable Map<String, Object> body) {
        var request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(LONGEST_COMMAND)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json(body)))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            var value = JSONObjectUtils.parse(response.body()).get("value");
            if (response.statusCode() != 200) {
                throw new AssertionError(method + " " + path + " was answered " + value);
            }
            return value == null ? "null" : value;
        } catch (IOException broken) {
            throw new UncheckedIOException(method + " " + path, broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(method + " " + path + " was interrupted", interrupted);
        } catch (ParseException notJson) {
            throw new AssertionError(method + " " + path + " was not answered in JSON", notJson);
        }
    }

    private static String json(Map<String, Object> body) {
        return JSONObjectUtils.toJSONString(body);
    }
}
