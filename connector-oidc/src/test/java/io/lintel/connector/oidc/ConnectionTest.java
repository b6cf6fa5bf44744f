package io.lintel.connector.oidc;

import static io.lintel.connector.oidc.TestOidc.ALICE;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.testkit.Departures;
import io.lintel.connector.testkit.TestLogins;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whom the connector speaks with, and whose certificates it takes.
final class ConnectionTest {

    private final FakeProvider provider = new FakeProvider();

    @BeforeEach
    void put() {
        provider.put(ALICE, TestOidc.alice());
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void certificateIsOneOfTheAuthoritiesOrTheOperatorInsists() {
        try (var strangers = Setup.of(provider).rootCas().open();
                var unchecked =
                        Setup.of(provider).rootCas().insecureSkipVerify().open()) {
            faulty(Fault.MISCONFIGURED, () -> TestOidc.logIn(strangers, provider));
            authenticated(TestOidc.logIn(unchecked, provider));
        }
    }

    /// The certificate is one of 127.0.0.1.
    @Test
    void uncheckedCertificateMayBeForAnotherHost() {
        var local = provider.issuer().toString().replace("127.0.0.1", "localhost");
        provider.announce("issuer", local);
        try (var checked = Setup.of(provider).issuer(local).open();
                var unchecked = Setup.of(provider)
                        .issuer(local)
                        .rootCas()
                        .insecureSkipVerify()
                        .open()) {
            faulty(Fault.MISCONFIGURED, () -> {
                checked.begin(TestLogins.request());
                throw new AssertionError("went on");
            });
            assertThat(Departures.target(unchecked.begin(TestLogins.request()))).hasPath("/op/authorize");
        }
    }

    @Test
    void addressesOfTheOperatorGoBeforeTheDocument() {
        provider.announce("token_endpoint", null);
        provider.announce("jwks_uri", "https://169.254.169.254/keys");
        var overrides =
                new DiscoveryOverrides(at("/token"), at("/authorize"), at("/keys"), at("/userinfo"), null, at("/bye"));

        try (var connector =
                Setup.of(provider).overrides(overrides).getUserInfo().open()) {
            var alice = authenticated(TestOidc.logIn(connector, provider));

            assertThat(connector
                            .beginLogout(alice, TestLogins.request().id(), TestLogins.CALLBACK)
                            .map(Departures::target))
                    .hasValueSatisfying(uri -> assertThat(uri).hasPath("/op/bye"));
        }
        assertThat(provider.asked("/userinfo")).hasSize(1);
    }

    private URI at(String path) {
        return URI.create(provider.issuer() + path);
    }

    @Test
    void addressThatHasAQueryKeepsIt() {
        provider.announce("authorization_endpoint", provider.issuer() + "/authorize?tenant=a");

        try (var connector = Setup.of(provider).open()) {
            assertThat(Departures.target(connector.begin(TestLogins.request())).getRawQuery())
                    .startsWith("tenant=a&client_id=");
        }
    }

    /// The provider has changed its keys: the token names one that is not among those we know.
    @Test
    @Tag("SEC-G3")
    void keysThatAreNewAreFetchedOnceForAllWhoNameThem() {
        var next = FakeProvider.key("next");
        try (var connector = Setup.of(provider).open()) {
            authenticated(TestOidc.logIn(connector, provider));
            provider.sign(claims -> FakeProvider.signed(claims, next));
            provider.publish(List.of(next.toPublicJWK().toJSONObject()));

            authenticated(TestOidc.logIn(connector, provider));
            assertThat(provider.asked("/keys")).hasSize(2);

            provider.sign(claims -> FakeProvider.signed(claims, FakeProvider.key("unknown")));
            for (var i = 0; i < 3; i++) {
                faulty(Fault.INVALID_RESPONSE, () -> TestOidc.logIn(connector, provider));
            }
            assertThat(provider.asked("/keys")).as("not twice in a minute").hasSize(2);
        }
    }

    @Test
    void publicClientSaysWhoItIs() {
        provider.react(
                "/token",
                asked -> FakeProvider.json(
                        400,
                        Map.of("error", isPublic(asked.form().get("client_secret"), asked.header("Authorization")))));

        try (var connector = Setup.of(provider).clientSecret("").open()) {
            var request = TestLogins.request();
            var departure = connector.begin(request);

            assertThat(connector
                            .finish(request, departure.remember(), TestOidc.callback(provider, departure))
                            .toString())
                    .contains("WRONG_CREDENTIALS");
        }
    }

    private static String isPublic(@Nullable String secret, String authorization) {
        return Optional.ofNullable(secret).isEmpty() && authorization.isEmpty() ? "invalid_grant" : "invalid_client";
    }
}
