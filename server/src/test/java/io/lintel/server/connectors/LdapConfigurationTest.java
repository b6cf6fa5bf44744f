package io.lintel.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.ldap.LdapConfiguration;
import io.lintel.connector.ldap.LdapConnectorFactory;
import io.lintel.secret.Secret;
import io.lintel.server.settings.InvalidSettings;
import io.lintel.server.settings.Mistake;
import io.lintel.server.settings.Overrides;
import io.lintel.server.settings.SettingsFile;
import io.lintel.server.settings.Strictness;
import io.micronaut.validation.validator.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The configuration of a real connector, as a file for dex writes it.
final class LdapConfigurationTest {

    private final Path directory;
    private final ConnectorBinder binder =
            new ConnectorBinder(new ConnectorFactories(List.of(new LdapConnectorFactory())), Validator::getInstance);

    LdapConfigurationTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void fileForDexBinds() throws IOException {
        assertThat(bind("""
                host: localhost:389
                insecureNoSSL: true
                bindDN: cn=admin,dc=example,dc=org
                bindPW: $LDAP_PASSWORD
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
                """)).singleElement().isInstanceOfSatisfying(LdapConfiguration.class, ldap -> {
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
    void everyMistakeIsToldAtOnce() throws IOException {
        try {
            bind("{poolSize: 0, bindPW: [a], userSearch: {scope: all}, groupSearch: {userMatchers: [{userAttrs: x}]}}");
        } catch (InvalidSettings refused) {
            assertThat(refused.mistakes())
                    .extracting(Mistake::text)
                    .anyMatch(text -> text.startsWith("connectors[0].config.host: is missing"))
                    .anyMatch(text -> text.startsWith("connectors[0].config.poolSize: must be greater than"))
                    .anyMatch(text -> text.startsWith("connectors[0].config.bindPW: must be a single value"))
                    .anyMatch(text -> text.startsWith("connectors[0].config.userSearch.baseDn: is missing"))
                    .anyMatch(text -> text.startsWith("connectors[0].config.userSearch.username: is missing"))
                    .anyMatch(text -> text.startsWith("connectors[0].config.userSearch.scope: must match"))
                    .anyMatch(text -> text.startsWith(
                            "connectors[0].config.groupSearch.userMatchers[0].userAttrs: is an unknown key"))
                    .hasSize(7);
            return;
        }
        throw new AssertionError("was accepted");
    }

    private List<Object> bind(String config) throws IOException {
        var file = Files.writeString(directory.resolve("config.yaml"), """
                issuer: https://login.example.org
                storage: {type: memory}
                web: {http: 127.0.0.1:5556}
                connectors:
                - id: a
                  name: A
                  type: ldap
                  config:
                %s
                """.formatted(config.indent(4)));
        var bound = new ArrayList<Object>();
        SettingsFile.load(
                file,
                Map.of("LDAP_PASSWORD", "hush"),
                Overrides.none(),
                Strictness.CHECK,
                (definition, issuer, mistakes) ->
                        binder.bind(definition, mistakes).ifPresent(ready -> bound.add(ready.configuration())));
        return bound;
    }
}
