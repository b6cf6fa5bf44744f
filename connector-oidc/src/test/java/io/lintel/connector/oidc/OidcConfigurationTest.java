package io.lintel.connector.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.oidc.ClaimModifications.GroupClaimFilter;
import io.lintel.connector.testkit.LogRecording;
import io.lintel.connector.testkit.LoopbackCertificate;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys cannot vanish and defaults cannot change unnoticed.
final class OidcConfigurationTest {

    @Test
    void keysAndDefaultsAreThoseOfTheDocumentation() {
        assertThat(keys(OidcConfiguration.class))
                .containsExactly(
                        entry("issuer", "-"),
                        entry("issuerAlias", "-"),
                        entry("clientId", "-"),
                        entry("clientSecret", "-"),
                        entry("clientAssertionKey", "-"),
                        entry("clientAssertionKeyId", "-"),
                        entry("redirectUri", "-"),
                        entry("providerDiscoveryOverrides", "-"),
                        entry("basicAuthUnsupported", "-"),
                        entry("scopes", "profile,email"),
                        entry("hostedDomains", "-"),
                        entry("rootCas", "-"),
                        entry("insecureSkipVerify", "false"),
                        entry("insecureSkipEmailVerified", "false"),
                        entry("insecureEnableGroups", "false"),
                        entry("allowedGroups", "-"),
                        entry("acrValues", "-"),
                        entry("requireAcr", "false"),
                        entry("getUserInfo", "false"),
                        entry("userIdKey", "-"),
                        entry("userNameKey", "-"),
                        entry("promptType", "consent"),
                        entry("pkceChallenge", "-"),
                        entry("overrideClaimMapping", "false"),
                        entry("claimMapping", "-"),
                        entry("claimModifications", "-"),
                        entry("subjectTokenAudiences", "-"),
                        entry("callTimeout", "PT15S"),
                        entry("loginTimeout", "PT30S"));
        assertThat(keys(DiscoveryOverrides.class).keySet())
                .containsExactly("tokenUrl", "authUrl", "jwksUrl", "userInfoUrl", "deviceAuthUrl", "endSessionUrl");
        assertThat(keys(ClaimModifications.class).keySet())
                .containsExactly("newGroupFromClaims", "filterGroupClaims", "modifyGroupNames");
        assertThat(keys(ClaimModifications.NewGroup.class).keySet())
                .containsExactly("claims", "delimiter", "clearDelimiter", "prefix");
    }

    @Test
    void connectorOpensWithoutAskingAnybody() {
        try (var connector = Setup.of("https://op.example/realm").open()) {
            assertThat(connector.capabilities())
                    .containsExactlyInAnyOrder(
                            Capability.OFFLINE_ACCESS, Capability.TOKEN_EXCHANGE, Capability.UPSTREAM_LOGOUT);
        }
    }

    @Test
    void factoryIsOfTheTypeOidc() {
        assertThat(new OidcConnectorFactory().type()).isEqualTo("oidc");
        assertThat(new OidcConnectorFactory().configuration()).isEqualTo(OidcConfiguration.class);
    }

    @Test
    void secretIsASecretFromTheStart() {
        assertThat(Setup.of("https://op.example")
                        .clientSecret("hush")
                        .configuration()
                        .toString())
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://op.example", "https:///x", "https://op.example?a=b", "https://op.example#a", "urn:a:b"})
    void issuerIsAnAddressOfTheWeb(String issuer) {
        misconfigured("issuer", Setup.of(issuer));
    }

    @Test
    void mistakesNameTheirKeys() {
        misconfigured("pkceChallenge", Setup.of("https://op.example").pkceChallenge("S512"));
        misconfigured("claimMapping", Setup.of("https://op.example").claimMapping(Map.of("mail", "email")));
        misconfigured("requireAcr", Setup.of("https://op.example").requireAcr());
        misconfigured("clientSecret", Setup.of("https://op.example").clientAssertionKey("key.pem", null));
        misconfigured(
                "clientAssertionKeyID",
                Setup.of("https://op.example").clientSecret("").clientAssertionKey("", "k1"));
        misconfigured(
                "basicAuthUnsupported",
                Setup.of("https://op.example")
                        .clientSecret("")
                        .clientAssertionKey("key.pem", null)
                        .basicAuthUnsupported(true));
        misconfigured(
                "absent.pem", Setup.of("https://op.example").clientSecret("").clientAssertionKey("absent.pem", null));
        misconfigured("rootCAs", contradicting());
        misconfigured("groupsFilter", badlyFiltering());
        misconfigured("callTimeout", Setup.of("https://op.example").callTimeout(Duration.ZERO));
        misconfigured(
                "providerDiscoveryOverrides",
                Setup.of("https://op.example")
                        .overrides(new DiscoveryOverrides(null, null, null, null, null, URI.create("mailto:a@b"))));
        Setup.of("https://op.example")
                .dexCompatible()
                .claimMapping(Map.of("mail", "email"))
                .open()
                .close();
    }

    @Test
    @Tag("SEC-J4")
    void whatDexPassesOverIsAWarningForThoseWhoWantDex() {
        try (var log = LogRecording.start()) {
            contradicting().dexCompatible().open().close();
            badlyFiltering().dexCompatible().open().close();

            assertThat(log.text())
                    .contains("connector op: insecureSkipVerify: true contradicts rootCAs")
                    .contains("connector op: claimModifications.filterGroupClaims.groupsFilter is not a regular")
                    .contains("every group passes");
        }
    }

    private static Setup contradicting() {
        return Setup.of("https://op.example")
                .insecureSkipVerify()
                .rootCas(LoopbackCertificate.shared().pem());
    }

    private static Setup badlyFiltering() {
        return Setup.of("https://op.example")
                .claimModifications(new ClaimModifications(List.of(), new GroupClaimFilter("("), null));
    }

    private static void misconfigured(String named, Setup setup) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(setup::open)
                .withMessageContaining(named)
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(Fault.MISCONFIGURED));
    }

    private static Map<String, String> keys(Class<?> type) {
        var keys = new LinkedHashMap<String, String>();
        for (var argument : BeanIntrospection.getIntrospection(type).getConstructorArguments()) {
            keys.put(
                    argument.getName(),
                    argument.getAnnotationMetadata()
                            .stringValue(Bindable.class, "defaultValue")
                            .orElse("-"));
        }
        return keys;
    }
}
