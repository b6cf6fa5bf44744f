package io.lintel.connector.github;

import io.lintel.connector.Wanted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which groups an end-user has, and whether they are in one that is asked for, as dex decides it. The rule of `orgs`
/// holds whether or not the application wants groups.
final class GroupRules {

    /// What came out.
    sealed interface Outcome {
        /// The end-user may come in.
        record Groups(List<String> names) implements Outcome {}

        /// The end-user is nowhere where they had to be.
        record Outsider(String detail) implements Outcome {}
    }

    private final List<OrganizationConfiguration> required;
    private final @Nullable String legacy;
    private final boolean all;
    private final TeamNameField field;

    GroupRules(GitHubConfiguration configuration) {
        this.required = configuration.orgs();
        this.legacy = configuration.org();
        this.all = configuration.loadAllGroups();
        this.field = configuration.teamNameField();
    }

    /// Whether a token must let us read organizations.
    boolean readOrganizations(Set<Wanted> wanted) {
        return !required.isEmpty() || legacy != null || wanted.contains(Wanted.GROUPS);
    }

    Outcome read(GitHubApi api, String login, Set<Wanted> wanted) {
        if (!required.isEmpty()) {
            return ofRequired(api, login);
        }
        if (legacy != null) {
            return new Outcome.Groups(namesIn(legacy, api.teams()));
        }
        return new Outcome.Groups(all && wanted.contains(Wanted.GROUPS) ? everything(api) : List.of());
    }

    private Outcome ofRequired(GitHubApi api, String login) {
        var groups = new ArrayList<String>();
        var reasons = new LinkedHashSet<String>();
        var admitted = false;
        List<Team> teams = null;
        for (var organization : required) {
            switch (api.membership(organization.name(), login)) {
                case NO_MEMBER -> reasons.add("no member of " + organization.name());
                case SINGLE_SIGN_ON_MISSING ->
                    reasons.add(organization.name()
                            + " tells nothing before the end-user has passed its SAML single sign-on at GitHub");
                case MEMBER -> {
                    teams = teams == null ? api.teams() : teams;
                    var names = permitted(organization, namesIn(organization.name(), teams));
                    admitted |= organization.teams().isEmpty() || !names.isEmpty();
                    reasons.add("in none of the teams of " + organization.name() + " that are asked for");
                    names.forEach(name -> groups.add(organization.name() + ":" + name));
                }
            }
        }
        return admitted
                ? new Outcome.Groups(groups)
                : new Outcome.Outsider(
                        "in none of the required organizations and teams: " + String.join("; ", reasons));
    }

    private static List<String> permitted(OrganizationConfiguration organization, List<String> names) {
        return organization.teams().isEmpty()
                ? names
                : names.stream().filter(organization.teams()::contains).toList();
    }

    private List<String> namesIn(String organization, List<Team> teams) {
        return teams.stream()
                .filter(team -> team.organization().equals(organization))
                .flatMap(team -> team.names(field).stream())
                .toList();
    }

    private List<String> everything(GitHubApi api) {
        var organizations = api.organizations();
        var teams = api.teams();
        var groups = new ArrayList<String>();
        for (var organization : organizations) {
            groups.add(organization);
            namesIn(organization, teams).forEach(name -> groups.add(organization + ":" + name));
        }
        return groups;
    }
}
