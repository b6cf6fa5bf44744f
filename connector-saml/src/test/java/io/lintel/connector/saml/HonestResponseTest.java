package io.lintel.connector.saml;

import static io.lintel.connector.saml.Judge.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What honest identity providers send is accepted, in all the ways they write it. Each attack elsewhere is one
/// step away from one of these.
@Tag("SEC-K14")
final class HonestResponseTest {

    static Stream<Named<Message>> variants() {
        var honest = Message.honest();
        return Stream.of(
                Named.of("only the assertion is signed", honest.signAssertion()),
                Named.of("only the response is signed", honest.signResponse()),
                Named.of("both are signed", honest.signAssertion().signResponse()));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void isAccepted(Message message) {
        var assertion = accepted(message);

        assertThat(assertion.identity().userId()).isEqualTo("alice");
        assertThat(assertion.identity().groups()).containsExactly("readers", "authors");
    }
}
