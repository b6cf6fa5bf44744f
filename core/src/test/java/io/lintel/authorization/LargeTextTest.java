package io.lintel.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.ClientCredentials;
import io.lintel.oauth2.CodeChallenge;
import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.CodeVerifier;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.Scopes;
import io.lintel.oauth2.Subject;
import io.lintel.token.RefreshToken;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every reader of what strangers send comes to an end with texts many times longer than any request may
/// be. A reader that is not linear would take hours over them; the limit is there so that it fails instead.
@Tag("SEC-L9")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class LargeTextTest {

    private static final int LENGTH = 1024 * 1024;

    static Stream<Arguments> texts() {
        return Stream.of(
                        "a",
                        " ",
                        "a ",
                        "%41",
                        "%",
                        "/",
                        "@",
                        "a@",
                        ".",
                        "..",
                        "[",
                        "http://127.0.0.1",
                        "\u00e4",
                        "\u0000",
                        "AA",
                        "-",
                        "=",
                        ":")
                .map(crumb -> crumb.repeat(LENGTH / crumb.length()))
                .map(text -> Arguments.of(text.substring(0, 16), text));
    }

    @ParameterizedTest(name = "{0}…")
    @MethodSource("texts")
    void readersAreLinear(String beginning, String text) {
        var read = 0;
        for (var reader : readers()) {
            try {
                reader.accept(text);
                reader.accept("http://localhost/" + text);
            } catch (OAuth2Exception | IllegalArgumentException refused) {
                // It was read as far as it had to be.
            }
            read++;
        }
        assertThat(read).as(beginning).isEqualTo(readers().size());
    }

    private static List<Consumer<String>> readers() {
        return List.of(
                Scopes::parse,
                Subject::decode,
                RefreshToken::decode,
                GrantId::ofTokenId,
                Loopback::isLoopback,
                ErrorText::printable,
                CodeVerifier::parse,
                text -> CodeChallenge.of(CodeChallengeMethod.PLAIN, text),
                text -> CodeChallenge.of(CodeChallengeMethod.S256, text),
                text -> Parameters.of(Map.of(text, List.of(text))).find(text),
                text -> ClientCredentials.read(List.of(text), Parameters.of(Map.of())),
                text -> ClientCredentials.read(
                        List.of("Basic " + Base64.getEncoder().encodeToString((text + ":" + text).getBytes(UTF_8))),
                        Parameters.of(Map.of())),
                text -> Resource.read(Parameters.of(Map.of("resource", List.of(text, text)))),
                text -> new TestReader().read("max_age", text),
                text -> new TestReader().read("response_type", text),
                text -> new TestReader().read("scope", "openid " + text),
                text -> new TestReader().read("prompt", text));
    }
}
