package io.lintel.connector.github;

import static io.lintel.connector.Wanted.GROUPS;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Refusal;
import io.lintel.connector.Wanted;
import io.lintel.connector.testkit.Answer;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may come in, and with which groups, as dex decides it.
final class GroupRulesTest {

    private final FakeGitHub github = FakeGitHub.start();
    private final Person ida = github.put(Person.of(1, "ida")
            .in("acme", "Site Admins", "site-admins")
            .in("labs")
            .in("acme", "Builders", "builders"));

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void teamsOfTheListedOrganizationsAreGroups() {
        assertGroups(Setup.of(github).orgs(org("acme"), org("labs"), org("elsewhere")))
                .containsExactly("acme:Site Admins", "acme:Builders");
    }

    @Test
    void memberWithoutATeamComesInWithoutGroups() {
        assertGroups(Setup.of(github).orgs(org("labs"))).isEmpty();
    }

    @Test
    void onlyListedTeamsAreGroups() {
        assertGroups(Setup.of(github).orgs(org("acme", "Builders", "Others"))).containsExactly("acme:Builders");
    }

    @Test
    @Tag("SEC-I5")
    void outsiderIsRefusedWhetherOrNotGroupsAreWanted() {
        for (var wanted : new Wanted[][] {{}, {GROUPS}}) {
            assertRefused(Setup.of(github).orgs(org("elsewhere")), wanted);
            assertRefused(Setup.of(github).orgs(org("acme", "Others")), wanted);
            assertRefused(Setup.of(github).orgs(org("elsewhere"), org("acme", "builders")), wanted);
        }
    }

    @Test
    void oneOrganizationOfSeveralIsEnough() {
        assertGroups(Setup.of(github).orgs(org("elsewhere"), org("acme", "Others"), org("labs")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acm", "acmee", "acme ", "ACME", "acme/../labs", "..", ".", "%", "ä", "a?b#c"})
    void organizationIsTheWholeName(String name) {
        var organization = new OrganizationConfiguration(name, List.of("Builders"));

        assertThat(tryLogIn(Setup.of(github).orgs(organization))).isNotInstanceOf(LoginResult.Authenticated.class);
    }

    @Test
    void teamsAreCalledAsConfigured() {
        assertGroups(Setup.of(github).orgs(org("acme", "site-admins")).teamNameField(TeamNameField.SLUG))
                .containsExactly("acme:site-admins");
        assertGroups(Setup.of(github).orgs(org("acme")).teamNameField(TeamNameField.BOTH))
                .containsExactly("acme:Site Admins", "acme:site-admins", "acme:Builders", "acme:builders");
        assertGroups(Setup.of(github).orgs(org("acme", "site-admins")).teamNameField(TeamNameField.BOTH))
                .containsExactly("acme:site-admins");
    }

    @Test
    void olderKeyGivesBareTeamsAndRefusesNobody() {
        assertGroups(Setup.of(github).org("acme")).containsExactly("Site Admins", "Builders");
        assertGroups(Setup.of(github).org("elsewhere")).isEmpty();
    }

    @Test
    void allGroupsAreLoadedIfWantedAndConfigured() {
        try (var all = Setup.of(github).loadAllGroups().open();
                var none = Setup.of(github).open()) {
            assertThat(groups(TestGitHub.logIn(all, github, ida, GROUPS)))
                    .containsExactly("acme", "acme:Site Admins", "acme:Builders", "labs");
            assertThat(groups(TestGitHub.logIn(all, github, ida))).isEmpty();
            assertThat(groups(TestGitHub.logIn(none, github, ida, GROUPS))).isEmpty();
        }
    }

    @Test
    void listedOrganizationsComeBeforeAllGroups() {
        assertGroups(Setup.of(github).loadAllGroups().orgs(org("acme", "Builders")), GROUPS)
                .containsExactly("acme:Builders");
    }

    @Test
    @Tag("SEC-I5")
    void listsAreReadToTheirLastPage() {
        github.pageSize(1);

        assertGroups(Setup.of(github).orgs(org("acme"))).containsExactly("acme:Site Admins", "acme:Builders");
        assertGroups(Setup.of(github).loadAllGroups(), GROUPS)
                .containsExactly("acme", "acme:Site Admins", "acme:Builders", "labs");
        assertThat(github.asked("/user/teams")).hasSize(4);
    }

    @Test
    @Tag("SEC-I5")
    void organizationBehindSingleSignOnDoesNotCount() {
        github.wantSingleSignOn("acme");

        assertThat(assertRefused(Setup.of(github).orgs(org("acme")))).contains("acme", "SAML single sign-on");
        assertGroups(Setup.of(github).orgs(org("acme"), org("labs"))).isEmpty();
    }

    /// GitHub says so by a header of a list that is whole in every other respect.
    @Test
    void organizationThatHidesItselfIsNoGroup() {
        var headers =
                Map.of("Content-Type", "application/json", "X-GitHub-SSO", "partial-results; organizations=21955855");
        github.say("/user/orgs", Answer.of(200, headers, "[{\"login\":\"labs\"}]"));

        assertGroups(Setup.of(github).loadAllGroups(), GROUPS).containsExactly("labs");
    }

    @Test
    @Tag("SEC-I5")
    void organizationThatHasNotApprovedTheAppFailsTheLogin() {
        github.say("/orgs/acme/members/ida", FakeGitHub.json(403, FakeAnswers.error("OAuth App access restrictions")));

        try (var connector = Setup.of(github).orgs(org("acme"), org("labs")).open()) {
            assertThat(faulty(Fault.MISCONFIGURED, () -> TestGitHub.logIn(connector, github, ida)))
                    .hasMessageContaining("has not approved it")
                    .hasMessageNotContaining("OAuth App access restrictions");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 301, 400, 410, 418, 451, 500, 503})
    @Tag("SEC-I5")
    void onlyTheDocumentedAnswerIsAMembership(int status) {
        github.say("/orgs/labs/members/ida", FakeGitHub.json(status, FakeAnswers.error("")));

        assertThat(tryLogIn(Setup.of(github).orgs(org("labs")))).isNotInstanceOf(LoginResult.Authenticated.class);
    }

    private Object tryLogIn(Setup setup) {
        try (var connector = setup.open()) {
            return TestGitHub.logIn(connector, github, ida);
        } catch (ConnectorException fault) {
            return fault;
        }
    }

    private ListAssert<String> assertGroups(Setup setup, Wanted... wanted) {
        try (var connector = setup.open()) {
            return assertThat(groups(TestGitHub.logIn(connector, github, ida, wanted)));
        }
    }

    private String assertRefused(Setup setup, Wanted... wanted) {
        try (var connector = setup.open()) {
            return refused(Refusal.NOT_PERMITTED, TestGitHub.logIn(connector, github, ida, wanted));
        }
    }

    private static List<String> groups(LoginResult result) {
        return authenticated(result).groups();
    }

    private static OrganizationConfiguration org(String name, String... teams) {
        return new OrganizationConfiguration(name, List.of(teams));
    }
}
