package io.lintel.connector.support;

import static io.lintel.connector.ConnectorException.Fault.INVALID_RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.CallbackRequest;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.Refusal;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OAuth2CallbackTest {

    private static final String ISSUER = "https://upstream.example";
    private static final OAuth2Endpoints SILENT = endpoints(false);
    private static final OAuth2Endpoints ANNOUNCING = endpoints(true);

    private final LoginRequest request = TestLogins.request();

    @Test
    void codeOfThisLoginIsTaken() {
        assertThat(read(SILENT, Map.of("code", "c0de"))).isEqualTo(new OAuth2Callback.Code(Secret.of("c0de")));
    }

    @Test
    @Tag("SEC-I3")
    void callbackOfAnotherServerIsRefusedBeforeAnythingElse() {
        for (var issuer : new String[] {"https://other.example", ISSUER + "/", "", ISSUER.toUpperCase(Locale.ROOT)}) {
            for (var endpoints : new OAuth2Endpoints[] {SILENT, ANNOUNCING}) {
                assertRefused(Refusal.WRONG_CREDENTIALS, read(endpoints, Map.of("code", "c", "iss", issuer)));
                assertRefused(Refusal.WRONG_CREDENTIALS, read(endpoints, Map.of("error", "x", "iss", issuer)));
            }
        }
        assertThat(read(ANNOUNCING, Map.of("code", "c", "iss", ISSUER))).isInstanceOf(OAuth2Callback.Code.class);
        assertThat(read(SILENT, Map.of("code", "c", "iss", ISSUER))).isInstanceOf(OAuth2Callback.Code.class);
    }

    /// RFC 9207, section 2.4: a server that announces the parameter never leaves it out.
    @Test
    @Tag("SEC-I3")
    void callbackWithoutIssuerIsRefusedWhereTheServerAnnouncesIt() {
        assertRefused(Refusal.WRONG_CREDENTIALS, read(ANNOUNCING, Map.of("code", "c")));
    }

    @Test
    void callbackOfAnotherLoginIsRefused() {
        for (var state : new String[] {
            "", "x", request.id() + "x", TestLogins.request().id().value()
        }) {
            assertRefused(Refusal.WRONG_CREDENTIALS, read(SILENT, Map.of("code", "c", "state", state)));
            assertRefused(Refusal.WRONG_CREDENTIALS, read(SILENT, Map.of("error", "access_denied", "state", state)));
        }
    }

    @Test
    void callbackWithoutACodeIsRefused() {
        assertRefused(Refusal.WRONG_CREDENTIALS, read(SILENT, Map.of()));
        assertRefused(Refusal.WRONG_CREDENTIALS, read(SILENT, Map.of("code", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_denied", "login_required", "consent_required", "interaction_required"})
    void endUserWhoSaidNoHasCancelled(String error) {
        assertRefused(Refusal.CANCELLED, read(SILENT, Map.of("error", error, "code", "c")));
    }

    @ParameterizedTest
    @CsvSource({
        "server_error, UNAVAILABLE",
        "temporarily_unavailable, UNAVAILABLE",
        "redirect_uri_mismatch, MISCONFIGURED",
        "application_suspended, MISCONFIGURED",
        "unauthorized_client, MISCONFIGURED",
        "something_else, INVALID_RESPONSE"
    })
    @Tag("SEC-I7")
    void errorIsAFaultAndItsWordsAreNotRepeated(String error, Fault fault) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> read(
                        SILENT, Map.of("error", error, "error_description", "w0rds", "error_uri", "https://a/w0rds")))
                .withMessageContaining(error)
                .withMessageNotContaining("w0rds")
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(fault));
    }

    @Test
    @Tag("SEC-I7")
    void errorThatIsNoWordIsNotRepeated() {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> read(SILENT, Map.of("error", "w0rds of\na stranger")))
                .withMessageNotContaining("w0rds")
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(INVALID_RESPONSE));
    }

    private OAuth2Callback read(OAuth2Endpoints endpoints, Map<String, String> parameters) {
        var all = new HashMap<>(parameters);
        all.putIfAbsent("state", request.id().value());
        return OAuth2Callback.read(request, new CallbackRequest(TestLogins.CALLBACK, all), endpoints);
    }

    private static void assertRefused(Refusal reason, OAuth2Callback callback) {
        assertThat(callback).isInstanceOfSatisfying(OAuth2Callback.Refused.class, refused -> assertThat(
                        refused.result().reason())
                .isEqualTo(reason));
    }

    private static OAuth2Endpoints endpoints(boolean announcesIssuer) {
        return new OAuth2Endpoints(
                URI.create(ISSUER + "/authorize"), URI.create(ISSUER + "/token"), ISSUER, announcesIssuer);
    }
}
