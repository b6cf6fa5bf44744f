package io.lintel.server.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.client.ClientAuthenticationMethod;
import io.lintel.client.Provenance;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.ResponseType;
import io.lintel.oauth2.Scope;
import io.lintel.registration.ClientMetadata;
import io.lintel.registration.RegistrationRules;
import io.lintel.secret.Secret;
import io.lintel.server.signing.ClientMetadataText;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients may say of themselves (RFC 7591, section 2; OpenID Connect Dynamic Client Registration, section 2).
final class RegistrationRulesTest {

    private static final String GOOD = "\"redirect_uris\":[\"https://shop.example/cb\"]";
    private static final String KEYS = "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
            + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}";

    private static final RegistrationRules RULES = new RegistrationRules(
            Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN),
            Set.of(Set.of(ResponseType.CODE)),
            null,
            Set.of(),
            Set.of());

    private final ClientMetadataText text = new ClientMetadataText();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"application_type\":\"web\",\"client_name\":\"Łódź & Söhne\",\"contacts\":[\"a@shop.example\"]",
                ",\"logo_uri\":\"https://shop.example/logo\",\"client_uri\":\"https://shop.example\"",
                ",\"policy_uri\":\"https://shop.example/p\",\"tos_uri\":\"https://shop.example/t?a=b\"",
                ",\"grant_types\":[\"authorization_code\",\"refresh_token\"],\"response_types\":[\"code\"]",
                ",\"scope\":\"openid  email\"",
                ",\"subject_type\":\"public\",\"id_token_signed_response_alg\":\"RS256\"",
                ",\"subject_type\":\"pairwise\",\"userinfo_signed_response_alg\":\"ES256\"",
                ",\"post_logout_redirect_uris\":[\"https://shop.example/bye\"]",
                ",\"backchannel_logout_uri\":\"https://shop.example/b\",\"backchannel_logout_session_required\":true",
                ",\"frontchannel_logout_uri\":\"https://shop.example/f\"",
                ",\"request_object_signing_alg\":\"ES256\",\"require_signed_request_object\":true",
                ",\"token_endpoint_auth_method\":\"none\"",
                ",\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":" + KEYS,
                ",\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks_uri\":\"https://shop.example/keys\"",
                ",\"token_endpoint_auth_method\":\"client_secret_jwt\",\"token_endpoint_auth_signing_alg\":\"HS256\"",
                ",\"require_pushed_authorization_requests\":false,\"default_max_age\":60,\"unknown\":{\"a\":[1.5,null]}",
                ",\"require_pushed_authorization_requests\":true",
                ",\"default_max_age\":0,\"require_auth_time\":true,\"default_acr_values\":[\"2\",\"unknown\"]",
                ",\"initiate_login_uri\":\"https://shop.example/login\"",
                ",\"request_uris\":[\"https://requests.example/1\",\"https://shop.example/2?a=b\"]",
                ",\"client_name\":null,\"software_id\":\"s\",\"software_version\":\"1\""
            })
    void acceptable(String more) {
        var metadata = read(GOOD + more);

        assertThat(ClientMetadata.kept(text.read(text.write(metadata.members(text))), text)
                        .members(text))
                .isEqualTo(metadata.members(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            web    | https://shop.example/cb            | true
            web    | https://shop.example:8443/cb?a=b   | true
            web    | http://shop.example/cb             | false
            web    | http://127.0.0.1/cb                | false
            web    | https://localhost/cb               | false
            web    | https://127.0.0.1/cb               | false
            web    | https://[::1]/cb                   | false
            web    | com.example.app:/cb                | false
            web    | https://shop.example/cb#fragment   | false
            web    | https://shop.example/cb#           | false
            web    | https://user@shop.example/cb       | false
            web    | https://*.shop.example/cb          | false
            web    | https://shop.example/*             | false
            web    | https:///cb                        | false
            web    | https:shop.example                 | false
            web    | /cb                                | false
            web    | shop.example/cb                    | false
            web    | https://shop.example\\@evil.example | false
            web    | https://shop.exämple/cb            | false
            web    | javascript:alert(1)                | false
            web    | data:text/html,x                   | false
            native | com.example.app:/cb                | true
            native | http://127.0.0.1:8000/cb           | true
            native | http://localhost/cb                | true
            native | http://[::1]:1/cb                  | true
            native | https://shop.example/cb            | true
            native | http://shop.example/cb             | false
            native | http://127.0.0.1.evil.example/cb   | false
            native | http://localhost.evil.example/cb   | false
            native | http:///cb                         | false
            native | myapp:/cb                          | false
            native | JavaScript:alert(1)                | false
            native | file:///etc/passwd                 | false
            native | about:blank                        | false
            native | com.example.app:/cb#x              | false
            native | urn:ietf:wg:oauth:2.0:oob          | false
            """)
    @Tag("SEC-A12")
    @Tag("SEC-A4")
    void redirectUri(String type, String uri, boolean isAcceptable) {
        var given = "\"application_type\":\"" + type + "\",\"redirect_uris\":[\"" + uri.replace("\\", "\\\\") + "\"]";
        if (isAcceptable) {
            assertThat(read(given).redirectUris()).containsExactly(uri);
        } else {
            assertRefused("invalid_redirect_uri", given);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"redirect_uris\":\"https://shop.example/cb\"",
                "\"redirect_uris\":[1]",
                "\"redirect_uris\":[\"\"]",
                GOOD + ",\"application_type\":\"desktop\"",
                GOOD + ",\"client_name\":7",
                GOOD + ",\"client_name\":\"\"",
                GOOD + ",\"client_name\":\"  \"",
                GOOD + ",\"client_name\":\"a\\u202eb\"",
                GOOD + ",\"client_name\":\"a\\nb\"",
                GOOD + ",\"client_name\":\"a\\u0000\"",
                GOOD + ",\"client_name\":\"a\\ud800\"",
                GOOD + ",\"logo_uri\":\"http://shop.example/logo\"",
                GOOD + ",\"logo_uri\":\"https://evil.example/logo\"",
                GOOD + ",\"logo_uri\":\"javascript:alert(1)\"",
                GOOD + ",\"logo_uri\":\"data:image/png;base64,AA\"",
                GOOD + ",\"client_uri\":\"//shop.example\"",
                GOOD + ",\"policy_uri\":\"https://shop.example.evil.example/\"",
                GOOD + ",\"tos_uri\":\"https://u@shop.example/\"",
                GOOD + ",\"contacts\":\"a@shop.example\"",
                GOOD + ",\"grant_types\":[\"password\"]",
                GOOD + ",\"grant_types\":[\"client_credentials\"]",
                GOOD + ",\"grant_types\":[\"magic\"]",
                GOOD + ",\"grant_types\":[\"refresh_token\"]",
                GOOD + ",\"grant_types\":\"authorization_code\"",
                GOOD + ",\"response_types\":[\"token\"]",
                GOOD + ",\"response_types\":[\"code id_token\"]",
                GOOD + ",\"response_types\":[]",
                "\"redirect_uris\":[\"https://a.example/\",\"https://b.example/\"],\"subject_type\":\"pairwise\"",
                GOOD + ",\"subject_type\":\"pairwise\",\"sector_identifier_uri\":\"https://localhost/s\"",
                GOOD + ",\"subject_type\":\"opaque\"",
                GOOD + ",\"post_logout_redirect_uris\":[\"javascript:alert(1)\"]",
                GOOD + ",\"post_logout_redirect_uris\":[\"http://shop.example/bye\"]",
                GOOD + ",\"backchannel_logout_uri\":\"http://shop.example/b\"",
                GOOD + ",\"frontchannel_logout_uri\":\"https://other.example/f\"",
                GOOD + ",\"id_token_signed_response_alg\":\"EdDSA\"",
                GOOD + ",\"id_token_signed_response_alg\":\"none\"",
                GOOD + ",\"id_token_signed_response_alg\":\"HS256\"",
                GOOD + ",\"id_token_encrypted_response_alg\":\"RSA-OAEP\"",
                GOOD + ",\"userinfo_signed_response_alg\":\"none\"",
                GOOD + ",\"userinfo_encrypted_response_alg\":\"RSA-OAEP\"",
                GOOD + ",\"request_object_signing_alg\":\"none\"",
                GOOD + ",\"require_pushed_authorization_requests\":\"true\"",
                GOOD + ",\"dpop_bound_access_tokens\":true",
                GOOD + ",\"token_endpoint_auth_method\":\"tls_client_auth\"",
                GOOD + ",\"token_endpoint_auth_method\":\"private_key_jwt\"",
                GOOD + ",\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":{\"keys\":[]}",
                GOOD + ",\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":[]",
                GOOD + ",\"token_endpoint_auth_signing_alg\":\"RS256\"",
                GOOD + ",\"token_endpoint_auth_signing_alg\":\"none\"",
                GOOD + ",\"jwks_uri\":\"http://shop.example/keys\"",
                GOOD + ",\"jwks_uri\":\"https://shop.example/keys\",\"jwks\":" + KEYS,
                GOOD + ",\"jwks\":{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
                GOOD + ",\"sector_identifier_uri\":\"http://shop.example/s\"",
                GOOD + ",\"default_max_age\":-1",
                GOOD + ",\"default_max_age\":1000000000",
                GOOD + ",\"default_max_age\":\"60\"",
                GOOD + ",\"default_acr_values\":\"2\"",
                GOOD + ",\"require_auth_time\":\"true\"",
                GOOD + ",\"initiate_login_uri\":\"http://shop.example/login\"",
                GOOD + ",\"request_uris\":[\"http://shop.example/request\"]",
                GOOD + ",\"request_uris\":[\"https://shop.example/request#hash\"]",
                GOOD + ",\"scope\":[\"openid\"]"
            })
    void notAcceptable(String given) {
        assertRefused("invalid_client_metadata", given);
    }

    @Test
    void whoRedeemsCodesSaysWhereTheyAreSent() {
        assertRefused("invalid_redirect_uri", "\"client_name\":\"Shop\"");
        assertRefused("invalid_redirect_uri", "\"redirect_uris\":[]");
    }

    @Test
    void softwareStatementIsRefusedByItsOwnName() {
        assertRefused("invalid_software_statement", GOOD + ",\"software_statement\":\"e30.e30.\"");
    }

    @Test
    void responseTypesAreThoseOfTheServerAndFitTheGrants() {
        var broad = new RegistrationRules(
                Set.of(GrantType.AUTHORIZATION_CODE, GrantType.IMPLICIT),
                Set.of(
                        Set.of(ResponseType.CODE),
                        Set.of(ResponseType.ID_TOKEN),
                        Set.of(ResponseType.ID_TOKEN, ResponseType.TOKEN)),
                null,
                Set.of(),
                Set.of());
        var implicit = GOOD + ",\"grant_types\":[\"implicit\"],\"response_types\":[\"token id_token\"]";

        var registration = read(broad, implicit)
                .client(new ClientId("c"), Secret.of("s"), Provenance.SELF_REGISTERED)
                .registration();
        assertThat(registration.allowsResponse(Set.of(ResponseType.ID_TOKEN, ResponseType.TOKEN)))
                .isTrue();
        assertThat(registration.allowsResponse(Set.of(ResponseType.ID_TOKEN))).isFalse();
        assertThat(registration.allowsResponse(Set.of(ResponseType.CODE))).isFalse();
        for (var other : List.of(
                implicit.replace("token id_token", "code"),
                implicit.replace("token id_token", "code id_token"),
                implicit.replace("token id_token", "token"),
                implicit.replace("token id_token", "magic"),
                implicit.replace("\"token id_token\"", "\"id_token\",\"code\""),
                implicit.replace("\"implicit\"", "\"authorization_code\",\"implicit\""),
                GOOD + ",\"response_types\":[\"id_token\"]")) {
            assertThatExceptionOfType(OAuth2Exception.class)
                    .as(other)
                    .isThrownBy(() -> read(broad, other))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_CLIENT_METADATA));
        }
        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(() -> read(broad, implicit.replace(GOOD, "\"redirect_uris\":[]")))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REDIRECT_URI));
    }

    /// RFC 7591, section 3.2.1: the answer says what the client has.
    @Test
    void scopesThatNobodyCanBeGivenAreLeftOut() {
        var metadata = read(GOOD + ",\"scope\":\"openid tools:read audience:server:client_id:api email\"");

        assertThat(metadata.members(text)).containsEntry("scope", "openid audience:server:client_id:api email");
    }

    @Test
    void operatorNarrowsWhatThereIs() {
        var narrow = new RegistrationRules(
                Set.of(GrantType.AUTHORIZATION_CODE),
                Set.of(Set.of(ResponseType.CODE)),
                Set.of(Scope.OPENID, Scope.EMAIL),
                Set.of("shop.example"),
                Set.of("cdn.example"));

        assertThat(read(narrow, GOOD + ",\"scope\":\"openid\",\"logo_uri\":\"https://cdn.example/l\"")
                        .scopes())
                .containsExactly(Scope.OPENID);
        for (var given : List.of(
                GOOD,
                GOOD + ",\"scope\":\"openid groups\"",
                GOOD + ",\"scope\":\"openid\",\"grant_types\":[\"authorization_code\",\"refresh_token\"]",
                "\"redirect_uris\":[\"https://other.example/cb\"],\"scope\":\"openid\"",
                "\"redirect_uris\":[\"https://a.shop.example/cb\"],\"scope\":\"openid\"")) {
            assertThatExceptionOfType(OAuth2Exception.class).as(given).isThrownBy(() -> read(narrow, given));
        }
    }

    @Test
    void clientIsWhatItSaidOfItselfAndNoMore() {
        var client = read(GOOD
                        + ",\"client_name\":\"Shop\",\"scope\":\"openid\",\"token_endpoint_auth_method\":\"none\","
                        + "\"require_pushed_authorization_requests\":true")
                .client(new ClientId("c"), null, Provenance.SELF_REGISTERED);

        assertThat(client.isPublic()).isTrue();
        assertThat(client.requests().mustBePushed()).isTrue();
        assertThat(client.name()).isEqualTo("Shop");
        assertThat(client.authentication().method()).isEqualTo(ClientAuthenticationMethod.NONE);
        assertThat(client.registration().provenance().isTrusted()).isFalse();
        assertThat(client.registration().allows(GrantType.AUTHORIZATION_CODE)).isTrue();
        assertThat(client.registration().allows(GrantType.REFRESH_TOKEN)).isFalse();
        assertThat(client.registration().allows(List.of(Scope.OPENID, Scope.EMAIL)))
                .isFalse();
        assertThat(client.trustedPeers()).isEmpty();
        assertThat(read(GOOD)
                        .client(new ClientId("c"), Secret.of("s"), Provenance.SELF_REGISTERED)
                        .isPublic())
                .isFalse();
    }

    @Test
    @Tag("SEC-G6")
    void textIsReadStrictly() {
        for (var json : List.of(
                "",
                "[]",
                "null",
                "{\"a\":1,\"a\":1}",
                "{} x",
                "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}",
                "{\"a\":\"" + "x".repeat(70_000) + "\"}")) {
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> text.read(json));
        }
    }

    private ClientMetadata read(String members) {
        return read(RULES, members);
    }

    private ClientMetadata read(RegistrationRules rules, String members) {
        return rules.read(text.read("{" + members + "}"), Set.of("RS256", "ES256"), text);
    }

    private void assertRefused(String code, String members) {
        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(() -> read(members))
                .satisfies(refused -> assertThat(refused.code().code()).isEqualTo(code));
    }
}
