package io.lintel.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.oidc.ClaimModifications.NewGroup;
import io.lintel.connector.oidc.OidcConfiguration;
import io.lintel.connector.oidc.OidcConnectorFactory;
import io.lintel.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The configuration of the connector to OpenID providers, as a file for dex writes it.
final class OidcConfigurationTest {

    private final ConnectorText text;

    OidcConfigurationTest(@TempDir Path directory) {
        this.text = new ConnectorText(directory, new OidcConnectorFactory());
    }

    @Test
    void fileForDexBinds() {
        assertThat(text.bind("oidc", """
                issuer: https://accounts.example.com
                issuerAlias: https://alias.example.com
                clientID: $CLIENT_ID
                clientSecret: $SECRET
                redirectURI: https://login.example.org/callback
                basicAuthUnsupported: true
                scopes: [profile, email, groups]
                rootCAs: [/etc/ssl/ca.pem]
                insecureSkipEmailVerified: true
                insecureEnableGroups: true
                allowedGroups: [admins]
                insecureSkipVerify: false
                acrValues: [gold]
                getUserInfo: true
                userIDKey: nickname
                userNameKey: nickname
                promptType: ""
                pkceChallenge: S256
                overrideClaimMapping: true
                claimMapping:
                  preferred_username: other_user_name
                  email: mail
                  groups: "cognito:groups"
                providerDiscoveryOverrides:
                  tokenURL: https://accounts.example.com/token
                  authURL: https://accounts.example.com/auth
                  jwksURL: https://accounts.example.com/keys
                  userInfoURL: https://accounts.example.com/me
                  deviceAuthURL: https://accounts.example.com/device
                  endSessionURL: https://accounts.example.com/bye
                claimModifications:
                  newGroupFromClaims:
                  - claims: [organization, role]
                    delimiter: "::"
                    clearDelimiter: true
                    prefix: bk
                  filterGroupClaims:
                    groupsFilter: "^my/"
                  modifyGroupNames:
                    prefix: a-
                    suffix: -z
                """)).isInstanceOfSatisfying(OidcConfiguration.class, oidc -> {
            assertThat(oidc.issuer()).isEqualTo(URI.create("https://accounts.example.com"));
            assertThat(oidc.issuerAlias()).isEqualTo("https://alias.example.com");
            assertThat(oidc.clientId()).isEqualTo("lintel");
            assertThat(oidc.clientSecret()).isEqualTo(Secret.of("hush"));
            assertThat(oidc.basicAuthUnsupported()).isTrue();
            assertThat(oidc.scopes()).containsExactly("profile", "email", "groups");
            assertThat(oidc.rootCas()).containsExactly("/etc/ssl/ca.pem");
            assertThat(oidc.promptType()).isEmpty();
            assertThat(oidc.userIdKey()).isEqualTo("nickname");
            assertThat(oidc.claimMapping())
                    .containsEntry("preferred_username", "other_user_name")
                    .containsEntry("email", "mail")
                    .containsEntry("groups", "cognito:groups");
            assertThat(oidc.providerDiscoveryOverrides()).isNotNull().satisfies(overrides -> {
                assertThat(overrides.userInfoUrl()).isEqualTo(URI.create("https://accounts.example.com/me"));
                assertThat(overrides.endSessionUrl()).isEqualTo(URI.create("https://accounts.example.com/bye"));
            });
            assertThat(oidc.claimModifications()).isNotNull().satisfies(modifications -> {
                assertThat(modifications.newGroupFromClaims())
                        .containsExactly(new NewGroup(List.of("organization", "role"), "::", true, "bk"));
                assertThat(modifications.modifyGroupNames()).isNotNull().satisfies(names -> assertThat(names.suffix())
                        .isEqualTo("-z"));
                assertThat(modifications.filterGroupClaims())
                        .isNotNull()
                        .satisfies(filter -> assertThat(filter.groupsFilter()).isEqualTo("^my/"));
            });
        });
    }

    @Test
    void smallestFileHasTheDefaults() {
        assertThat(text.bind(
                        "oidc",
                        "{issuer: https://op.example, clientID: a, redirectURI: b, scopes: [], issuerAlias: \"\"}"))
                .isInstanceOfSatisfying(OidcConfiguration.class, oidc -> {
                    assertThat(oidc.scopes()).containsExactly("profile", "email");
                    assertThat(oidc.issuerAlias()).isNull();
                    assertThat(oidc.promptType()).isEqualTo("consent");
                    assertThat(oidc.basicAuthUnsupported()).isNull();
                    assertThat(oidc.providerDiscoveryOverrides()).isNull();
                    assertThat(oidc.claimModifications()).isNull();
                });
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        assertThat(
                        text.mistakes(
                                "oidc",
                                "{issuer: example, providerDiscoveryOverrides: {tokenURL: /token},"
                                        + " claimModifications: {newGroupFromClaims: {claims: a}}, getUserInfo: maybe, issuerURL: x}"))
                .anyMatch(text -> text.startsWith("connectors[0].config.issuer: is not an absolute URI"))
                .anyMatch(text -> text.startsWith("connectors[0].config.clientID: is missing"))
                .anyMatch(text -> text.contains("providerDiscoveryOverrides.tokenURL: is not an absolute URI"))
                .anyMatch(text -> text.startsWith("connectors[0].config.getUserInfo: must be true or false"))
                .anyMatch(text -> text.startsWith("connectors[0].config.issuerURL: is an unknown key"));
    }
}
