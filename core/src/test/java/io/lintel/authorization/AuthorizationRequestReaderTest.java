package io.lintel.authorization;

import static io.lintel.client.TestClients.API;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.client.ClientRegistration;
import io.lintel.client.Provenance;
import io.lintel.client.RequestDefaults;
import io.lintel.client.RequestRules;
import io.lintel.client.TestClients;
import io.lintel.client.TokenSettings;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginHint;
import io.lintel.oauth2.CodeChallenge;
import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Prompt;
import io.lintel.oauth2.RequestedClaim;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.ResponseMode;
import io.lintel.oauth2.ResponseType;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// OpenID Connect Core, sections 3.1.2.1 and 3.1.2.2.
final class AuthorizationRequestReaderTest {

    private static final String S256 = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final TestReader reader = new TestReader();

    @Test
    void leastRequestIsRead() {
        var request = reader.read();

        assertThat(request.client()).isEqualTo(SHOP.id());
        assertThat(request.redirectUri()).isEqualTo(SHOP.redirectUris().getFirst());
        assertThat(request.responseTypes()).containsExactly(ResponseType.CODE);
        assertThat(request.responseMode()).isEqualTo(ResponseMode.QUERY);
        assertThat(request.scopes()).isEqualTo(Scopes.of(Scope.OPENID));
        assertThat(request.prompts()).isEmpty();
        assertThat(request.state()).isNull();
        assertThat(request.access().nonce()).isNull();
        assertThat(request.codeChallenge()).isNull();
        assertThat(request.maxAge()).isNull();
        assertThat(request.connector()).isNull();
        assertThat(request.loginHint()).isNull();
        assertThat(request.locales()).isNull();
    }

    @Test
    void fullRequestIsRead() {
        var request = reader.read(
                "scope", "openid email profile groups federated:id offline_access audience:server:client_id:api",
                "state", "a b&c=d%20\"ä",
                "nonce", "n",
                "response_mode", "query",
                "prompt", "login consent select_account login",
                "max_age", "3600",
                "connector_id", "corp",
                "login_hint", "alice@example.org",
                "ui_locales", "de-CH en",
                "code_challenge", S256,
                "code_challenge_method", "S256",
                "acr_values", "ignored",
                "claims", "{}",
                "unheard_of", "ignored");

        assertThat(request.scopes())
                .hasToString("openid email profile groups federated:id offline_access audience:server:client_id:api");
        assertThat(request.state()).isEqualTo("a b&c=d%20\"ä");
        assertThat(request.access().nonce()).isEqualTo("n");
        assertThat(request.prompts()).containsExactlyInAnyOrder(Prompt.LOGIN, Prompt.CONSENT, Prompt.SELECT_ACCOUNT);
        assertThat(request.maxAge()).isEqualTo(Duration.ofHours(1));
        assertThat(request.connector()).isEqualTo(new ConnectorId("corp"));
        assertThat(request.loginHint()).isEqualTo(new LoginHint("alice@example.org"));
        assertThat(request.locales()).isEqualTo("de-CH en");
        assertThat(request.codeChallenge()).isEqualTo(new CodeChallenge(CodeChallengeMethod.S256, S256));
    }

    @ParameterizedTest
    @CsvSource({
        "request, eyJhbGciOiJub25lIn0.e30., REQUEST_NOT_SUPPORTED",
        "request_uri, https://evil.test/request, REQUEST_URI_NOT_SUPPORTED",
        "registration, {}, REGISTRATION_NOT_SUPPORTED",
    })
    @Tag("SEC-A10")
    void whatWouldChangeTheRequestIsRefused(String name, String value, ErrorCode code) {
        reader.refused(code, name, value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token",
                "id_token",
                "code token",
                "code id_token",
                "id_token token",
                "none",
                "CODE",
                "code,token",
                "code ",
                " code",
                "code  code",
                "password",
                "code\u0000"
            })
    @Tag("SEC-A6")
    @Tag("SEC-A10")
    void responseTypeThatIsNotConfiguredIsRefused(String type) {
        reader.refused(ErrorCode.UNSUPPORTED_RESPONSE_TYPE, "response_type", type);
    }

    @Test
    void missingResponseTypeIsAnInvalidRequest() {
        reader.refused(ErrorCode.INVALID_REQUEST, "response_type", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web_message", "fragment,form_post", "query.jwt", "QUERY", "query fragment"})
    @Tag("SEC-A10")
    void otherResponseModesAreRefused(String mode) {
        reader.refused(ErrorCode.INVALID_REQUEST, "response_mode", mode);
    }

    @Test
    void scopeOpenidIsNeeded() {
        reader.refused(ErrorCode.INVALID_SCOPE, "scope", "");
        reader.refused(ErrorCode.INVALID_SCOPE, "scope", "email");
        reader.refused(ErrorCode.INVALID_SCOPE, "scope", "OpenID");
    }

    /// RFC 8707, section 2.
    @Test
    @Tag("SEC-A6")
    void resourceIsOneOfThoseTheClientHasRegistered() {
        var calendar = new Resource("https://calendar.example");
        var shop = SHOP.with()
                .tokens(TokenSettings.builder().resources(List.of(calendar)).build())
                .build();
        reader.clients.put(shop);

        assertThat(reader.read("resource", calendar.value()).access().resources())
                .containsExactly(calendar);
        assertThat(reader.read().access().resources()).isEmpty();
        for (var refused : List.of("https://calendar.example/", "https://mail.example", "calendar", calendar + "#x")) {
            reader.refused(ErrorCode.INVALID_TARGET, "resource", refused);
        }
        reader.clients.put(SHOP);
        reader.refused(ErrorCode.INVALID_TARGET, "resource", calendar.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin",
                "addresses",
                "Email",
                "openid,email",
                "email\tgroups",
                "federated",
                "federated:",
                "audience:server:client_id:",
                "audience:client_id:api",
                "*"
            })
    @Tag("SEC-A6")
    void unknownScopeIsRefused(String scope) {
        reader.refused(ErrorCode.INVALID_SCOPE, "scope", "openid " + scope);
        reader.refused(ErrorCode.INVALID_SCOPE, "scope", scope + " openid");
    }

    /// RFC 6749, section 4.1.2.1, has a narrow alphabet for descriptions.
    @Test
    @Tag("SEC-D7")
    void refusedScopesAreNamedInPrintableAscii() {
        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(() -> reader.read("scope", "openid <b>\"\\\r\nä\u0000x " + "y".repeat(300)))
                .satisfies(e -> assertThat(e.description().orElseThrow())
                        .matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]{1,240}")
                        .contains("<b>"));
    }

    @Test
    @Tag("SEC-A6")
    void scopesAreLimited() {
        var many = IntStream.range(0, 64).mapToObj(i -> "scope" + i).collect(Collectors.joining(" "));

        assertThatExceptionOfType(OAuth2Exception.class)
                .isThrownBy(() -> reader.read("scope", "openid " + many))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SCOPE))
                .satisfies(e -> assertThat(e.description()).contains("There are too many scopes."));
    }

    @Test
    @Tag("SEC-F4")
    @Tag("SEC-A6")
    void audienceThatDoesNotTrustTheClientIsRefused() {
        var api = "openid audience:server:client_id:api";
        assertThat(reader.read("scope", api).scopes().audiences()).containsExactly(API.id());

        reader.refused(THIEF, ErrorCode.INVALID_SCOPE, "scope", api);
        reader.refused(API, ErrorCode.INVALID_SCOPE, "scope", "openid audience:server:client_id:shop");
        reader.refused(ErrorCode.INVALID_SCOPE, "scope", "openid audience:server:client_id:thief");
        reader.refused(ErrorCode.INVALID_SCOPE, "scope", "openid audience:server:client_id:stranger");
        reader.refused(ErrorCode.INVALID_SCOPE, "scope", "openid audience:server:client_id:API");
        reader.refused(ErrorCode.INVALID_SCOPE, "scope", api + " audience:server:client_id:thief");
    }

    @Test
    @Tag("SEC-F4")
    void clientTrustsItselfAndTrustIsNotInherited() {
        assertThat(reader.read("scope", "openid audience:server:client_id:shop")
                        .scopes()
                        .audiences())
                .containsExactly(SHOP.id());

        reader.clients.put(TestClients.trusting(SHOP, THIEF));
        reader.refused(THIEF, ErrorCode.INVALID_SCOPE, "scope", "openid audience:server:client_id:api");
    }

    @Test
    @Tag("SEC-F4")
    void withdrawnTrustCountsAtTheNextRequest() {
        reader.clients.put(TestClients.trusting(API));
        reader.refused(ErrorCode.INVALID_SCOPE, "scope", "openid audience:server:client_id:api");

        reader.clients.remove(API.id());
        reader.refused(ErrorCode.INVALID_SCOPE, "scope", "openid audience:server:client_id:api");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none login",
                "none consent",
                "none select_account",
                "login none",
                "create",
                "NONE",
                "login,consent",
                "login\tconsent"
            })
    void badPromptIsRefused(String prompt) {
        reader.refused(ErrorCode.INVALID_REQUEST, "prompt", prompt);
    }

    @Test
    void promptNoneStandsAlone() {
        assertThat(reader.read("prompt", "none").prompts()).containsExactly(Prompt.NONE);
        assertThat(reader.read("prompt", "none none").prompts()).containsExactly(Prompt.NONE);
    }

    @Test
    void approvalPromptForceAsksForConsent() {
        assertThat(reader.read("approval_prompt", "force").prompts()).containsExactly(Prompt.CONSENT);
        assertThat(reader.read("approval_prompt", "auto").prompts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+1", "1.5", "1e3", "0x10", "a", " 1", "1 ", "１", "99999999999999999999", "NaN"})
    void badMaxAgeIsRefused(String maxAge) {
        reader.refused(ErrorCode.INVALID_REQUEST, "max_age", maxAge);
    }

    @Test
    void maxAgeZeroIsAMaxAge() {
        assertThat(reader.read("max_age", "0").maxAge()).isZero();
        assertThat(reader.read("max_age", "0").wanted()).contains(io.lintel.connector.Wanted.FRESH_LOGIN);
    }

    /// OpenID Connect Dynamic Client Registration, section 2.
    @Test
    void whatTheClientHasRegisteredCountsWhereTheRequestSaysNothing() {
        var defaults = new RequestDefaults(Duration.ofMinutes(5), List.of("2", "unknown", "1"));
        reader.clients.put(SHOP.with()
                .requests(new RequestRules(false, false, null, defaults, List.of()))
                .build());
        var contexts = new RequestedClaim(false, List.of("2", "1"));

        assertThat(reader.read().maxAge()).isEqualTo(Duration.ofMinutes(5));
        assertThat(reader.read().access().claims().idToken()).containsEntry("acr", contexts);
        assertThat(reader.read("max_age", "60").maxAge()).isEqualTo(Duration.ofMinutes(1));
        assertThat(reader.read("acr_values", "1").access().claims().idToken())
                .containsEntry("acr", new RequestedClaim(false, List.of("1")));
        var essential = "{\"id_token\":{\"acr\":{\"essential\":true}}}";
        assertThat(reader.read("claims", essential).access().claims().idToken())
                .containsEntry("acr", new RequestedClaim(true, List.of()));
    }

    @Test
    @Tag("SEC-A6")
    void responseTypeThatWasNotRegisteredIsRefused() {
        var types = Set.of(Set.of(ResponseType.ID_TOKEN));
        var registered = SHOP.with()
                .registration(new ClientRegistration(Provenance.SELF_REGISTERED, null, types, null))
                .build();
        reader.clients.put(registered);

        var policy = TestReader.policy(TestResponses.ALL);
        assertThat(reader.read(policy, registered, "response_type", "id_token", "nonce", "n")
                        .responseTypes())
                .containsExactly(ResponseType.ID_TOKEN);
        reader.refused(policy, registered, ErrorCode.UNAUTHORIZED_CLIENT, "response_type", "code");
    }

    @ParameterizedTest
    @CsvSource({"state, 2048", "nonce, 1024"})
    void whatMustTravelWithTheBrowserIsLimited(String name, int longest) {
        assertThat(reader.read(name, "ä".repeat(longest))).isNotNull();
        reader.refused(ErrorCode.INVALID_REQUEST, name, "a".repeat(longest + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"login_hint", "ui_locales"})
    void hintThatIsTooLongIsNoHint(String name) {
        var request = reader.read(name, "a".repeat(257));

        assertThat(request.loginHint()).isNull();
        assertThat(request.locales()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "alice\r\nX: y", "\u202ealice"})
    void hintThatIsNoPlainLineIsNoHint(String hint) {
        assertThat(reader.read("login_hint", hint).loginHint()).isNull();
    }
}
