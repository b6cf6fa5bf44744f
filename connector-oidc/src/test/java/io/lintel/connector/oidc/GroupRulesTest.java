package io.lintel.connector.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.oidc.ClaimModifications.GroupClaimFilter;
import io.lintel.connector.oidc.ClaimModifications.GroupNames;
import io.lintel.connector.oidc.ClaimModifications.NewGroup;
import io.lintel.connector.support.Json;
import io.lintel.connector.testkit.TestLogins;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GroupRulesTest {

    private static final String READERS = "{\"groups\":[\"readers\",\"writers\"],\"org\":\"a/b\",\"role\":\"boss\"}";

    private final Setup setup = Setup.of("https://op.example");

    private static Optional<List<String>> groups(Setup setup, String claims) {
        return groups(setup, claims, false);
    }

    private static Optional<List<String>> groups(Setup setup, String claims, boolean dexCompatible) {
        var lent = TestLogins.context("op", Clock.systemUTC());
        var context = new ConnectorContext(
                lent.id(), lent.callback(), lent.httpClient(), lent.clock(), lent.oneTimeUse(), dexCompatible);
        return new GroupRules(setup.configuration(), context)
                .find(Json.read(claims, "the claims").asObject());
    }

    private static ClaimModifications modifications(
            @Nullable NewGroup made, @Nullable String filter, @Nullable GroupNames names) {
        return new ClaimModifications(
                made == null ? List.of() : List.of(made), filter == null ? null : new GroupClaimFilter(filter), names);
    }

    @Test
    void groupsAreToldIfTheOperatorInsists() {
        assertThat(groups(setup, READERS)).contains(List.of());
        assertThat(groups(setup.insecureEnableGroups(), READERS)).contains(List.of("readers", "writers"));
        assertThat(groups(setup, "{}")).contains(List.of());
        assertThat(groups(setup, "{\"groups\":\"one\"}")).contains(List.of("one"));
        assertThat(groups(setup, "{\"groups\":[{\"name\":\"one\",\"id\":1},\"two\"]}"))
                .contains(List.of("one", "two"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "{\"name\":\"a\"}", "[1]", "[[\"a\"]]", "[null]", "[{\"id\":1}]"})
    @Tag("SEC-I5")
    void groupsThatAreNoneAreAFault(String groups) {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> groups(setup.insecureEnableGroups(), "{\"groups\":" + groups + "}"))
                .satisfies(fault -> assertThat(fault.fault()).isEqualTo(Fault.INVALID_RESPONSE));
    }

    /// dex enforces them only if it tells groups.
    @Test
    @Tag("SEC-I5")
    void allowedGroupsAreAlwaysAsked() {
        setup.allowedGroups("writers", "admins");

        assertThat(groups(setup, "{\"groups\":[\"readers\"]}")).isEmpty();
        assertThat(groups(setup, "{}")).isEmpty();
        assertThat(groups(setup, READERS)).contains(List.of());
        assertThat(groups(setup, "{}", true)).contains(List.of());
        setup.insecureEnableGroups();
        assertThat(groups(setup, READERS)).contains(List.of("writers"));
        assertThat(groups(setup, "{\"groups\":[\"Writers\",\"writers \"]}")).isEmpty();
        assertThat(groups(setup, "{}", true)).isEmpty();
    }

    @Test
    @Tag("SEC-I5")
    void groupThatIsMadeDoesNotGoRoundTheAllowedOnes() {
        setup.insecureEnableGroups()
                .allowedGroups("writers")
                .claimModifications(modifications(new NewGroup(List.of("role"), ":", false, "admins"), null, null));

        assertThat(groups(setup, READERS)).contains(List.of("writers"));
        assertThat(groups(setup, READERS, true)).contains(List.of("writers", "admins:boss"));
        assertThat(groups(setup.allowedGroups("admins:boss"), READERS)).contains(List.of("admins:boss"));
    }

    @Test
    void groupIsMadeOfClaimsThatAreText() {
        var made = new NewGroup(List.of("org", "role", "absent"), "/", true, "gr");
        setup.claimModifications(modifications(made, null, null));

        assertThat(groups(setup, READERS)).as("even where groups are not told").contains(List.of("gr/ab/boss"));
        assertThat(groups(setup, "{\"org\":1}")).contains(List.of());
    }

    @Test
    void filterComesBeforeTheNamesAreChanged() {
        setup.insecureEnableGroups().claimModifications(modifications(null, "^read", new GroupNames("op:", "!")));

        assertThat(groups(setup, READERS)).contains(List.of("op:readers!"));
        assertThat(groups(setup, "{\"groups\":\"writers\"}")).contains(List.of());
    }

    @Test
    void filterThatIsNoneIsAMistake() {
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> groups(setup.claimModifications(modifications(null, "(", null)), "{}"))
                .withMessageContaining("groupsFilter");
    }

    @Test
    void mappedClaimStandsInOrGoesBefore() {
        setup.insecureEnableGroups().claimMapping(Map.of("groups", "roles"));
        var both = "{\"groups\":[\"a\"],\"roles\":[\"b\"]}";

        assertThat(groups(setup, both)).contains(List.of("a"));
        assertThat(groups(setup, "{\"roles\":[\"b\"]}")).contains(List.of("b"));
        assertThat(groups(setup.overrideClaimMapping(), both)).contains(List.of("b"));
    }
}
