package io.lintel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.oauth2.OAuth2Exception;
import io.lintel.server.settings.Network;
import io.lintel.server.settings.WebSettings.ClientRemoteIp;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every reader of headers, queries and forms comes to an end with texts far longer than any request may be. A
/// reader that is not linear would take hours over them; the limit is there so that it fails instead.
@Tag("SEC-L9")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class LargeTextTest {

    private static final int LENGTH = 1024 * 1024;

    static Stream<String> crumbs() {
        return Stream.of("a", "&", "=", "a=b&", "%41", "%", "+", ";", "a=b;", ",", "1.2.3.4,", "*", "-");
    }

    @ParameterizedTest
    @MethodSource("crumbs")
    void readersAreLinear(String crumb) {
        var text = crumb.repeat(LENGTH / crumb.length());
        var read = 0;
        for (var reader : readers()) {
            try {
                reader.accept(text);
            } catch (OAuth2Exception refused) {
                // It was read as far as it had to be.
            }
            read++;
        }
        assertThat(read).isEqualTo(readers().size());
    }

    private static List<Consumer<String>> readers() {
        var clients = new ClientAddress(new ClientRemoteIp("X-Forwarded-For", List.of(Network.parse("127.0.0.0/8"))));
        return List.of(
                FormText::parse,
                text -> new BrowserRequest(with("Cookie", text)).cookies(),
                text -> clients.find(with("X-Forwarded-For", text)),
                PageResponses::encode);
    }

    private static HttpRequest<?> with(String header, String value) {
        return HttpRequest.GET("/").header(header, value);
    }
}
