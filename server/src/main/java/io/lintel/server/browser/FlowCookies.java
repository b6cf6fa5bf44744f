package io.lintel.server.browser;

import io.lintel.authorization.PendingAuthorization;
import io.lintel.connector.LoginId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.secret.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The cookies of pending authorizations: HttpOnly, SameSite=Lax, bound to host and path (RFC 6265bis).
public final class FlowCookies {

    /// A browser drops a cookie of more than 4,096 bytes; this leaves room for name and attributes.
    private static final int LARGEST = 3_800;

    /// All flow cookies of a browser together; the server takes 8 KiB of cookies.
    private static final int LARGEST_SUM = 6_000;

    private static final Duration LONGEST_LIFE = Duration.ofDays(1);

    private final PendingAuthorizationText text;
    private final Clock clock;
    private final String prefix;
    private final String attributes;

    public FlowCookies(Issuer issuer, Sealer sealer, Clock clock) {
        this.text = new PendingAuthorizationText(sealer);
        this.clock = clock;
        var path = issuer.path().isEmpty() ? "/" : issuer.path();
        var secure = issuer.isHttps();
        this.prefix = (secure ? path.equals("/") ? "__Host-" : "__Secure-" : "") + "lintel-flow-";
        this.attributes = "; Path=" + path + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }

    /// The pending authorization with that id, if this browser began it and it has not expired.
    ///
    /// @param cookies what the browser sent, by name
    public Optional<PendingAuthorization> find(LoginId id, Map<String, String> cookies) {
        return Optional.ofNullable(cookies.get(prefix + id))
                .flatMap(value -> text.read(id, value))
                .filter(authorization -> clock.instant().isBefore(authorization.expiresAt()));
    }

    /// The `Set-Cookie` fields that make the browser remember an authorization, and forget the oldest ones if
    /// there are too many.
    ///
    /// @throws OAuth2Exception `invalid_request` if the authorization does not fit into a cookie
    public List<String> remember(PendingAuthorization authorization, Map<String, String> cookies) {
        var value = text.write(authorization);
        var name = prefix + authorization.id();
        if (name.length() + value.length() > LARGEST) {
            throw OAuth2Exception.of(
                    ErrorCode.INVALID_REQUEST,
                    "The request is too large.",
                    "the pending authorization needs a cookie of " + value.length() + " bytes");
        }
        var life = Duration.between(clock.instant(), authorization.expiresAt());
        var seconds = (life.compareTo(LONGEST_LIFE) < 0 ? life : LONGEST_LIFE).toSeconds();
        var fields = new ArrayList<String>();
        fields.add(name + "=" + value + "; Max-Age=" + seconds + attributes);
        var room = LARGEST_SUM - name.length() - value.length();
        for (var other : others(name, cookies)) {
            room -= other.size();
            if (room < 0) {
                fields.add(expired(other.name()));
            }
        }
        return fields;
    }

    /// The `Set-Cookie` field that makes the browser forget an authorization.
    public String forget(LoginId id) {
        return expired(prefix + id);
    }

    private record Other(String name, int size, Instant expiresAt) {}

    /// The other flow cookies, the youngest first; those that do not open are the oldest.
    private List<Other> others(String name, Map<String, String> cookies) {
        return cookies.entrySet().stream()
                .filter(cookie ->
                        cookie.getKey().startsWith(prefix) && !cookie.getKey().equals(name))
                .map(cookie -> new Other(
                        cookie.getKey(),
                        cookie.getKey().length() + cookie.getValue().length(),
                        expiry(cookie.getKey(), cookie.getValue())))
                .sorted(Comparator.comparing(Other::expiresAt).reversed())
                .toList();
    }

    private Instant expiry(String name, String value) {
        try {
            return text.read(new LoginId(name.substring(prefix.length())), value)
                    .map(PendingAuthorization::expiresAt)
                    .orElse(Instant.EPOCH);
        } catch (IllegalArgumentException notALogin) {
            return Instant.EPOCH;
        }
    }

    private String expired(String name) {
        return name + "=; Max-Age=0" + attributes;
    }
}
