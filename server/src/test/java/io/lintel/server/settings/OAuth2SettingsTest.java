package io.lintel.server.settings;

import static io.lintel.oauth2.CodeChallengeMethod.PLAIN;
import static io.lintel.oauth2.CodeChallengeMethod.S256;
import static io.lintel.oauth2.GrantType.AUTHORIZATION_CODE;
import static io.lintel.oauth2.GrantType.CLIENT_CREDENTIALS;
import static io.lintel.oauth2.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.settings.OAuth2Settings.Pkce;
import io.lintel.signing.SigningAlgorithm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class OAuth2SettingsTest {

    @Test
    void emptyOAuth2() {
        assertThat(read("", Compatibility.DEFAULT))
                .isEqualTo(new OAuth2Settings(
                        Set.of(AUTHORIZATION_CODE, REFRESH_TOKEN),
                        List.of("code"),
                        false,
                        false,
                        null,
                        List.of(),
                        new Pkce(false, List.of(S256, PLAIN))));
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
                """, Compatibility.DEFAULT))
                .isEqualTo(new OAuth2Settings(
                        Set.of(AUTHORIZATION_CODE),
                        List.of("code", "id_token"),
                        true,
                        true,
                        "corp",
                        List.of(SigningAlgorithm.ES256, SigningAlgorithm.EDDSA),
                        new Pkce(true, List.of(S256))));
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
                .containsExactly(AUTHORIZATION_CODE);
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
                section -> OAuth2Settings.read(section, compatibility, FeatureFlags.of(Map.of()), Set.of("corp")));
    }

    private static OAuth2Settings read(String text, FeatureFlags flags) {
        return Yaml.read(text, section -> OAuth2Settings.read(section, Compatibility.DEFAULT, flags, Set.of("corp")));
    }
}
