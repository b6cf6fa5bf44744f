package io.lintel.server.settings;

import io.lintel.oauth2.GrantType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// What the schema has and the server has not. Its keys are read and checked like all others and then refused,
/// unless they say what is the case anyway. This is the one place to shorten when something is built.
final class NotSupportedYet {

    /// Those that `oauth2.grantTypes` can leave out.
    static final Set<GrantType> GRANT_TYPES_THERE_ARE = Set.of(
            GrantType.AUTHORIZATION_CODE,
            GrantType.REFRESH_TOKEN,
            GrantType.IMPLICIT,
            GrantType.DEVICE_CODE,
            GrantType.PASSWORD,
            GrantType.TOKEN_EXCHANGE,
            GrantType.CLIENT_CREDENTIALS);

    /// Types of connectors that dex has; one of them may still be served by a jar on the class path.
    static final Set<String> CONNECTOR_TYPES = Set.of(
            "keystone",
            "gitlab",
            "google",
            "oauth",
            "authproxy",
            "linkedin",
            "microsoft",
            "bitbucket-cloud",
            "openshift",
            "atlassian-crowd",
            "gitea");

    private static final List<Rule> RULES = List.of(
            new Rule("storage.type", isOneOf(Set.of("mysql", "etcd", "kubernetes"))),
            new Rule("grpc.addr", NotSupportedYet::anything),
            new Rule("signer.type", isOneOf(Set.of("vault"))));

    private static final Map<String, Predicate<FeatureFlags>> FLAGS = Map.of(
            "DEX_API_CONNECTORS_CRUD", FeatureFlags::apiConnectorsCrud,
            "DEX_API_SESSIONS_IDENTITIES_CRUD", FeatureFlags::apiSessionsIdentitiesCrud);

    private NotSupportedYet() {}

    static void refuse(Node.Mapping document, FeatureFlags flags, Mistakes mistakes) {
        RULES.forEach(rule -> rule.refuse(document, rule.path(), mistakes));
        FLAGS.forEach((name, flag) -> {
            if (flag.test(flags)) {
                mistakes.addNotSupportedYet(Place.of("environment").key(name), "true");
            }
        });
    }

    private static Predicate<String> isOneOf(Set<String> words) {
        return words::contains;
    }

    private static boolean anything(String text) {
        return true;
    }

    /// What must not be written at a path.
    ///
    /// @param path keys with dots between them; `[]` behind one stands for every element of its list
    /// @param refused asked of texts that are not empty, and of everything else with an empty one
    private record Rule(String path, Predicate<String> refused) {

        void refuse(Node node, String rest, Mistakes mistakes) {
            switch (node) {
                case Node.Nothing _ -> {}
                case Node.Scalar scalar
                when rest.isEmpty() -> {
                    if (!scalar.text().isEmpty() && refused.test(scalar.text())) {
                        mistakes.addNotSupportedYet(scalar.place(), shown(scalar));
                    }
                }
                case Node.Mapping _
                when rest.isEmpty() -> {
                    if (refused.test("")) {
                        mistakes.addNotSupportedYet(node.place(), "");
                    }
                }
                case Node.Sequence(Place _, List<Node> items)
                when rest.startsWith("[]") ->
                    items.forEach(item -> refuse(item, rest.length() == 2 ? "" : rest.substring(3), mistakes));
                case Node.Mapping(Place _, Map<String, Node> entries) -> {
                    var end = endOfKey(rest);
                    var key = rest.substring(0, end).toLowerCase(Locale.ROOT);
                    var after = rest.startsWith(".", end) ? rest.substring(end + 1) : rest.substring(end);
                    entries.forEach((name, value) -> {
                        if (name.toLowerCase(Locale.ROOT).equals(key)) {
                            refuse(value, after, mistakes);
                        }
                    });
                }
                case Node.Scalar _, Node.Sequence _ -> {}
            }
        }

        /// Words of a closed set and addresses; never a secret.
        private static String shown(Node.Scalar scalar) {
            return Place.printable(scalar.text());
        }

        private static int endOfKey(String rest) {
            var end = 0;
            while (end < rest.length() && rest.charAt(end) != '.' && rest.charAt(end) != '[') {
                end++;
            }
            return end;
        }
    }
}
