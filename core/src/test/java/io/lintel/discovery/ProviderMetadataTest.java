package io.lintel.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.authorization.AuthorizationPolicy;
import io.lintel.authorization.AuthorizationPolicy.PkceRequirement;
import io.lintel.authorization.PushPolicy;
import io.lintel.authorization.ResponseRules;
import io.lintel.authorization.TestResponses;
import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.Issuer;
import io.lintel.signing.SigningAlgorithm;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// OpenID Connect Discovery, section 3; RFC 8414, section 2.
final class ProviderMetadataTest {

    @Test
    void endpointsLieBelowTheIssuer() {
        assertThat(members("https://id.example/dex", List.of(CodeChallengeMethod.S256)))
                .containsEntry("issuer", "https://id.example/dex")
                .containsEntry("authorization_endpoint", "https://id.example/dex/auth")
                .containsEntry("token_endpoint", "https://id.example/dex/token")
                .containsEntry("jwks_uri", "https://id.example/dex/keys")
                .containsEntry("userinfo_endpoint", "https://id.example/dex/userinfo");
        assertThat(members("https://id.example/", List.of()))
                .containsEntry("issuer", "https://id.example/")
                .containsEntry("token_endpoint", "https://id.example/token")
                .containsEntry("introspection_endpoint", "https://id.example/token/introspect")
                .containsEntry("revocation_endpoint", "https://id.example/token/revoke");
    }

    @Test
    @Tag("SEC-A10")
    void onlyWhatWorksIsPromised() {
        assertThat(members("https://id.example", List.of(CodeChallengeMethod.S256)))
                .containsEntry("grant_types_supported", List.of("authorization_code", "refresh_token"))
                .containsEntry("response_types_supported", List.of("code"))
                .containsEntry("response_modes_supported", List.of("query", "fragment", "form_post"))
                .containsEntry("subject_types_supported", List.of("public", "pairwise"))
                .containsEntry(
                        "scopes_supported",
                        List.of("openid", "email", "groups", "profile", "address", "phone", "offline_access"))
                .containsEntry("request_parameter_supported", true)
                .containsEntry("request_uri_parameter_supported", true)
                .containsEntry("require_request_uri_registration", true)
                .containsEntry("claims_parameter_supported", true)
                .doesNotContainKeys(
                        "registration_endpoint",
                        "end_session_endpoint",
                        "device_authorization_endpoint",
                        "backchannel_logout_supported");
    }

    @Test
    @Tag("SEC-A10")
    void tokensFromTheAuthorizationEndpointArePromisedWhereTheyCanBeHad() {
        assertThat(members(TestResponses.ALL, "https://id.example", List.of()))
                .containsEntry("grant_types_supported", List.of("authorization_code", "implicit", "refresh_token"))
                .containsEntry(
                        "response_types_supported",
                        List.of(
                                "code",
                                "code id_token",
                                "code id_token token",
                                "code token",
                                "id_token",
                                "id_token token"));
    }

    @Test
    @Tag("SEC-A8")
    void methodPlainIsNotAdvertisedWhereItIsNotAccepted() {
        assertThat(members("https://id.example", List.of(CodeChallengeMethod.S256)))
                .containsEntry("code_challenge_methods_supported", List.of("S256"));
        assertThat(members("https://id.example", List.of(CodeChallengeMethod.PLAIN, CodeChallengeMethod.S256)))
                .containsEntry("code_challenge_methods_supported", List.of("plain", "S256"));
    }

    @Test
    @Tag("SEC-A9")
    void answersAreSaidToNameTheIssuer() {
        assertThat(members("https://id.example", List.of()))
                .containsEntry("authorization_response_iss_parameter_supported", true);
    }

    @Test
    void algorithmsAreThoseOfThePublishedKeysEachOnce() {
        assertThat(members("https://id.example", List.of()))
                .containsEntry("id_token_signing_alg_values_supported", List.of("ES256", "RS256"));
    }

    /// OpenID Connect Discovery, section 3.
    @Test
    void languagesOfThePagesAndTheWordsOfPromptAreTold() {
        assertThat(members("https://id.example", List.of()))
                .containsEntry("ui_locales_supported", List.of("en", "de"))
                .containsEntry("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
    }

    @Test
    void devicesAreToldWhereToAskIfTheyAreServed() {
        var metadata =
                metadata(TestResponses.CODE, "https://id.example/dex", List.of(), EnumSet.of(GrantType.DEVICE_CODE));

        assertThat(metadata.members(List.of()))
                .containsEntry("device_authorization_endpoint", "https://id.example/dex/device/code");
        assertThat(members("https://id.example", List.of())).doesNotContainKey("device_authorization_endpoint");
    }

    private static Map<String, Object> members(String issuer, List<CodeChallengeMethod> methods) {
        return members(TestResponses.CODE, issuer, methods);
    }

    private static Map<String, Object> members(
            ResponseRules responses, String issuer, List<CodeChallengeMethod> methods) {
        var grantTypes = EnumSet.of(GrantType.REFRESH_TOKEN, GrantType.AUTHORIZATION_CODE);
        return metadata(responses, issuer, methods, grantTypes)
                .members(List.of(SigningAlgorithm.ES256, SigningAlgorithm.RS256, SigningAlgorithm.ES256));
    }

    private static ProviderMetadata metadata(
            ResponseRules responses, String issuer, List<CodeChallengeMethod> methods, Set<GrantType> grantTypes) {
        var policy = new AuthorizationPolicy(
                responses,
                methods,
                PkceRequirement.NOBODY,
                false,
                false,
                Duration.ofMinutes(10),
                Duration.ofMinutes(1));
        var push = new PushPolicy(false, Duration.ofSeconds(90), 10);
        return new ProviderMetadata(
                new Issuer(issuer), policy, push, false, grantTypes, List.of("1"), Set.of(), List.of("en", "de"));
    }
}
