package io.lintel.connector.ldap;

import static io.lintel.connector.ConnectorException.Fault.INVALID_RESPONSE;
import static io.lintel.connector.ConnectorException.Fault.MISCONFIGURED;
import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.LoginResult;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class GroupSearchTest {
    private static final Map.Entry<String, Object> NESTED = entry(
            "groupSearch.userMatchers",
            List.of(Map.of("userAttr", "DN", "groupAttr", "member", "recursionGroupAttr", "member")));

    private TestDirectory directory;

    @BeforeEach
    void open() throws LDAPException {
        directory = TestDirectory.plain();
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void eachMatcherAddsItsGroupsEachOnce() throws LDAPException {
        directory.addGroup("crew", TestDirectory.ALICE);
        directory.add(TestDirectory.group("posix"), "objectClass", "posixGroup", "cn", "posix", "memberUid", "alice");
        directory.add(
                TestDirectory.group("both"),
                "objectClass",
                "x",
                "cn",
                "both",
                "memberUid",
                "alice",
                "member",
                TestDirectory.ALICE);

        assertThat(groups(entry(
                        "groupSearch.userMatchers",
                        List.of(
                                Map.of("userAttr", "dn", "groupAttr", "member"),
                                Map.of("userAttr", "UID", "groupAttr", "memberUID")))))
                .containsExactlyInAnyOrder("crew", "both", "posix");
    }

    @Test
    void deprecatedSingleMatcherWorks() throws LDAPException {
        directory.addGroup("crew", TestDirectory.ALICE);
        directory.addGroup("ship", TestDirectory.group("crew"));

        assertThat(groups(
                        entry("groupSearch.userMatchers", Configurations.ABSENT),
                        entry("groupSearch.userAttr", "DN"),
                        entry("groupSearch.groupAttr", "member"),
                        entry("groupSearch.recursionGroupAttr", "member")))
                .containsExactly("crew", "ship");
    }

    @Test
    void userMatchersWinOverTheDeprecatedMatcher() throws LDAPException {
        directory.addGroup("crew", TestDirectory.ALICE);
        directory.add(TestDirectory.group("posix"), "objectClass", "posixGroup", "cn", "posix", "memberUid", "alice");

        assertThat(groups(entry("groupSearch.userAttr", "uid"), entry("groupSearch.groupAttr", "memberUid")))
                .containsExactly("crew");
    }

    @Test
    void everyValueOfTheUsersAttributeCounts() throws LDAPException {
        directory.addPerson("zoe", "zoe's password", "role", "cook", "role", "captain");
        directory.add(TestDirectory.group("galley"), "objectClass", "x", "cn", "galley", "role", "cook");
        directory.add(TestDirectory.group("bridge"), "objectClass", "x", "cn", "bridge", "role", "captain");

        try (var connector = directory.open(
                entry("groupSearch.userMatchers", List.of(Map.of("userAttr", "role", "groupAttr", "role"))))) {
            var identity =
                    authenticated(connector.login(TestLogins.request(GROUPS), "zoe", Secret.of("zoe's password")));

            assertThat(identity.groups()).containsExactlyInAnyOrder("galley", "bridge");
        }
    }

    @Test
    void nestedGroupsAreFoundBreadthFirst() throws LDAPException {
        directory.addGroup("crew", TestDirectory.ALICE);
        directory.addGroup("guests", TestDirectory.ALICE);
        directory.addGroup("ship", TestDirectory.group("crew"), TestDirectory.group("guests"));
        directory.addGroup("fleet", TestDirectory.group("ship"));

        assertThat(groups()).containsExactlyInAnyOrder("crew", "guests");
        assertThat(groups(NESTED)).containsExactly("crew", "guests", "ship", "fleet");
    }

    @Test
    @Tag("SEC-J5")
    void circlesOfGroupsEnd() throws LDAPException {
        directory.addGroup("a", TestDirectory.ALICE, TestDirectory.group("c"));
        directory.addGroup("b", TestDirectory.group("a").toUpperCase(Locale.ROOT));
        directory.addGroup("c", TestDirectory.group("b"), TestDirectory.group("c"));

        assertThat(groups(NESTED)).containsExactlyInAnyOrder("a", "b", "c");
    }

    /// A group of the same name elsewhere is another group, and its parents count.
    @Test
    void groupsAreToldApartByTheirEntryAndNotByTheirName() throws LDAPException {
        directory.addGroup("crew", TestDirectory.ALICE);
        directory.add("ou=sub," + TestDirectory.GROUPS, "objectClass", "organizationalUnit");
        directory.add(
                "cn=crew,ou=sub," + TestDirectory.GROUPS,
                "objectClass",
                "x",
                "cn",
                "crew",
                "member",
                TestDirectory.group("crew"));
        directory.addGroup("ship", "cn=crew,ou=sub," + TestDirectory.GROUPS);

        assertThat(groups(NESTED)).containsExactly("crew", "ship");
    }

    @Test
    void manyNestedGroupsTakeFewRoundTrips() throws LDAPException {
        var first = IntStream.range(0, 500).mapToObj(i -> "team" + i).toList();
        for (var name : first) {
            directory.addGroup(name, TestDirectory.ALICE);
        }
        directory.addGroup("all", first.stream().map(TestDirectory::group).toArray(String[]::new));

        assertThat(groups(NESTED)).hasSize(501).endsWith("all");
        assertThat(directory.wire().searches())
                .as("the user, one page and its end, three batches of 200, the parents of one")
                .hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void matchingRuleIsPassedThrough() {
        var inChain = directory.open(entry(
                "groupSearch.userMatchers",
                List.of(Map.of("userAttr", "DN", "groupAttr", "member:1.2.840.113556.1.4.1941:"))));

        // The directory in memory knows no matching rules, and says so.
        faulty(MISCONFIGURED, () -> logIn(inChain));
        inChain.close();

        var filter = directory.wire().searches().getLast();
        assertThat(filter.getFilterType()).isEqualTo(Filter.FILTER_TYPE_EXTENSIBLE_MATCH);
        assertThat(filter.toString()).isEqualTo("(member:1.2.840.113556.1.4.1941:=" + TestDirectory.ALICE + ")");
    }

    @Test
    void inChainAsksByTheRuleOfActiveDirectory() {
        for (var groupAttr : List.of("member", "member:1.2.840.113556.1.4.1941:")) {
            try (var inChain = directory.open(entry(
                    "groupSearch.userMatchers",
                    List.of(Map.of("userAttr", "DN", "groupAttr", groupAttr, "inChain", true))))) {
                faulty(MISCONFIGURED, () -> logIn(inChain));
            }
            assertThat(directory.wire().searches().getLast().toString())
                    .isEqualTo("(member:1.2.840.113556.1.4.1941:=" + TestDirectory.ALICE + ")");
        }
    }

    @Test
    void memberOfIsReadFromTheUserAndNoGroupIsAsked() throws LDAPException {
        directory.addPerson(
                "zoe",
                "zoe's password",
                "memberOf",
                "cn=crew," + TestDirectory.GROUPS,
                "memberOf",
                "CN=a\\, b+ou=x," + TestDirectory.GROUPS,
                "memberOf",
                "cn=elsewhere,dc=example,dc=com");
        directory.addGroup("ship", TestDirectory.person("zoe"));

        assertThat(zoesGroups(entry("groupSearch", Map.of("memberOfAttr", "memberof", "nameAttr", "cn"))))
                .containsExactly("crew", "a, b", "elsewhere");
        assertThat(directory.wire().searches()).hasSize(1);
        assertThat(zoesGroups(entry(
                        "groupSearch",
                        Map.of("baseDN", TestDirectory.GROUPS, "memberOfAttr", "memberOf", "nameAttr", "CN"))))
                .containsExactly("crew", "a, b");
        assertThat(zoesGroups(entry("groupSearch", Map.of("memberOfAttr", "memberOf", "nameAttr", "DN"))))
                .contains("cn=crew," + TestDirectory.GROUPS)
                .hasSize(3);
        assertThat(zoesGroups(entry("groupSearch.memberOfAttr", "memberOf")))
                .as("with the groups of the matchers")
                .containsExactly("crew", "a, b", "ship");
    }

    @Test
    void memberOfThatTellsNoNameIsAFault() throws LDAPException {
        directory.addPerson("zoe", "zoe's password", "memberOf", "ou=crew," + TestDirectory.GROUPS);
        directory.addPerson("yan", "zoe's password", "memberOf", "crew");
        for (var user : List.of("zoe", "yan")) {
            try (var connector =
                    directory.open(entry("groupSearch", Map.of("memberOfAttr", "memberOf", "nameAttr", "cn")))) {
                assertThat(faulty(
                                INVALID_RESPONSE,
                                () -> connector.login(TestLogins.request(GROUPS), user, Secret.of("zoe's password"))))
                        .hasMessageContaining("memberOf");
            }
        }
    }

    @SafeVarargs
    private List<String> zoesGroups(Map.Entry<String, ?>... changes) {
        directory.wire().forget();
        try (var connector = directory.open(changes)) {
            return authenticated(connector.login(TestLogins.request(GROUPS), "zoe", Secret.of("zoe's password")))
                    .groups();
        }
    }

    @Test
    void filterOfTheOperatorAppliesOnEveryLevel() throws LDAPException {
        directory.addGroup("crew", TestDirectory.ALICE);
        directory.add(
                TestDirectory.group("list"),
                "objectClass",
                "mailingList",
                "cn",
                "list",
                "member",
                TestDirectory.group("crew"));
        directory.addGroup("ship", TestDirectory.group("list"));

        assertThat(groups(NESTED, entry("groupSearch.filter", "(objectClass=groupOfNames)")))
                .containsExactly("crew");
    }

    @Test
    void missingGroupBaseMeansNoGroups() {
        assertThat(groups(entry("groupSearch.baseDN", "ou=none," + TestDirectory.BASE)))
                .isEmpty();
        assertThat(groups(entry("groupSearch.baseDN", ""))).isEmpty();
        assertThat(groups(entry("groupSearch", Configurations.ABSENT))).isEmpty();
    }

    @Test
    void groupWithoutANameIsAFault() throws LDAPException {
        directory.add(TestDirectory.group("crew"), "objectClass", "x", "member", TestDirectory.ALICE);

        assertThat(faulty(INVALID_RESPONSE, () -> {
                    groups(entry("groupSearch.nameAttr", "displayName"));
                    throw new AssertionError("the group was taken");
                }))
                .hasMessageContaining("displayName")
                .hasMessageContaining(TestDirectory.group("crew"));
    }

    @Test
    @Tag("SEC-J5")
    void nestingDeeperThanTheLimitIsAFault() throws LDAPException {
        directory.addGroup("g0", TestDirectory.ALICE);
        for (var i = 1; i <= 64; i++) {
            directory.addGroup("g" + i, TestDirectory.group("g" + (i - 1)));
        }

        assertThat(faulty(INVALID_RESPONSE, () -> {
                    groups(NESTED);
                    throw new AssertionError("too deep");
                }))
                .hasMessageContaining("nested more than 64 deep");
        directory.delete(TestDirectory.group("g64"));
        assertThat(groups(NESTED)).hasSize(64);
    }

    @SafeVarargs
    private List<String> groups(Map.Entry<String, ?>... changes) {
        directory.wire().forget();
        try (var connector = directory.open(changes)) {
            return authenticated(logIn(connector)).groups();
        }
    }

    private static LoginResult logIn(LdapConnector connector) {
        return connector.login(TestLogins.request(GROUPS), "alice", Secret.of(TestDirectory.PASSWORD));
    }
}
