package io.lintel.connector.oidc;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.support.Json;
import io.lintel.connector.support.NamePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which groups somebody is in, as the configuration reads them from the claims, and whether that lets them in.
final class GroupRules {

    private static final Logger LOG = LoggerFactory.getLogger(GroupRules.class);

    private final OidcConfiguration configuration;
    private final ClaimModifications modifications;
    private final @Nullable NamePattern filter;
    /// dex lets the groups it makes go round the list of those that are allowed, and forgets about the list when it
    /// reads no groups.
    private final boolean dexCompatible;

    /// @throws ConnectorException misconfigured if the filter is no regular expression
    GroupRules(OidcConfiguration configuration, ConnectorContext context) {
        this.configuration = configuration;
        this.modifications = configuration.modifications();
        this.dexCompatible = context.dexCompatible();
        this.filter = pattern(modifications, context);
    }

    /// dex goes on without a filter that it cannot read.
    private static @Nullable NamePattern pattern(ClaimModifications modifications, ConnectorContext context) {
        var filtering = modifications.filterGroupClaims();
        var expression = filtering == null ? null : filtering.groupsFilter();
        if (expression == null || expression.isEmpty()) {
            return null;
        }
        try {
            return NamePattern.parse(expression);
        } catch (IllegalArgumentException malformed) {
            var mistake = "claimModifications.filterGroupClaims.groupsFilter " + malformed.getMessage();
            if (!context.dexCompatible()) {
                throw ConnectorException.misconfigured(mistake, malformed);
            }
            LOG.warn("connector {}: {}: every group passes", context.id(), mistake);
            return null;
        }
    }

    /// The groups, or empty if they do not let the end-user in.
    ///
    /// @throws ConnectorException invalid response if the claim is not what groups are told by
    Optional<List<String>> find(Json.Members claims) {
        var made = made(claims);
        if (configuration.allowedGroups().isEmpty()) {
            var groups = new ArrayList<>(configuration.insecureEnableGroups() ? told(claims) : List.of());
            groups.addAll(made);
            return Optional.of(groups);
        }
        return dexCompatible ? allowedAsInDex(claims, made) : allowed(claims, made);
    }

    /// Groups that are not told to applications decide all the same.
    private Optional<List<String>> allowed(Json.Members claims, List<String> made) {
        var all = new ArrayList<>(told(claims));
        all.addAll(made);
        var matching = matching(all);
        if (matching.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(configuration.insecureEnableGroups() ? matching : matching(made));
    }

    private Optional<List<String>> allowedAsInDex(Json.Members claims, List<String> made) {
        if (!configuration.insecureEnableGroups()) {
            return Optional.of(made);
        }
        var matching = new ArrayList<>(matching(told(claims)));
        if (matching.isEmpty()) {
            return Optional.empty();
        }
        matching.addAll(made);
        return Optional.of(matching);
    }

    private List<String> matching(List<String> groups) {
        return groups.stream().filter(configuration.allowedGroups()::contains).toList();
    }

    private List<String> told(Json.Members claims) {
        var key = key(claims);
        return switch (claims.byName().getOrDefault(key, new Json.Nothing())) {
            case Json.Nothing() -> List.of();
            case Json.Text(var one) -> accepted(List.of(one));
            case Json.Array(var elements) ->
                accepted(elements.stream().map(element -> name(element, key)).toList());
            default -> throw malformed(key);
        };
    }

    private String key(Json.Members claims) {
        var mapped = configuration.claimMapping().getOrDefault("groups", "");
        var isMapped = !mapped.isEmpty()
                && (configuration.overrideClaimMapping() || !claims.byName().containsKey("groups"));
        return isMapped ? mapped : "groups";
    }

    private static String name(Json element, String key) {
        return switch (element) {
            case Json.Text(var name) -> name;
            case Json.Members object -> object.requireText("name");
            default -> throw malformed(key);
        };
    }

    private static ConnectorException malformed(String key) {
        return ConnectorException.invalidResponse(
                "the claim " + key + " is neither a text nor a list of texts or of objects with a name");
    }

    private List<String> accepted(List<String> groups) {
        var around = modifications.modifyGroupNames();
        return groups.stream()
                .filter(group -> !group.isEmpty() && (filter == null || filter.isFoundIn(group)))
                .map(group -> around == null ? group : around.prefix() + group + around.suffix())
                .toList();
    }

    private List<String> made(Json.Members claims) {
        return modifications.newGroupFromClaims().stream()
                .flatMap(rule -> made(rule, claims).stream())
                .toList();
    }

    /// Claims that are no text do not count; a group needs one that is.
    private static Optional<String> made(ClaimModifications.NewGroup rule, Json.Members claims) {
        var parts = new ArrayList<String>();
        parts.add(rule.prefix());
        for (var name : rule.claims()) {
            if (claims.byName().get(name) instanceof Json.Text(var value)) {
                parts.add(
                        rule.clearDelimiter() && !rule.delimiter().isEmpty()
                                ? value.replace(rule.delimiter(), "")
                                : value);
            }
        }
        return parts.size() == 1 ? Optional.empty() : Optional.of(String.join(rule.delimiter(), parts));
    }
}
