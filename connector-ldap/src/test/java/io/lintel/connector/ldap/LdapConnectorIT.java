package io.lintel.connector.ldap;

import static io.lintel.connector.ConnectorException.Fault.MISCONFIGURED;
import static io.lintel.connector.Refusal.ACCOUNT_LOCKED;
import static io.lintel.connector.Refusal.PASSWORD_EXPIRED;
import static io.lintel.connector.Refusal.WRONG_CREDENTIALS;
import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.Wanted.OFFLINE_ACCESS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginResult;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.testkit.PasswordConnectorContract;
import io.lintel.connector.testkit.RefreshingConnectorContract;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The connector with OpenLDAP. Every test makes users and groups of its own.
@Timeout(120)
final class LdapConnectorIT implements PasswordConnectorContract, RefreshingConnectorContract {
    private static final Secret PASSWORD = Secret.of("the user's password");

    private static Slapd slapd;

    /// Unused names, so that tests do not meet.
    private final String user = "user" + UUID.randomUUID();

    private LdapConnector connector;

    @BeforeAll
    static void start(@TempDir Path folder)
            throws IOException, GeneralSecurityException, InterruptedException, LDAPException {
        slapd = Slapd.start(folder);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        slapd.stop();
    }

    @BeforeEach
    void open() throws LDAPException {
        slapd.addPerson(user, user, PASSWORD.reveal());
        connector = open(Map.of());
    }

    @AfterEach
    void close() {
        connector.close();
    }

    @Override
    public PasswordConnector connector() {
        return connector;
    }

    @Override
    public Optional<? extends PasswordConnector> unreachable() {
        return Optional.of(open(Map.of("host", "127.0.0.1:1")));
    }

    @Override
    public String username() {
        return user;
    }

    @Override
    public Secret password() {
        return PASSWORD;
    }

    @Override
    public Optional<Identity> gone() {
        try {
            var identity = logIn(connector);
            slapd.delete(dn());
            return Optional.of(identity);
        } catch (LDAPException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    @Tag("SEC-J1")
    void specialNameLogsInAsExactlyThatUser() throws LDAPException {
        var special = List.of(
                "*", "(", ")", "\\", "\0", ",", "+", "\"", "<", ">", ";", "=", "#", "&", "|", "!", "\\2a", "'", "é");
        for (var each : special) {
            slapd.addPerson(user + special.indexOf(each), user + each + "x", "password " + special.indexOf(each));
        }

        assertThat(special).allSatisfy(each -> {
            var password = Secret.of("password " + special.indexOf(each));
            var login = TestLogins.request(OFFLINE_ACCESS);

            var identity = authenticated(connector.login(login, user + each + "x", password));

            assertThat(identity.userId()).isEqualTo(user + each + "x");
            assertThat(authenticated(connector.refresh(identity, Set.of(OFFLINE_ACCESS))))
                    .isEqualTo(identity);
        });
    }

    @Test
    @Tag("SEC-J1")
    void groupOfAnEntryWithASpecialNameIsFound() throws LDAPException {
        var dn = slapd.addPerson("\\,\\+\\\"\\\\\\<\\>\\;*()" + user, "special " + user, PASSWORD.reveal());
        slapd.addGroup("g " + user, List.of(dn));

        var identity = authenticated(connector.login(TestLogins.request(GROUPS), "special " + user, PASSWORD));

        assertThat(identity.groups()).containsExactly("g " + user);
    }

    @Test
    void startTlsAndLdapsWork() throws GeneralSecurityException {
        var rootCa = slapd.certificate().rootCaData();

        try (var startTls = open(Map.of("insecureNoSSL", false, "startTLS", true, "rootCAData", rootCa));
                var ldaps = open(Map.of(
                        "host", "localhost:" + slapd.ldapsPort(), "insecureNoSSL", false, "rootCAData", rootCa))) {
            logIn(startTls);
            logIn(ldaps);
        }
    }

    @Test
    @Tag("SEC-J4")
    void unknownCertificateIsRefused() {
        try (var startTls = open(Map.of("insecureNoSSL", false, "startTLS", true));
                var ldaps = open(Map.of("host", "127.0.0.1:" + slapd.ldapsPort(), "insecureNoSSL", false))) {
            faulty(MISCONFIGURED, () -> startTls.login(TestLogins.request(), user, PASSWORD));
            faulty(MISCONFIGURED, () -> ldaps.login(TestLogins.request(), user, PASSWORD));
        }
    }

    @Test
    void nestedGroupsAreFound() throws LDAPException {
        var crew = slapd.addGroup("crew " + user, List.of(dn()));
        var ship = slapd.addGroup("ship " + user, List.of(crew));
        slapd.addGroup("fleet " + user, List.of(ship, dn()));

        assertThat(logIn(connector).groups()).containsExactlyInAnyOrder("crew " + user, "fleet " + user);
        try (var nested = open(groups("DN", "member", "member"))) {
            assertThat(logIn(nested).groups())
                    .containsExactlyInAnyOrder("crew " + user, "fleet " + user, "ship " + user);
        }
    }

    @Test
    void memberOfIsFollowed() throws LDAPException {
        slapd.addGroup("crew " + user, List.of(dn()));
        slapd.addGroup("guests " + user, List.of(dn()));

        try (var backwards = open(groups("memberOf", "entryDN", null))) {
            assertThat(logIn(backwards).groups()).containsExactlyInAnyOrder("crew " + user, "guests " + user);
        }
    }

    @Test
    void posixGroupsAreFoundByName() throws LDAPException {
        slapd.add(
                "dn: cn=posix " + user + "," + Slapd.GROUPS,
                "objectClass: posixGroup",
                "cn: posix " + user,
                "gidNumber: 1",
                "memberUid: " + user);

        try (var posix = open(groups("uid", "memberUid", null))) {
            assertThat(logIn(posix).groups()).containsExactly("posix " + user);
        }
    }

    /// The server answers at most 100 entries at once; in pages, all of them.
    @Test
    void moreGroupsThanTheServerAnswersAtOnceAreFound() throws LDAPException {
        var names = new ArrayList<String>();
        for (var i = 0; i < 250; i++) {
            names.add("g" + i + " " + user);
            slapd.addGroup(names.getLast(), List.of(dn()));
        }

        assertThat(logIn(connector).groups()).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void fiveHundredNestedGroupsAreFound() throws LDAPException {
        var level = List.of(dn());
        for (var depth = 0; depth < 5; depth++) {
            var members = level;
            var parents = new ArrayList<String>();
            for (var i = 0; i < 100; i++) {
                parents.add(
                        slapd.addGroup("d" + depth + "g" + i + " " + user, List.of(members.get(i % members.size()))));
            }
            level = parents;
        }

        try (var nested = open(groups("DN", "member", "member"))) {
            assertThat(logIn(nested).groups())
                    .hasSize(500)
                    .containsAll(IntStream.range(0, 100)
                            .mapToObj(i -> "d4g" + i + " " + user)
                            .toList());
        }
    }

    @Test
    @Tag("SEC-J8")
    void lockedAccountIsRefusedWithTheRightPasswordToo() {
        for (var i = 0; i < 3; i++) {
            connector.login(TestLogins.request(), user, Secret.of("a guess"));
        }

        refused(ACCOUNT_LOCKED, connector.login(TestLogins.request(), user, PASSWORD));
    }

    @Test
    @Tag("SEC-J8")
    void passwordThatMustBeChangedIsRefusedThoughItBinds() throws LDAPException {
        slapd.set(dn(), "pwdReset", "TRUE");

        refused(PASSWORD_EXPIRED, connector.login(TestLogins.request(), user, PASSWORD));
        refused(WRONG_CREDENTIALS, connector.login(TestLogins.request(), user, Secret.of("a guess")));
    }

    @Test
    @Tag("SEC-J8")
    void accountLockedForGoodIsRefusedInARefreshToo() throws LDAPException {
        var identity = logIn(connector);
        slapd.set(dn(), "pwdAccountLockedTime", "000001010000Z");

        refused(ACCOUNT_LOCKED, connector.login(TestLogins.request(), user, PASSWORD));
        refused(ACCOUNT_LOCKED, connector.refresh(identity, Set.of(OFFLINE_ACCESS)));
    }

    @Test
    void wrongServicePasswordIsAMisconfiguration() {
        try (var wrong = open(Map.of("bindPW", "guess"))) {
            assertThat(faulty(MISCONFIGURED, () -> wrong.login(TestLogins.request(), user, PASSWORD)))
                    .hasMessageContaining("bindPW");
        }
    }

    @Test
    void serverThatAllowsNoAnonymousSearchesIsAMisconfiguration() {
        try (var anonymous = open(Map.of("bindDN", "", "bindPW", ""))) {
            faulty(MISCONFIGURED, () -> anonymous.login(TestLogins.request(), user, PASSWORD));
        }
    }

    @Test
    @Tag("SEC-H2")
    void refusalTellsWhoseItIsWhateverNameWasTyped() throws LDAPException {
        var search = Map.of(
                "baseDN", Slapd.PEOPLE, "username", List.of("uid", "mail"), "idAttr", "uid", "emailAttr", "mail");
        slapd.set(dn(), "uid", user + "-uid");
        try (var several = open(Map.of("userSearch", search))) {
            for (var name : List.of(user + "-uid", user + "@example.org")) {
                assertThat(several.login(TestLogins.request(), name, Secret.of("wrong")))
                        .isInstanceOfSatisfying(LoginResult.Refused.class, refused -> assertThat(refused.account())
                                .isEqualTo(Secret.of(user + "-uid")));
            }
            assertThat(authenticated(several.login(TestLogins.request(), user + "@example.org", PASSWORD))
                            .userId())
                    .isEqualTo(user + "-uid");
        }
    }

    private String dn() {
        return "cn=" + user + "," + Slapd.PEOPLE;
    }

    private Identity logIn(LdapConnector with) {
        return authenticated(with.login(TestLogins.request(GROUPS, OFFLINE_ACCESS), user, PASSWORD));
    }

    private static Map<String, Object> groups(String userAttr, String groupAttr, @Nullable String nested) {
        var matcher = nested == null
                ? Map.of("userAttr", userAttr, "groupAttr", groupAttr)
                : Map.of("userAttr", userAttr, "groupAttr", groupAttr, "recursionGroupAttr", nested);
        return Map.of(
                "groupSearch", Map.of("baseDN", Slapd.GROUPS, "nameAttr", "cn", "userMatchers", List.of(matcher)));
    }

    private static LdapConnector open(Map<String, Object> changes) {
        var configuration = new LinkedHashMap<String, Object>(groups("DN", "member", null));
        configuration.put("host", "127.0.0.1:" + slapd.ldapPort());
        configuration.put("insecureNoSSL", true);
        configuration.put("bindDN", Slapd.READER);
        configuration.put("bindPW", Slapd.READER_PASSWORD);
        configuration.put(
                "userSearch",
                Map.of("baseDN", Slapd.PEOPLE, "username", List.of("uid"), "filter", "(objectClass=person)"));
        configuration.putAll(changes);
        return TestDirectory.open(configuration);
    }
}
