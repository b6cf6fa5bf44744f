package io.lintel.connector.saml;

import io.lintel.connector.CallbackRequest;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.testkit.TestLogins;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;

/// Connectors to the provider that [TestUpstream] is, and what it answers them.
final class TestConnector {

    private static final Clock CLOCK = Clock.fixed(Judge.NOON, ZoneOffset.UTC);

    private TestConnector() {}

    @SafeVarargs
    static SamlConnector open(Map.Entry<String, ?>... changes) {
        return new SamlConnectorFactory().create(Configurations.with(changes), TestLogins.context("corp", CLOCK));
    }

    /// What the provider answers to a request.
    static CallbackRequest success(LoginRequest request) {
        var id = request.id().value();
        return TestUpstream.callback(id, TestUpstream.answerTo(id));
    }
}
