package io.lintel.authorization;

import static io.lintel.client.TestClients.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.authorization.AuthorizationPolicy.PkceRequirement;
import io.lintel.client.Client;
import io.lintel.client.FakeClients;
import io.lintel.client.TestClients;
import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.TestParameters;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Reads requests that differ from the least one in what a test says.
final class TestReader {

    private static final Map<String, String> LEAST = Map.of("response_type", "code", "scope", "openid");

    final FakeClients clients = new FakeClients(SHOP, TestClients.THIEF, TestClients.APP, TestClients.API);

    /// Reads from the shop, of whom nothing but the least is required.
    AuthorizationRequest read(String... parameters) {
        return read(lenient(), SHOP, parameters);
    }

    AuthorizationRequest read(AuthorizationPolicy policy, Client client, String... parameters) {
        var uri = client.redirectUris().isEmpty()
                ? "http://localhost/"
                : client.redirectUris().getFirst().value();
        var target = new RedirectTargets(clients)
                .resolve(TestParameters.of("client_id", client.id().value(), "redirect_uri", uri));
        return new AuthorizationRequestReader(clients, new FakeIdTokenHints(), policy)
                .read(target, TestParameters.of(LEAST, parameters));
    }

    void refused(ErrorCode code, String... parameters) {
        refused(SHOP, code, parameters);
    }

    void refused(Client client, ErrorCode code, String... parameters) {
        refused(lenient(), client, code, parameters);
    }

    void refused(AuthorizationPolicy policy, Client client, ErrorCode code, String... parameters) {
        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(() -> read(policy, client, parameters))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.description()).isPresent());
    }

    static AuthorizationPolicy policy(PkceRequirement pkce, List<CodeChallengeMethod> methods) {
        return new AuthorizationPolicy(
                TestResponses.CODE, methods, pkce, false, false, Duration.ofMinutes(10), Duration.ofMinutes(1));
    }

    /// One that requires nothing, of a provider that answers this.
    static AuthorizationPolicy policy(ResponseRules responses) {
        return new AuthorizationPolicy(
                responses,
                List.of(CodeChallengeMethod.S256),
                PkceRequirement.NOBODY,
                false,
                false,
                Duration.ofMinutes(10),
                Duration.ofMinutes(1));
    }

    private static AuthorizationPolicy lenient() {
        return policy(PkceRequirement.NOBODY, List.of(CodeChallengeMethod.S256, CodeChallengeMethod.PLAIN));
    }
}
