package io.lintel.connector.saml;

import static io.lintel.connector.ConnectorException.Fault.INVALID_RESPONSE;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A login that begins at the provider begins once more at the application, and nobody is logged in by it.
final class UnsolicitedResponseTest {

    private static final String START = "https://shop.example.org/start";

    @Test
    @Tag("SEC-K8")
    void whatNobodyAskedForStartsNothingUnlessEnabled() {
        assertThat(TestConnector.open().findStart(TestUpstream.callback("", TestUpstream.unsolicited("a"))))
                .isEmpty();
    }

    @Test
    @Tag("SEC-K8")
    void whatNobodyAskedForLeadsToTheApplicationOnce() {
        var enabled = TestConnector.open(entry("allowIdpInitiated", "true"), entry("idpInitiatedLoginURI", START));
        var callback = TestUpstream.callback("", TestUpstream.unsolicited("a"));

        assertThat(enabled.findStart(callback)).contains(URI.create(START));
        assertThatThrownBy(() -> enabled.findStart(callback))
                .isInstanceOf(ConnectorException.class)
                .hasMessageStartingWith("replayed: ");
    }

    @Test
    @Tag("SEC-K8")
    void answerToARequestIsNotUnsolicited() {
        var enabled = TestConnector.open(entry("allowIdpInitiated", "true"), entry("idpInitiatedLoginURI", START));

        assertThatThrownBy(() -> enabled.findStart(TestUpstream.callback("", TestUpstream.answerTo("a"))))
                .isInstanceOf(ConnectorException.class)
                .hasMessageStartingWith("in_response_to: ");
    }

    /// Otherwise somebody could slip their own assertion into the login of another.
    @Test
    @Tag("SEC-K8")
    @Tag("SEC-D3")
    void whatNobodyAskedForFinishesNoLogin() {
        var enabled = TestConnector.open(entry("allowIdpInitiated", "true"), entry("idpInitiatedLoginURI", START));
        var request = TestLogins.request();
        enabled.begin(request);
        var callback = TestUpstream.callback(request.id().value(), TestUpstream.unsolicited("a"));

        assertThat(faulty(INVALID_RESPONSE, () -> enabled.finish(request, Secret.empty(), callback)))
                .hasMessageStartingWith("in_response_to: ");
    }
}
