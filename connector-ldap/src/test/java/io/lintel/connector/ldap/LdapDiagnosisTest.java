package io.lintel.connector.ldap;

import static io.lintel.connector.testkit.LoginResults.authenticated;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.Refusal;
import io.lintel.connector.testkit.LoginResults;
import io.lintel.connector.testkit.RecordedDiagnosis;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LdapDiagnosisTest {
    private TestDirectory directory;

    @BeforeEach
    void open() throws LDAPException {
        directory = TestDirectory.plain();
        directory.addGroup("crew", TestDirectory.ALICE);
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void everyStepIsToldAndThenWhoWouldComeIn() {
        var diagnosis = examine("alice");

        assertThat(diagnosis.lines())
                .containsExactly(
                        "ok connect: 127.0.0.1:" + directory.port(),
                        "look plain connection with 127.0.0.1:" + directory.port()
                                + ": passwords travel unencrypted -> Remove insecureNoSSL, or set startTLS.",
                        "ok bind as " + TestDirectory.READER + ": ",
                        "ok userSearch.baseDN " + TestDirectory.PEOPLE + ": is there",
                        "ok user alice: " + TestDirectory.ALICE,
                        "ok groups by member = DN: 1: crew");
        var identity = authenticated(Objects.requireNonNull(diagnosis.signIn()));
        assertThat(identity.username()).isEqualTo("The person alice");
        assertThat(identity.groups()).containsExactly("crew");
    }

    @Test
    void wrongPasswordOfTheServiceAccountIsTold() {
        var last = examine("alice", entry("bindPW", "wrong")).lines().getLast();

        assertThat(last)
                .startsWith("fail bind as " + TestDirectory.READER)
                .contains("bindDN or bindPW is wrong")
                .doesNotContain("wrong password");
    }

    @Test
    void baseThatDoesNotExistIsTold() {
        assertThat(examine("alice", entry("userSearch.baseDN", "ou=nowhere," + TestDirectory.BASE))
                        .lines()
                        .getLast())
                .startsWith("fail userSearch.baseDN ou=nowhere,dc=example,dc=org")
                .contains("does not exist");
    }

    @Test
    void filterThatFindsNobodyIsShown() {
        assertThat(examine("bo*b", entry("userSearch.filter", "(objectClass=person)"))
                        .lines()
                        .getLast())
                .startsWith("fail user bo*b: no entry below " + TestDirectory.PEOPLE
                        + " matches (&(&(objectClass=person))(uid=bo\\2ab))");
    }

    @Test
    void matcherThatFindsNothingIsShownWithItsFilter() {
        var matchers = List.of(
                Map.of("userAttr", "employeeNumber", "groupAttr", "member"),
                Map.of("userAttr", "uid", "groupAttr", "memberUid"));

        assertThat(examine("alice", entry("groupSearch.userMatchers", matchers)).lines())
                .anyMatch(line -> line.startsWith("look groups by member = employeeNumber: the entry has no"))
                .anyMatch(line -> line.startsWith("look groups by memberUid = uid: nothing below "
                        + TestDirectory.GROUPS + " matches (memberUid=alice)"));
    }

    @Test
    void missingAttributeIsNamed() {
        assertThat(examine("alice", entry("userSearch.preferredUsernameAttr", "nick"))
                        .lines()
                        .getLast())
                .startsWith("fail sign-in: the entry " + TestDirectory.ALICE + " lacks nick (preferredUsernameAttr)");
    }

    @Test
    void closedAccountWouldBeRefused() throws LDAPException {
        directory.set(TestDirectory.ALICE, "nsAccountLock", "true");

        assertThat(LoginResults.refused(
                        Refusal.ACCOUNT_DISABLED,
                        Objects.requireNonNull(examine("alice").signIn())))
                .contains("nsAccountLock");
    }

    @Test
    void nobodyIsLookedUpUnlessNamed() {
        var diagnosis = examine(null);

        assertThat(diagnosis.lines().getLast()).startsWith("ok userSearch.baseDN");
        assertThat(diagnosis.signIn()).isNull();
    }

    @SafeVarargs
    private RecordedDiagnosis examine(@Nullable String user, Map.Entry<String, ?>... changes) {
        var diagnosis = new RecordedDiagnosis();
        try (var connector = directory.open(changes)) {
            connector.diagnose(diagnosis, user);
        }
        return diagnosis;
    }
}
