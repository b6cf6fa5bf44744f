package io.lintel.connector.saml;

import static io.lintel.connector.ConnectorException.Fault.INVALID_RESPONSE;
import static io.lintel.connector.Wanted.FRESH_LOGIN;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.CallbackRequest;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A login that the client wants to be a new one (OpenID Connect Core, section 3.1.2.1).
final class FreshLoginTest {

    private final SamlConnector connector = TestConnector.open();

    @Test
    void freshLoginIsDemandedOfTheProvider() {
        var plain = TestConnector.open(entry("clockTolerance", "PT1S"));

        assertThat(TestUpstream.brought(plain.begin(TestLogins.request()))).doesNotContain("ForceAuthn");
        assertThat(TestUpstream.brought(plain.begin(TestLogins.request(FRESH_LOGIN))))
                .contains("ForceAuthn=\"true\"");
        assertThat(TestUpstream.brought(
                        TestConnector.open(entry("forceAuthn", "true")).begin(TestLogins.request())))
                .contains("ForceAuthn=\"true\"");
    }

    /// The assertion tells of an authentication at 11:58:00, two and a half minutes before the request.
    @Test
    @Tag("SEC-A11")
    void oldLoginIsNoFreshOne() {
        var request = TestLogins.request(FRESH_LOGIN);
        var departure = connector.begin(request);
        var old = TestConnector.success(request);

        assertThat(faulty(INVALID_RESPONSE, () -> connector.finish(request, departure.remember(), old)))
                .hasMessageStartingWith("expired: the person did not authenticate again");
    }

    @Test
    void withoutATimeToCompareNoLoginIsFresh() {
        var request = TestLogins.request(FRESH_LOGIN);
        connector.begin(request);

        assertThat(faulty(INVALID_RESPONSE, () -> connector.finish(request, Secret.empty(), fresh(request))))
                .hasMessageStartingWith("expired: the person did not authenticate again");
    }

    @Test
    void freshLoginIsOneThatBeganAfterTheRequest() {
        var request = TestLogins.request(FRESH_LOGIN);
        var departure = connector.begin(request);

        authenticated(connector.finish(request, departure.remember(), fresh(request)));
    }

    private static CallbackRequest fresh(LoginRequest request) {
        var id = request.id().value();
        return TestUpstream.callback(id, TestUpstream.answerTo(id, "AuthnInstant=\"2026-03-01T12:00:30Z\""));
    }
}
