package io.lintel.connector.ldap;

import static io.lintel.connector.ConnectorException.Fault.MISCONFIGURED;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorException;
import io.lintel.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Keys cannot vanish and defaults cannot change unnoticed.
final class LdapConfigurationTest {
    private static final Map<String, Object> SMALLEST = Map.of(
            "host",
            "ldap.example.org",
            "userSearch",
            Map.of("baseDN", "ou=people,dc=example,dc=org", "username", List.of("uid")));

    @Test
    void keysAndDefaultsAreThoseOfTheDocumentation() {
        assertThat(Configurations.keys(LdapConfiguration.class))
                .containsExactly(
                        entry("host", "-"),
                        entry("insecureNoSsl", "false"),
                        entry("insecureSkipVerify", "false"),
                        entry("startTls", "false"),
                        entry("rootCa", "-"),
                        entry("rootCaData", "-"),
                        entry("clientCert", "-"),
                        entry("clientKey", "-"),
                        entry("bindDn", "-"),
                        entry("bindPw", "-"),
                        entry("usernamePrompt", "-"),
                        entry("userSearch", "-"),
                        entry("groupSearch", "-"),
                        entry("kerberos", "-"),
                        entry("connectTimeout", "PT5S"),
                        entry("operationTimeout", "PT10S"),
                        entry("loginTimeout", "PT30S"),
                        entry("poolSize", "8"));
        assertThat(Configurations.keys(UserSearchConfiguration.class))
                .containsExactly(
                        entry("baseDn", "-"),
                        entry("filter", "-"),
                        entry("username", "-"),
                        entry("scope", "sub"),
                        entry("idAttr", "uid"),
                        entry("emailAttr", "mail"),
                        entry("nameAttr", "-"),
                        entry("preferredUsernameAttr", "-"),
                        entry("emailSuffix", "-"),
                        entry("emailVerifiedAttr", "-"),
                        entry("emailVerified", "true"),
                        entry("givenNameAttr", "-"),
                        entry("familyNameAttr", "-"),
                        entry("nicknameAttr", "-"),
                        entry("pictureAttr", "-"),
                        entry("localeAttr", "-"),
                        entry("middleNameAttr", "-"),
                        entry("profileAttr", "-"),
                        entry("websiteAttr", "-"),
                        entry("genderAttr", "-"),
                        entry("birthdateAttr", "-"),
                        entry("zoneinfoAttr", "-"),
                        entry("phoneNumberAttr", "-"),
                        entry("formattedAddressAttr", "-"),
                        entry("streetAddressAttr", "-"),
                        entry("localityAttr", "-"),
                        entry("regionAttr", "-"),
                        entry("postalCodeAttr", "-"),
                        entry("countryAttr", "-"));
        assertThat(Configurations.keys(GroupSearchConfiguration.class))
                .containsExactly(
                        entry("baseDn", "-"),
                        entry("filter", "-"),
                        entry("scope", "sub"),
                        entry("userMatchers", "-"),
                        entry("userAttr", "-"),
                        entry("groupAttr", "-"),
                        entry("recursionGroupAttr", "-"),
                        entry("memberOfAttr", "-"),
                        entry("nameAttr", "-"));
        assertThat(Configurations.keys(UserMatcherConfiguration.class))
                .containsExactly(
                        entry("userAttr", "-"),
                        entry("groupAttr", "-"),
                        entry("recursionGroupAttr", "-"),
                        entry("inChain", "false"));
        assertThat(Configurations.keys(KerberosConfiguration.class))
                .containsExactly(
                        entry("enabled", "false"),
                        entry("keytabPath", "-"),
                        entry("spn", "-"),
                        entry("keytabPrincipal", "-"),
                        entry("maxClockSkew", "300"),
                        entry("expectedRealm", "-"),
                        entry("usernameFromPrincipal", "localpart"),
                        entry("fallbackToPassword", "false"));
    }

    @Test
    void smallestConfigurationOpens() {
        var configuration = Configurations.of(SMALLEST);

        assertThat(configuration.userSearch().idAttr()).isEqualTo("uid");
        assertThat(configuration.userSearch().emailAttr()).isEqualTo("mail");
        assertThat(configuration.userSearch().nameAttr()).isNull();
        assertThat(configuration.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        try (var connector = TestDirectory.open(SMALLEST)) {
            assertThat(connector.capabilities()).containsExactly(Capability.OFFLINE_ACCESS);
        }
    }

    @Test
    void factoryIsOfTheTypeLdap() {
        assertThat(new LdapConnectorFactory().type()).isEqualTo("ldap");
        assertThat(new LdapConnectorFactory().configuration()).isEqualTo(LdapConfiguration.class);
    }

    @Test
    void passwordIsASecretFromTheStart() {
        var configuration = Configurations.of(Configurations.with(SMALLEST, entry("bindPW", "hush")));

        assertThat(configuration.bindPw()).isEqualTo(Secret.of("hush"));
        assertThat(configuration.toString()).doesNotContain("hush");
    }

    @Test
    void emptyTextMeansAbsent() {
        TestDirectory.open(Configurations.with(
                        SMALLEST,
                        entry("bindDN", ""),
                        entry("bindPW", ""),
                        entry("rootCA", ""),
                        entry("clientCert", ""),
                        entry("usernamePrompt", ""),
                        entry("userSearch.filter", ""),
                        entry("userSearch.scope", ""),
                        entry("userSearch.idAttr", ""),
                        entry("userSearch.emailSuffix", ""),
                        entry("groupSearch.baseDN", "")))
                .close();
    }

    @Test
    void mistakesNameTheirKeys() {
        misconfigured("bindPW is not", entry("bindDN", "cn=reader"));
        misconfigured("bindDN is not", entry("bindPW", "hush"));
        misconfigured("host", entry("host", "ldap://ldap.example.org"));
        misconfigured("connectTimeout", entry("connectTimeout", "PT0S"));
        misconfigured("operationTimeout", entry("operationTimeout", "PT-1S"));
        misconfigured("loginTimeout", entry("loginTimeout", "PT0S"));
        misconfigured("userSearch.baseDN", entry("userSearch.baseDN", "people"));
        misconfigured("userSearch.filter", entry("userSearch.filter", "(("));
        misconfigured("userSearch.username", entry("userSearch.username", List.of("uid", "=")));
        misconfigured("userSearch.scope", entry("userSearch.scope", "subtree"));
        misconfigured("userSearch.nameAttr", entry("userSearch.emailSuffix", "example.org"));
        misconfigured("groupSearch.nameAttr", groups(Map.of("userAttr", "DN", "groupAttr", "member")));
        misconfigured("userMatchers[0]", groups(Map.of("userAttr", "DN")));
        misconfigured(
                "inChain",
                groups(Map.of(
                        "userAttr", "DN", "groupAttr", "member", "recursionGroupAttr", "member", "inChain", true)));
        misconfigured(
                "inChain", groups(Map.of("userAttr", "DN", "groupAttr", "member:caseIgnoreMatch:", "inChain", true)));
        misconfigured("groupSearch.nameAttr", entry("groupSearch", Map.of("memberOfAttr", "memberOf")));
        misconfigured(
                "groupSearch: userAttr",
                entry("groupSearch", Map.of("baseDN", "dc=org", "nameAttr", "cn", "groupAttr", "member")));
    }

    private static Map.Entry<String, Object> groups(Map<String, ?> matcher) {
        return entry("groupSearch", Map.of("baseDN", "dc=org", "userMatchers", List.of(matcher)));
    }

    @SafeVarargs
    private static void misconfigured(String named, Map.Entry<String, ?>... changes) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> TestDirectory.open(Configurations.with(SMALLEST, changes)))
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(MISCONFIGURED))
                .withMessageContaining(named)
                .withMessageNotContaining("hush");
    }
}
