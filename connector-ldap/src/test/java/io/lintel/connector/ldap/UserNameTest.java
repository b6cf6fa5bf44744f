package io.lintel.connector.ldap;

import static io.lintel.connector.Refusal.WRONG_CREDENTIALS;
import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.refused;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SEC-J1")
final class UserNameTest {
    private static final List<String> SPECIAL = Stream.of(
                    "*", "(", ")", "\\", "\0", ",", "+", "\"", "<", ">", ";", "=", "#", "&", "|", "!", "/", "'", "\\2a",
                    "é", "漢")
            .flatMap(each -> Stream.of("a" + each + "b", each + "ab", "ab" + each))
            .toList();

    private TestDirectory directory;
    private LdapConnector connector;

    @BeforeEach
    void open() throws LDAPException {
        directory = TestDirectory.plain();
        for (var name : SPECIAL) {
            directory.addPerson(name, passwordOf(name));
            directory.add(
                    "cn=g" + SPECIAL.indexOf(name) + "," + TestDirectory.GROUPS,
                    "objectClass",
                    "groupOfNames",
                    "cn",
                    "group of " + name,
                    "member",
                    TestDirectory.person(name),
                    "memberUid",
                    name);
        }
        directory.addPerson("ab", "password of ab");
        directory.addPerson("aXb", "password of aXb");
        connector = directory.open();
    }

    @AfterEach
    void close() {
        connector.close();
        directory.close();
    }

    @Test
    void specialNameLogsInAsExactlyThatUser() {
        assertThat(SPECIAL).allSatisfy(name -> {
            var login = TestLogins.request(OFFLINE_ACCESS, GROUPS);
            var identity = authenticated(connector.login(login, name, Secret.of(passwordOf(name))));

            assertThat(identity.userId()).isEqualTo(name);
            assertThat(identity.groups()).containsExactly("group of " + name);
            assertThat(authenticated(connector.refresh(identity, Set.of(OFFLINE_ACCESS, GROUPS))))
                    .isEqualTo(identity);
        });
    }

    @Test
    void groupsThatHoldTheNameItselfAreFoundToo() {
        var byName = directory.open(
                entry("groupSearch.userMatchers", List.of(Map.of("userAttr", "uid", "groupAttr", "memberUid"))));

        assertThat(SPECIAL).allSatisfy(name -> assertThat(
                        authenticated(byName.login(TestLogins.request(GROUPS), name, Secret.of(passwordOf(name))))
                                .groups())
                .containsExactly("group of " + name));
        byName.close();
    }

    @Test
    void nothingInANameIsAWildcard() {
        assertThat(List.of("a*", "*b", "a?b", "a.b", "*", "ab*"))
                .filteredOn(name -> !SPECIAL.contains(name))
                .allSatisfy(name -> refused(
                        WRONG_CREDENTIALS, connector.login(TestLogins.request(), name, Secret.of("password of aXb"))));
        refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), "a*b", Secret.of("password of aXb")));
    }

    @Test
    void nameIsNotUnescaped() {
        refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), "a\\58b", Secret.of("password of aXb")));
        refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), "a\\2ab", Secret.of(passwordOf("a*b"))));
    }

    /// Tells the users apart, and holds none of the special characters.
    private static String passwordOf(String name) {
        return "password " + SPECIAL.indexOf(name);
    }
}
