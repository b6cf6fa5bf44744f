package io.lintel.connector.saml;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.connector.CallbackRequest;
import io.lintel.connector.LoginId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.RehearsingConnector.Rehearsal;
import io.lintel.connector.Wanted;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A rehearsal decides as a login does, and uses nothing up.
@Tag("SEC-K13")
final class RehearsalTest {

    private static final Clock CLOCK = Clock.fixed(Judge.NOON, ZoneOffset.UTC);

    private final SamlConnector connector =
            new SamlConnectorFactory().create(Configurations.with(), TestLogins.context("corp", CLOCK));

    static Stream<Attack> refusals() {
        return Stream.of(
                        AddresseeTest.rows(),
                        MessageShapeTest.shapes(),
                        SignatureCheckTest.attacks(),
                        SignatureAlgorithmsTest.weak())
                .flatMap(rows -> rows.limit(10));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWhatALoginRefuses(Attack attack) {
        assertThat(connector.rehearse(attack.message().bytes(), Judge.REQUEST))
                .isInstanceOfSatisfying(Rehearsal.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(attack.reason().code()));
        assertThatThrownBy(() -> finish(attack.message()))
                .hasMessageStartingWith(attack.reason().code() + ":");
    }

    @Test
    void acceptsWhatALoginAcceptsAnyNumberOfTimes() {
        var message = Message.honest().signAssertion();
        var expected = new Rehearsal.Accepted(Judge.accepted(message).identity());

        assertThat(connector.rehearse(message.bytes(), Judge.REQUEST)).isEqualTo(expected);
        assertThat(connector.rehearse(message.base64().getBytes(US_ASCII), Judge.REQUEST))
                .isEqualTo(expected);
        assertThat(connector.rehearse(("\uFEFF" + message.text()).getBytes(UTF_8), Judge.REQUEST))
                .isEqualTo(expected);
        assertThat(finish(message)).isInstanceOf(LoginResult.Authenticated.class);
        assertThat(connector.rehearse(message.bytes(), Judge.REQUEST)).isEqualTo(expected);
    }

    private LoginResult finish(Message message) {
        var callback = new CallbackRequest(
                TestLogins.CALLBACK, Map.of("RelayState", Judge.REQUEST, "SAMLResponse", message.base64()));
        var request = new LoginRequest(new LoginId(Judge.REQUEST), TestLogins.CALLBACK, Set.of(Wanted.GROUPS));
        return connector.finish(request, Secret.empty(), callback);
    }
}
