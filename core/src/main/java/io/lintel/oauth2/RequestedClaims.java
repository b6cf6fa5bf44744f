package io.lintel.oauth2;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The claims a client asks for one by one: the parameter `claims` (OpenID Connect Core, section 5.5).
///
/// @param userInfo what is to be told at the userinfo endpoint, by name
/// @param idToken what is to be told in the ID token, by name
public record RequestedClaims(Map<String, RequestedClaim> userInfo, Map<String, RequestedClaim> idToken) {

    private static final RequestedClaims NONE = new RequestedClaims(Map.of(), Map.of());

    private static final String USER_INFO = "userinfo";
    private static final String ID_TOKEN = "id_token";

    public RequestedClaims {
        userInfo = Collections.unmodifiableMap(new LinkedHashMap<>(userInfo));
        idToken = Collections.unmodifiableMap(new LinkedHashMap<>(idToken));
    }

    public static RequestedClaims none() {
        return NONE;
    }

    /// Reads a parameter. Members and claims that are not known are passed over, as the specification demands.
    ///
    /// @param known the names of the claims there are
    /// @throws IllegalArgumentException says what is wrong without showing anything of it
    public static RequestedClaims parse(String json, Set<String> known) {
        var members = JsonText.readObject(json);
        return new RequestedClaims(claims(members, USER_INFO, known), claims(members, ID_TOKEN, known));
    }

    public boolean isEmpty() {
        return userInfo.isEmpty() && idToken.isEmpty();
    }

    /// The names of all claims, each once.
    public Set<String> names() {
        var names = new LinkedHashSet<>(userInfo.keySet());
        names.addAll(idToken.keySet());
        return Collections.unmodifiableSet(names);
    }

    /// How a claim was asked for, once for each place it was asked for at.
    public Stream<RequestedClaim> each(String name) {
        return Stream.of(userInfo, idToken).flatMap(place -> Optional.ofNullable(place.get(name)).stream());
    }

    /// The parameter again, without what was passed over. [#parse] reads it.
    public String text() {
        return JsonText.write(Map.of(USER_INFO, written(userInfo), ID_TOKEN, written(idToken)));
    }

    private static Map<String, RequestedClaim> claims(
            Map<String, @Nullable Object> members, String place, Set<String> known) {
        var claims = new LinkedHashMap<String, RequestedClaim>();
        switch (members.get(place)) {
            case null -> {}
            case Map<?, ?> written ->
                written.forEach((name, claim) -> {
                    if (name instanceof String text && known.contains(text)) {
                        claims.put(text, RequestedClaim.read(claim));
                    }
                });
            default -> throw new IllegalArgumentException(place + " is not an object");
        }
        return claims;
    }

    private static Map<String, @Nullable Object> written(Map<String, RequestedClaim> claims) {
        var written = new LinkedHashMap<String, @Nullable Object>();
        claims.forEach((name, claim) -> written.put(name, claim.written()));
        return written;
    }
}
