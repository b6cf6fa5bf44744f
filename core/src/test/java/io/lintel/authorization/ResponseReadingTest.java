package io.lintel.authorization;

import static io.lintel.client.TestClients.APP;
import static io.lintel.client.TestClients.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.AuthorizationPolicy.PkceRequirement;
import io.lintel.authorization.ResponseRules.Form;
import io.lintel.client.Client;
import io.lintel.client.TestClients;
import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.RedirectUri;
import io.lintel.oauth2.ResponseMode;
import io.lintel.oauth2.ResponseType;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.TestParameters;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// OAuth 2.0 Multiple Response Type Encoding Practices; OAuth 2.0 Form Post Response Mode; OpenID Connect Core,
/// sections 3.2.2.1 and 3.3.2.1.
final class ResponseReadingTest {

    private final TestReader reader = new TestReader();

    @ParameterizedTest
    @CsvSource({
        "code, QUERY",
        "id_token, FRAGMENT",
        "id_token token, FRAGMENT",
        "token id_token, FRAGMENT",
        "code token, FRAGMENT",
        "code id_token, FRAGMENT",
        "code id_token token, FRAGMENT",
        "token code id_token, FRAGMENT",
    })
    @Tag("SEC-A10")
    void tokensComeInTheFragmentUnlessAsked(String types, ResponseMode mode) {
        var request = read(SHOP, "response_type", types, "nonce", "n");

        assertThat(request.responseMode()).isEqualTo(mode);
        assertThat(request.responseTypes().stream().map(ResponseType::value))
                .containsExactlyInAnyOrder(types.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_token", "id_token token", "code token", "code id_token", "code id_token token"})
    @Tag("SEC-A10")
    void tokensNeverComeInTheQuery(String types) {
        refused(SHOP, ErrorCode.INVALID_REQUEST, "response_type", types, "nonce", "n", "response_mode", "query");
    }

    @ParameterizedTest
    @CsvSource({"fragment, FRAGMENT", "form_post, FORM_POST", "query, QUERY"})
    void codeComesAsAsked(String named, ResponseMode mode) {
        assertThat(read(SHOP, "response_mode", named).responseMode()).isEqualTo(mode);
    }

    @Test
    @Tag("SEC-A4")
    void formsArePostedToWebAddressesAlone() {
        var client = TestClients.at(SHOP, "com.example.shop:/callback");
        reader.clients.put(client);

        refused(client, ErrorCode.INVALID_REQUEST, "response_mode", "form_post");
        assertThat(read(client, "response_mode", "fragment").responseMode()).isEqualTo(ResponseMode.FRAGMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "token token", "none", "code none", "id_token  token"})
    @Tag("SEC-A10")
    void otherCombinationsAreRefused(String types) {
        refused(SHOP, ErrorCode.UNSUPPORTED_RESPONSE_TYPE, "response_type", types, "nonce", "n");
    }

    @Test
    @Tag("SEC-A6")
    @Tag("SEC-A10")
    void configuredCombinationDoesNotAllowItsParts() {
        var rules = ResponseRules.of(Set.of(Set.of(ResponseType.CODE, ResponseType.ID_TOKEN)));
        var policy = TestReader.policy(rules);

        assertThat(reader.read(policy, SHOP, "response_type", "id_token code", "nonce", "n")
                        .responseTypes())
                .hasSize(2);
        reader.refused(policy, SHOP, ErrorCode.UNSUPPORTED_RESPONSE_TYPE, "response_type", "code");
        reader.refused(policy, SHOP, ErrorCode.UNSUPPORTED_RESPONSE_TYPE, "response_type", "id_token", "nonce", "n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_token", "id_token token", "code id_token", "code id_token token"})
    void idTokenFromTheAuthorizationEndpointNeedsANonce(String types) {
        refused(SHOP, ErrorCode.INVALID_REQUEST, "response_type", types);
        assertThat(read(SHOP, "response_type", "code token").access().nonce()).isNull();
    }

    @Test
    void asDexHasItACodeIsProofEnough() {
        var policy = TestReader.policy(new ResponseRules(TestResponses.ALL.types(), Form.DEX));

        assertThat(reader.read(policy, SHOP, "response_type", "code id_token")
                        .access()
                        .nonce())
                .isNull();
        reader.refused(policy, SHOP, ErrorCode.INVALID_REQUEST, "response_type", "id_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_token", "id_token token", "code token", "code id_token"})
    @Tag("SEC-A3")
    void tokensAreNotShownToBeCopied(String types) {
        var target = new RedirectTargets(reader.clients)
                .resolve(TestParameters.of(
                        "client_id", APP.id().value(), "redirect_uri", RedirectUri.OUT_OF_BAND.value()));
        var requests = new AuthorizationRequestReader(
                reader.clients, new FakeIdTokenHints(), TestReader.policy(TestResponses.ALL));

        TestFlow.refused(
                ErrorCode.INVALID_REQUEST,
                () -> requests.read(
                        target, TestParameters.of("response_type", types, "scope", "openid", "nonce", "n")));
    }

    /// RFC 7636: a challenge protects a code.
    @Test
    @Tag("SEC-A8")
    void whoAsksForNoCodeNeedsNoChallenge() {
        var policy = new AuthorizationPolicy(
                TestResponses.ALL,
                List.of(CodeChallengeMethod.S256),
                PkceRequirement.EVERYBODY,
                false,
                false,
                Duration.ofMinutes(10),
                Duration.ofMinutes(1));

        assertThat(reader.read(policy, SHOP, "response_type", "id_token", "nonce", "n")
                        .codeChallenge())
                .isNull();
        reader.refused(policy, SHOP, ErrorCode.INVALID_REQUEST, "response_type", "code id_token", "nonce", "n");
    }

    /// OpenID Connect Core, section 11.
    @Test
    void withoutACodeThereIsNothingToRefresh() {
        var scope = "openid email offline_access";

        assertThat(read(SHOP, "response_type", "id_token token", "nonce", "n", "scope", scope)
                        .scopes())
                .hasToString("openid email");
        assertThat(read(SHOP, "response_type", "code token", "scope", scope)
                        .scopes()
                        .contains(Scope.OFFLINE_ACCESS))
                .isTrue();
    }

    private AuthorizationRequest read(Client client, String... parameters) {
        return reader.read(TestReader.policy(TestResponses.ALL), client, parameters);
    }

    private void refused(Client client, ErrorCode code, String... parameters) {
        reader.refused(TestReader.policy(TestResponses.ALL), client, code, parameters);
    }
}
