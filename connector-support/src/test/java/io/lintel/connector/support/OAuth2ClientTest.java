package io.lintel.connector.support;

import static io.lintel.connector.ConnectorException.Fault.INVALID_RESPONSE;
import static io.lintel.connector.ConnectorException.Fault.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.Asked;
import io.lintel.connector.testkit.LoopbackUpstream;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OAuth2ClientTest {

    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Pkce PKCE = Pkce.random(new Entropy());
    private static final String TOKENS = "{\"access_token\":\"t0ken\",\"token_type\":\"Bearer\"}";

    @Test
    void browserGoesWithEverythingTheServerMustSendBackOrCheck() {
        var client = client(URI.create("https://upstream.example/token"));
        var request = TestLogins.request();

        var uri = client.authorizationUri(request, List.of("one", "two:three"), PKCE, Map.of("login", "ida&co"));

        assertThat(uri.toString()).startsWith("https://upstream.example/authorize?");
        assertThat(FormText.parse(uri.getRawQuery()))
                .containsEntry("client_id", "c&lient")
                .containsEntry("redirect_uri", TestLogins.CALLBACK.toString())
                .containsEntry("response_type", "code")
                .containsEntry("scope", "one two:three")
                .containsEntry("state", request.id().value())
                .containsEntry("code_challenge", PKCE.challenge())
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("login", "ida&co")
                .hasSize(8);
    }

    /// RFC 7636, appendix B.
    @Test
    void challengeIsThatOfTheSpecification() {
        var pkce = new Pkce(Secret.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));

        assertThat(pkce.challenge()).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void verifierIsAnotherForEachLogin() {
        assertThat(Pkce.random(new Entropy()).verifier().reveal())
                .hasSize(43)
                .isNotEqualTo(PKCE.verifier().reveal());
    }

    @Test
    void codeIsRedeemedWithItsVerifierAndRedirectUri() {
        try (var upstream = LoopbackUpstream.start(_ -> Answer.json(200, TOKENS))) {
            var answer = exchange(client(upstream.at("/token")));

            assertThat(answer).isEqualTo(new TokenAnswer.Granted(new UpstreamTokens(Secret.of("t0ken"), null, null)));
            assertThat(upstream.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.method()).isEqualTo("POST");
                assertThat(asked.header("Accept")).isEqualTo("application/json");
                assertThat(asked.form())
                        .containsEntry("grant_type", "authorization_code")
                        .containsEntry("code", "c0de")
                        .containsEntry("redirect_uri", TestLogins.CALLBACK.toString())
                        .containsEntry("code_verifier", PKCE.verifier().reveal());
            });
        }
    }

    /// RFC 6749, section 2.3.1: both are encoded as a form before they are joined.
    @Test
    void basicComesFirstAndIsKept() {
        try (var upstream = LoopbackUpstream.start(_ -> Answer.json(200, TOKENS))) {
            var client = client(upstream.at("/token"));
            exchange(client);
            exchange(client);

            assertThat(upstream.asked()).hasSize(2).allSatisfy(asked -> {
                assertThat(asked.header("Authorization")).isEqualTo("Basic YyUyNmxpZW50OnMlM0FlY3JldA==");
                assertThat(asked.form()).doesNotContainKey("client_secret");
            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | application/json | {\"error\":\"incorrect_client_credentials\"}",
                "400 | application/json | {\"error\":\"invalid_request\"}",
                "401 | application/json | {\"error\":\"invalid_client\"}",
                "401 | text/html | <html>",
                "404 | text/html | <html>"
            })
    void bodyComesNextAndIsKept(int status, String type, String refusal) {
        try (var upstream = LoopbackUpstream.start(asked -> asked.form().containsKey("client_secret")
                ? Answer.json(200, TOKENS)
                : Answer.of(status, Map.of("Content-Type", type), refusal))) {
            var client = client(upstream.at("/token"));

            assertThat(exchange(client)).isInstanceOf(TokenAnswer.Granted.class);
            assertThat(exchange(client)).isInstanceOf(TokenAnswer.Granted.class);

            assertThat(upstream.asked())
                    .extracting(asked -> asked.header("Authorization").isEmpty())
                    .containsExactly(false, true, true);
            assertThat(upstream.asked().getLast().form())
                    .containsEntry("client_id", "c&lient")
                    .containsEntry("client_secret", "s:ecret");
        }
    }

    @Test
    void wayThatFailedIsNotKept() {
        try (var upstream = LoopbackUpstream.start(_ -> Answer.json(400, "{\"error\":\"invalid_grant\"}"))) {
            var client = client(upstream.at("/token"));
            exchange(client);
            exchange(client);

            assertThat(upstream.asked())
                    .extracting(asked -> asked.header("Authorization").isEmpty())
                    .containsExactly(false, true, false, true);
        }
    }

    @Test
    void errorIsAnErrorWhateverTheStatus() {
        for (var status : new int[] {200, 400, 403}) {
            assertThat(answer(_ -> Answer.json(status, "{\"error\":\"bad_code\",\"access_token\":\"t\"}")))
                    .isEqualTo(new TokenAnswer.Denied("bad_code"));
        }
        assertThat(answer(_ -> Answer.json(400, "{}"))).isEqualTo(new TokenAnswer.Denied("malformed_error"));
    }

    @Test
    @Tag("SEC-I7")
    void errorThatIsNoWordIsNotRepeated() {
        assertThat(answer(_ -> Answer.json(400, "{\"error\":\"<b>\\n injected\"}")))
                .isEqualTo(new TokenAnswer.Denied("malformed_error"));
    }

    @Test
    void answerAsAFormIsRead() {
        var type = Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");

        assertThat(answer(_ -> Answer.of(200, type, "access_token=a%2Bb&scope=&token_type=bearer&expires_in=60")))
                .isEqualTo(new TokenAnswer.Granted(new UpstreamTokens(Secret.of("a+b"), null, NOW.plusSeconds(60))));
    }

    @ParameterizedTest
    @CsvSource({"3600, 3600", "\"3600\", 3600", "0, ", "null, "})
    void expiryIsReadAsNumberOrText(String written, Integer seconds) {
        var text = "{\"access_token\":\"t\",\"refresh_token\":\"r\",\"expires_in\":" + written + "}";

        assertThat(answer(_ -> Answer.json(200, text)))
                .isEqualTo(new TokenAnswer.Granted(new UpstreamTokens(
                        Secret.of("t"), Secret.of("r"), seconds == null ? null : NOW.plusSeconds(seconds))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "<html>",
                "{\"access_token\":\"\"}",
                "{\"access_token\":null}",
                "{\"access_token\":1}",
                "{\"access_token\":\"a\\r\\nX: y\"}",
                "{\"access_token\":\"é\"}",
                "{\"access_token\":\"t\",\"refresh_token\":[]}",
                "{\"access_token\":\"t\",\"token_type\":\"mac\"}",
                "{\"access_token\":\"t\",\"expires_in\":-1}",
                "{\"access_token\":\"t\",\"expires_in\":1.5}",
                "{\"access_token\":\"t\",\"expires_in\":\"soon\"}",
                "{\"access_token\":\"t\",\"expires_in\":99999999999}",
                "{\"access_token\":\"t\",\"access_token\":\"u\"}"
            })
    void answerWithoutASensibleTokenIsRefused(String text) {
        assertFault(INVALID_RESPONSE, _ -> Answer.json(200, text));
    }

    @Test
    void serverThatCannotAnswerIsUnavailable() {
        for (var status : new int[] {408, 429, 500, 503}) {
            assertFault(UNAVAILABLE, _ -> Answer.json(status, "{\"error\":\"invalid_grant\"}"));
        }
    }

    @Test
    void refreshKeepsTheOldRefreshTokenUnlessThereIsANewOne() {
        try (var upstream = LoopbackUpstream.start(asked -> Answer.json(
                200,
                asked.form().getOrDefault("refresh_token", "").equals("rotating")
                        ? "{\"access_token\":\"t\",\"refresh_token\":\"next\"}"
                        : "{\"access_token\":\"t\"}"))) {
            var client = client(upstream.at("/token"));

            assertThat(client.refresh(Secret.of("lasting"), TestHttp.deadline()))
                    .isEqualTo(granted("lasting"));
            assertThat(client.refresh(Secret.of("rotating"), TestHttp.deadline()))
                    .isEqualTo(granted("next"));
        }
    }

    private static TokenAnswer granted(String refreshToken) {
        return new TokenAnswer.Granted(new UpstreamTokens(Secret.of("t"), Secret.of(refreshToken), null));
    }

    private static TokenAnswer answer(Function<Asked, Answer> words) {
        try (var upstream = LoopbackUpstream.start(words)) {
            return exchange(client(upstream.at("/token")));
        }
    }

    private static void assertFault(Fault fault, Function<Asked, Answer> words) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> answer(words))
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(fault));
    }

    private static TokenAnswer exchange(OAuth2Client client) {
        return client.exchange(Secret.of("c0de"), TestLogins.CALLBACK, PKCE, TestHttp.deadline());
    }

    private static OAuth2Client client(URI token) {
        return new OAuth2Client(
                new OAuth2Endpoints(
                        URI.create("https://upstream.example/authorize"), token, "https://upstream.example", false),
                new ClientCredentials("c&lient", Secret.of("s:ecret")),
                TestHttp.patient(),
                CLOCK);
    }
}
