package io.lintel.server.browser;

import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.StringFields;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import io.lintel.session.SessionId;
import io.lintel.session.SessionKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The cookie of the sign-on session: HttpOnly, SameSite=Lax, bound to host and path (RFC 6265bis). Its value is
/// what dex writes: the name of the session and its secret as one message, encrypted if the operator gives a key.
public final class SessionCookie {

    /// Far above what is written here.
    private static final int LONGEST = 1024;

    private final String name;
    private final String attributes;
    private final Duration lifetime;
    private final @Nullable CookieSeal seal;

    /// @param name what the browser calls it
    /// @param lifetime for how long a browser keeps it that is told to remember
    /// @param key empty for a value that is not encrypted
    public SessionCookie(Issuer issuer, String name, Duration lifetime, Secret key, Entropy entropy) {
        this.name = name;
        this.lifetime = lifetime;
        this.seal = key.isEmpty() ? null : new CookieSeal(key, entropy);
        this.attributes = "; Path=" + path(issuer) + "; HttpOnly; SameSite=Lax" + (issuer.isHttps() ? "; Secure" : "");
    }

    /// The name with the prefix that lets browsers refuse such a cookie from anybody but this host over https.
    public static String prefixed(Issuer issuer, String name) {
        return (issuer.isHttps() ? path(issuer).equals("/") ? "__Host-" : "__Secure-" : "") + name;
    }

    /// Whether the browser sends one, of whatever value.
    public boolean isIn(Map<String, String> cookies) {
        return cookies.containsKey(name);
    }

    /// What the browser shows, if it can be read; that it opens anything is not said.
    ///
    /// @param cookies what the browser sent, by name
    public Optional<SessionKey> find(Map<String, String> cookies) {
        return Optional.ofNullable(cookies.get(name))
                .filter(value -> !value.isEmpty() && value.length() <= LONGEST)
                .flatMap(value -> seal == null ? Optional.of(value) : seal.open(value))
                .flatMap(value -> StringFields.decode(value, 2))
                .flatMap(fields -> key(fields.get(0), fields.get(1)));
    }

    /// The `Set-Cookie` field that makes the browser keep a key.
    ///
    /// @param remembered whether it keeps it when it is closed
    public String keep(SessionKey key, boolean remembered) {
        var plain = StringFields.encode(key.session().value(), key.secret().reveal());
        var value = seal == null ? plain : seal.seal(plain);
        return name + "=" + value + (remembered ? "; Max-Age=" + lifetime.toSeconds() : "") + attributes;
    }

    /// The `Set-Cookie` field that makes the browser forget.
    public String forget() {
        return name + "=; Max-Age=0" + attributes;
    }

    private static Optional<SessionKey> key(String session, String secret) {
        try {
            return secret.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SessionKey(new SessionId(session), Secret.of(secret)));
        } catch (IllegalArgumentException notASession) {
            return Optional.empty();
        }
    }

    private static String path(Issuer issuer) {
        return issuer.path().isEmpty() ? "/" : issuer.path();
    }
}
