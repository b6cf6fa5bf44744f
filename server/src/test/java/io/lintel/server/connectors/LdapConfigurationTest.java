package io.lintel.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.ldap.LdapConfiguration;
import io.lintel.connector.ldap.LdapConnectorFactory;
import io.lintel.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The configuration of a real connector, as a file for dex writes it.
final class LdapConfigurationTest {

    private final ConnectorText text;

    LdapConfigurationTest(@TempDir Path directory) {
        this.text = new ConnectorText(directory, new LdapConnectorFactory());
    }

    @Test
    void fileForDexBinds() {
        assertThat(text.bind("ldap", """
                host: localhost:389
                insecureNoSSL: true
                bindDN: cn=admin,dc=example,dc=org
                bindPW: $SECRET
                usernamePrompt: Email Address
                userSearch:
                  baseDN: ou=People,dc=example,dc=org
                  filter: "(objectClass=person)"
                  username: mail
                  idAttr: DN
                  emailAttr: mail
                  nameAttr: cn
                groupSearch:
                  baseDN: ou=Groups,dc=example,dc=org
                  filter: "(objectClass=groupOfNames)"
                  userMatchers:
                  - userAttr: DN
                    groupAttr: member
                  nameAttr: cn
                """)).isInstanceOfSatisfying(LdapConfiguration.class, ldap -> {
            assertThat(ldap.host()).isEqualTo("localhost:389");
            assertThat(ldap.insecureNoSsl()).isTrue();
            assertThat(ldap.startTls()).isFalse();
            assertThat(ldap.bindPw()).isEqualTo(Secret.of("hush"));
            assertThat(ldap.operationTimeout()).isEqualTo(Duration.ofSeconds(10));
            assertThat(ldap.kerberos()).isNull();
            assertThat(ldap.userSearch().username()).containsExactly("mail");
            assertThat(ldap.userSearch().scope()).isEqualTo("sub");
            assertThat(ldap.userSearch().emailVerified()).isTrue();
            assertThat(ldap.groupSearch()).isNotNull().satisfies(groups -> assertThat(groups.userMatchers())
                    .singleElement()
                    .satisfies(matcher -> assertThat(matcher.groupAttr()).isEqualTo("member")));
        });
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        assertThat(
                        text.mistakes(
                                "ldap",
                                "{poolSize: 0, bindPW: [a], userSearch: {scope: all}, groupSearch: {userMatchers: [{userAttrs: x}]}}"))
                .anyMatch(text -> text.startsWith("connectors[0].config.host: is missing"))
                .anyMatch(text -> text.startsWith("connectors[0].config.poolSize: must be greater than"))
                .anyMatch(text -> text.startsWith("connectors[0].config.bindPW: must be a single value"))
                .anyMatch(text -> text.startsWith("connectors[0].config.userSearch.baseDN: is missing"))
                .anyMatch(text -> text.startsWith("connectors[0].config.userSearch.username: is missing"))
                .anyMatch(text -> text.startsWith("connectors[0].config.userSearch.scope: must match"))
                .anyMatch(text -> text.startsWith(
                        "connectors[0].config.groupSearch.userMatchers[0].userAttrs: is an unknown key"))
                .hasSize(7);
    }

    @Test
    void pathIsToldAsItIsWrittenAndWhatIsMissingAsItIsDocumented() {
        assertThat(text.mistakes(
                        "ldap", "{HOST: a, usersearch: {USERNAME: uid, IDATTR: [a]}, GroupSearch: {SCOPE: all}}"))
                .anyMatch(text -> text.startsWith("connectors[0].config.usersearch.baseDN: is missing"))
                .anyMatch(text -> text.startsWith("connectors[0].config.usersearch.IDATTR: must be"))
                .anyMatch(text -> text.startsWith("connectors[0].config.GroupSearch.SCOPE: must match"))
                .hasSize(3);
    }
}
