package io.lintel.server.settings;

import static io.lintel.oauth2.CodeChallengeMethod.PLAIN;
import static io.lintel.oauth2.CodeChallengeMethod.S256;
import static io.lintel.oauth2.GrantType.AUTHORIZATION_CODE;
import static io.lintel.oauth2.GrantType.CLIENT_CREDENTIALS;
import static io.lintel.oauth2.GrantType.DEVICE_CODE;
import static io.lintel.oauth2.GrantType.IMPLICIT;
import static io.lintel.oauth2.GrantType.PASSWORD;
import static io.lintel.oauth2.GrantType.REFRESH_TOKEN;
import static io.lintel.oauth2.GrantType.TOKEN_EXCHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.oauth2.ResponseType;
import io.lintel.server.settings.OAuth2Settings.Device;
import io.lintel.server.settings.OAuth2Settings.Pkce;
import io.lintel.signing.SigningAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class OAuth2SettingsTest {

    @Test
    void emptyOAuth2() {
        assertThat(read("", Compatibility.DEFAULT))
                .isEqualTo(new OAuth2Settings(
                        Set.of(AUTHORIZATION_CODE, REFRESH_TOKEN, IMPLICIT, DEVICE_CODE, TOKEN_EXCHANGE),
                        List.of("code"),
                        false,
                        false,
                        null,
                        List.of(),
                        new Pkce(false, List.of(S256, PLAIN)),
                        new PushSettings(false, Duration.ofSeconds(90), 1000),
                        new Device(1_000, 100)));
    }

    @Test
    void fullOAuth2() {
        assertThat(read("""
                grantTypes: [authorization_code]
                responseTypes: [code, id_token]
                skipApprovalScreen: true
                alwaysShowLoginScreen: true
                passwordConnector: corp
                signingAlgorithms: [ES256, EdDSA]
                pkce: {enforce: true, codeChallengeMethodsSupported: [S256]}
                pushedAuthorizationRequests: {required: true, lifetime: 1m, mostPerClient: 5}
                device: {maxPending: 50, maxPendingPerClient: 5}
                """, Compatibility.DEFAULT))
                .isEqualTo(new OAuth2Settings(
                        Set.of(AUTHORIZATION_CODE),
                        List.of("code", "id_token"),
                        true,
                        true,
                        "corp",
                        List.of(SigningAlgorithm.ES256, SigningAlgorithm.EDDSA),
                        new Pkce(true, List.of(S256)),
                        new PushSettings(true, Duration.ofMinutes(1), 5),
                        new Device(50, 5)));
    }

    @Test
    void passwordGrantIsThereOnlyWithAConnectorForIt() {
        assertThat(read("passwordConnector: corp", Compatibility.DEFAULT).grantTypes())
                .contains(PASSWORD);
        assertThat(read("{passwordConnector: corp, grantTypes: [authorization_code]}", Compatibility.DEFAULT)
                        .grantTypes())
                .containsExactly(AUTHORIZATION_CODE);
    }

    @Test
    void connectorForPasswordsIsThereAndChecksThem() {
        assertThat(mistakesAboutPasswords("passwordConnector: nobody"))
                .containsExactly("yaml:1: passwordConnector: names no connector: nobody");
        assertThat(mistakesAboutPasswords("passwordConnector: github"))
                .containsExactly("yaml:1: passwordConnector: names a connector that checks no passwords");
        assertThat(mistakesAboutPasswords("grantTypes: [password]"))
                .containsExactly("yaml:1: grantTypes: leaves no grant type that could be used; add authorization_code");
    }

    private static List<String> mistakesAboutPasswords(String text) {
        return Yaml.mistakes(
                text,
                (section, mistakes) -> OAuth2Settings.read(
                        section,
                        Compatibility.DEFAULT,
                        FeatureFlags.of(Map.of()),
                        Set.of("corp", "github"),
                        "github"::equals));
    }

    @Test
    @Tag("SEC-A8")
    void strictOffersNoPlainChallengeUnlessItIsListed() {
        assertThat(read("", Compatibility.STRICT).pkce().codeChallengeMethodsSupported())
                .containsExactly(S256);
        assertThat(read("pkce: {codeChallengeMethodsSupported: [plain]}", Compatibility.STRICT)
                        .pkce())
                .isEqualTo(new Pkce(false, List.of(PLAIN)));
    }

    @Test
    void grantTypesThatNothingElseEnablesHaveNoEffect() {
        assertThat(read("grantTypes: [authorization_code, implicit, password, made_up]", Compatibility.DEFAULT)
                        .grantTypes())
                .containsExactlyInAnyOrder(AUTHORIZATION_CODE, IMPLICIT);
    }

    @Test
    void singleWordsCombineAtWill() {
        assertThat(combinations("responseTypes: [code, id_token]", Compatibility.DEFAULT))
                .containsExactlyInAnyOrder("code", "id_token", "code id_token");
        assertThat(combinations("responseTypes: [code, token, id_token]", Compatibility.DEFAULT))
                .containsExactlyInAnyOrder(
                        "code", "id_token", "code id_token", "code token", "id_token token", "code id_token token");
        assertThat(combinations("", Compatibility.DEFAULT)).containsExactly("code");
    }

    @Test
    @Tag("SEC-A10")
    void entryOfSeveralWordsAllowsThatCombinationAlone() {
        assertThat(combinations("responseTypes: [code id_token]", Compatibility.DEFAULT))
                .containsExactly("code id_token");
        assertThat(combinations("responseTypes: [code, id_token token]", Compatibility.DEFAULT))
                .containsExactlyInAnyOrder("code", "id_token token");
    }

    @Test
    @Tag("SEC-A10")
    void tokenAloneIsNeverAnswered() {
        assertThat(combinations("responseTypes: [token]", Compatibility.DEX)).isEmpty();
        assertThat(warnings("oauth2: {responseTypes: [token]}", Compatibility.DEFAULT))
                .containsExactly(
                        "yaml:1: oauth2.responseTypes[0]: has no effect: token is answered only together with others");
        assertThat(warnings("oauth2: {responseTypes: [code, token]}", Compatibility.DEFAULT))
                .isEmpty();
    }

    @Test
    @Tag("SEC-A10")
    void whatGivesTokensNeedsTheGrantTypeImplicit() {
        var written = "responseTypes: [code, id_token]\ngrantTypes: [authorization_code]";

        assertThat(combinations(written, Compatibility.DEFAULT)).containsExactly("code");
        assertThat(combinations(written, Compatibility.DEX))
                .containsExactlyInAnyOrder("code", "id_token", "code id_token");
        assertThat(warnings("oauth2: {" + written.replace("\n", ", ") + "}", Compatibility.DEFAULT))
                .containsExactly("yaml:1: oauth2.responseTypes[1]: has no effect: oauth2.grantTypes lacks implicit");
        assertThat(warnings("oauth2: {" + written.replace("\n", ", ") + "}", Compatibility.DEX))
                .isEmpty();
    }

    private static List<String> combinations(String text, Compatibility compatibility) {
        return read(text, compatibility).combinations(compatibility).stream()
                .map(words -> words.stream().map(ResponseType::value).sorted().collect(Collectors.joining(" ")))
                .toList();
    }

    private static List<String> warnings(String text, Compatibility compatibility) {
        return Yaml.warnings(
                text,
                section -> section.section(
                        "oauth2",
                        block -> OAuth2Settings.read(
                                block,
                                compatibility,
                                FeatureFlags.of(Map.of()),
                                Set.of("corp", "github"),
                                "github"::equals)));
    }

    @Test
    void clientsGetTokensForThemselvesIfAListOrTheSwitchSaysSo() {
        assertThat(read("grantTypes: [client_credentials]", Compatibility.DEFAULT)
                        .grantTypes())
                .containsExactly(CLIENT_CREDENTIALS);
        assertThat(read("", FeatureFlags.of(Map.of("DEX_CLIENT_CREDENTIAL_GRANT_ENABLED_BY_DEFAULT", "1")))
                        .grantTypes())
                .contains(CLIENT_CREDENTIALS, AUTHORIZATION_CODE);
        assertThat(read(
                                "grantTypes: [authorization_code]",
                                FeatureFlags.of(Map.of("DEX_CLIENT_CREDENTIAL_GRANT_ENABLED_BY_DEFAULT", "1")))
                        .grantTypes())
                .as("the switch changes the default list alone")
                .containsExactly(AUTHORIZATION_CODE);
    }

    private static OAuth2Settings read(String text, Compatibility compatibility) {
        return Yaml.read(
                text,
                section -> OAuth2Settings.read(
                        section, compatibility, FeatureFlags.of(Map.of()), Set.of("corp", "github"), "github"::equals));
    }

    private static OAuth2Settings read(String text, FeatureFlags flags) {
        return Yaml.read(
                text,
                section -> OAuth2Settings.read(section, Compatibility.DEFAULT, flags, Set.of("corp"), _ -> false));
    }
}
