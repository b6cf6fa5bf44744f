package io.lintel.server.page;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Scopes, claims that are asked for by name, and resources, in human words.
final class Scopes {

    private static final String AUDIENCE = "audience:server:client_id:";
    private static final String RESOURCE = "resource:";

    /// In the order they are told: who you are, what you are, how long, and for whom else.
    private static final List<String> ORDER = List.of(
            "openid",
            "profile",
            "email",
            "phone",
            "address",
            "groups",
            "federated:id",
            "offline_access",
            AUDIENCE,
            RESOURCE);

    /// The claims that are all, or nearly all, a scope gives: asked for by name they are told as the scope is.
    private static final Map<String, String> AS_SCOPES = Map.of(
            "email", "email",
            "email_verified", "email",
            "phone_number", "phone",
            "phone_number_verified", "phone",
            "address", "address",
            "groups", "groups",
            "federated_claims", "federated:id");

    private static final String PROFILE = "profile";

    private Scopes() {}

    static List<String> told(Texts texts, List<String> scopes, List<String> claims, Map<String, String> names) {
        var asScopes = claims.stream().flatMap(claim -> Optional.ofNullable(AS_SCOPES.get(claim)).stream());
        var lines = Stream.concat(scopes.stream(), asScopes)
                .distinct()
                .sorted(Comparator.comparingInt(Scopes::rank))
                .map(scope -> told(texts, scope, names));
        var details = scopes.contains(PROFILE)
                ? ""
                : claims.stream()
                        .filter(claim -> !AS_SCOPES.containsKey(claim))
                        .map(claim -> detail(texts, claim))
                        .collect(Collectors.joining(", "));
        return Stream.concat(
                        lines, details.isEmpty() ? Stream.empty() : Stream.of(texts.of(Message.SCOPE_DETAILS, details)))
                .toList();
    }

    private static String detail(Texts texts, String claim) {
        return switch (claim) {
            case "name" -> texts.of(Message.CLAIM_NAME);
            case "preferred_username" -> texts.of(Message.CLAIM_USERNAME);
            case "given_name" -> texts.of(Message.CLAIM_FIRST);
            case "family_name" -> texts.of(Message.CLAIM_LAST);
            case "middle_name" -> texts.of(Message.CLAIM_MIDDLE);
            case "nickname" -> texts.of(Message.CLAIM_NICKNAME);
            case "profile" -> texts.of(Message.CLAIM_PAGE);
            case "picture" -> texts.of(Message.CLAIM_PICTURE);
            case "website" -> texts.of(Message.CLAIM_WEBSITE);
            case "gender" -> texts.of(Message.CLAIM_GENDER);
            case "birthdate" -> texts.of(Message.CLAIM_BIRTHDATE);
            case "zoneinfo" -> texts.of(Message.CLAIM_ZONE);
            case "locale" -> texts.of(Message.CLAIM_LOCALE);
            case "updated_at" -> texts.of(Message.CLAIM_UPDATED);
            default -> claim;
        };
    }

    private static String told(Texts texts, String scope, Map<String, String> names) {
        return switch (scope) {
            case "openid" -> texts.of(Message.SCOPE_OPENID);
            case "profile" -> texts.of(Message.SCOPE_PROFILE);
            case "email" -> texts.of(Message.SCOPE_EMAIL);
            case "phone" -> texts.of(Message.SCOPE_PHONE);
            case "address" -> texts.of(Message.SCOPE_ADDRESS);
            case "groups" -> texts.of(Message.SCOPE_GROUPS);
            case "federated:id" -> texts.of(Message.SCOPE_FEDERATED);
            case "offline_access" -> texts.of(Message.SCOPE_OFFLINE);
            default -> toldOfOthers(texts, scope, names);
        };
    }

    private static String toldOfOthers(Texts texts, String scope, Map<String, String> names) {
        if (scope.startsWith(AUDIENCE)) {
            var id = scope.substring(AUDIENCE.length());
            return texts.of(Message.SCOPE_AUDIENCE, names.getOrDefault(id, id));
        }
        return scope.startsWith(RESOURCE)
                ? texts.of(Message.SCOPE_AUDIENCE, names.getOrDefault(scope, scope.substring(RESOURCE.length())))
                : texts.of(Message.SCOPE_OTHER, scope);
    }

    private static int rank(String scope) {
        var place =
                ORDER.indexOf(scope.startsWith(AUDIENCE) ? AUDIENCE : scope.startsWith(RESOURCE) ? RESOURCE : scope);
        return place < 0 ? ORDER.size() : place;
    }
}
