package io.lintel.connector.testkit;

import static io.lintel.connector.ConnectorException.Fault.UNAVAILABLE;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.NegotiateConnector;
import io.lintel.connector.Negotiation;
import io.lintel.secret.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a connector keeps that takes tickets.
public interface NegotiateConnectorContract extends ConnectorContract {
    /// What a browser would send for the end-user that [#logIn] logs in: another token each time.
    Secret token();

    @Test
    default void declaresNegotiate() {
        assertThat(connector().capabilities()).contains(Capability.NEGOTIATE);
    }

    @Test
    default void ticketLogsInWhomThePasswordLogsIn() {
        var connector = connector();
        var byPassword = authenticated(logIn(connector, TestLogins.request()));

        var negotiation = ((NegotiateConnector) connector).negotiate(TestLogins.request(), token());

        assertThat(negotiation).isInstanceOfSatisfying(Negotiation.Accepted.class, accepted -> assertThat(
                        authenticated(accepted.login()).userId())
                .isEqualTo(byPassword.userId()));
    }

    @Test
    default void tokenIsAcceptedOnce() {
        var connector = (NegotiateConnector) connector();
        var token = token();
        connector.negotiate(TestLogins.request(), token);

        assertThat(connector.negotiate(TestLogins.request(), token)).isInstanceOf(Negotiation.NotAccepted.class);
    }

    /// Everything a stranger can send is answered, and none of it is accepted.
    @Test
    default void otherTokensAreNotAccepted() {
        var connector = (NegotiateConnector) connector();
        var bytes = Base64.getDecoder().decode(token().reveal());
        var hostile = List.of(
                "",
                "=",
                "not base64!",
                "TlRMTVNTUAABAAAAl4II4gAAAAAAAAAAAAAAAAAAAAAKAGFKAAAADw==",
                encoded(new byte[0]),
                encoded(new byte[1]),
                encoded(new byte[] {0x60, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff}),
                encoded(Arrays.copyOf(bytes, bytes.length - 1)),
                encoded(Arrays.copyOf(bytes, bytes.length / 2)),
                "A".repeat(1_000_000));

        assertThat(hostile).allSatisfy(token -> assertThat(connector.negotiate(TestLogins.request(), Secret.of(token)))
                .isInstanceOf(Negotiation.NotAccepted.class));
    }

    @Test
    default void tokenChangedAnywhereNeverMakesAFault() {
        var connector = (NegotiateConnector) connector();
        var bytes = Base64.getDecoder().decode(token().reveal());
        for (var i = 0; i < bytes.length; i += 7) {
            var changed = bytes.clone();
            changed[i] ^= 0x55;

            assertThat(connector.negotiate(TestLogins.request(), Secret.of(encoded(changed))))
                    .isNotNull();
        }
    }

    @Test
    default void ticketWithoutTheUpstreamIsUnavailable() {
        unreachable().ifPresent(connector -> assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> ((NegotiateConnector) connector).negotiate(TestLogins.request(), token()))
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(UNAVAILABLE)));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
