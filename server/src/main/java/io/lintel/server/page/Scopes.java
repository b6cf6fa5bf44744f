package io.lintel.server.page;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Scopes in human words.
final class Scopes {

    private static final String AUDIENCE = "audience:server:client_id:";

    /// In the order they are told: who you are, what you are, how long, and for whom else.
    private static final List<String> ORDER = List.of(
            "openid", "profile", "email", "phone", "address", "groups", "federated:id", "offline_access", AUDIENCE);

    private Scopes() {}

    static List<String> told(Texts texts, List<String> scopes, Map<String, String> clientNames) {
        return scopes.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Scopes::rank))
                .map(scope -> told(texts, scope, clientNames))
                .toList();
    }

    private static String told(Texts texts, String scope, Map<String, String> clientNames) {
        return switch (scope) {
            case "openid" -> texts.of(Message.SCOPE_OPENID);
            case "profile" -> texts.of(Message.SCOPE_PROFILE);
            case "email" -> texts.of(Message.SCOPE_EMAIL);
            case "phone" -> texts.of(Message.SCOPE_PHONE);
            case "address" -> texts.of(Message.SCOPE_ADDRESS);
            case "groups" -> texts.of(Message.SCOPE_GROUPS);
            case "federated:id" -> texts.of(Message.SCOPE_FEDERATED);
            case "offline_access" -> texts.of(Message.SCOPE_OFFLINE);
            default ->
                scope.startsWith(AUDIENCE)
                        ? texts.of(Message.SCOPE_AUDIENCE, clientName(scope.substring(AUDIENCE.length()), clientNames))
                        : texts.of(Message.SCOPE_OTHER, scope);
        };
    }

    private static String clientName(String id, Map<String, String> clientNames) {
        return clientNames.getOrDefault(id, id);
    }

    private static int rank(String scope) {
        var place = ORDER.indexOf(scope.startsWith(AUDIENCE) ? AUDIENCE : scope);
        return place < 0 ? ORDER.size() : place;
    }
}
