package io.lintel.server.browser;

import io.lintel.logout.PendingLogout;
import io.lintel.logout.PostLogoutTargets;
import io.lintel.oauth2.Issuer;
import io.lintel.secret.Sealer;
import io.lintel.session.SessionId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Pending logouts as browsers keep them: in the form that asks the end-user, and in a cookie while they are at the
/// upstream provider. Nothing is kept on the server.
public final class PendingLogouts {

    /// How long an end-user may take.
    public static final Duration LIFETIME = Duration.ofMinutes(30);

    /// A browser drops a cookie of more than 4,096 bytes; this leaves room for name and attributes.
    private static final int LARGEST = 3_800;

    private static final String ASKED = "logout that is asked for 1 ";
    private static final String UPSTREAM = "logout that is upstream 1";

    private final PendingLogoutText text;
    private final String cookie;
    private final String attributes;

    public PendingLogouts(Issuer issuer, Sealer sealer, PostLogoutTargets targets, Clock clock) {
        this.text = new PendingLogoutText(sealer, targets, clock);
        var path = issuer.path().isEmpty() ? "/" : issuer.path();
        var secure = issuer.isHttps();
        this.cookie = SessionCookie.prefixed(issuer, "lintel-logout");
        this.attributes = "; Path=" + path + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }

    /// The text of a form by which the end-user of one session says yes: nobody else can make it.
    public String question(SessionId session, PendingLogout logout) {
        return text.write(ASKED + session, logout);
    }

    /// What such a form says. Empty if it was made for another session, or is too old.
    public Optional<PendingLogout> answered(SessionId session, String question) {
        return text.read(ASKED + session, question);
    }

    /// The `Set-Cookie` field that makes the browser remember a logout. What does not fit ends at a page of ours.
    public String remember(PendingLogout logout) {
        var whole = text.write(UPSTREAM, logout);
        var value = whole.length() > LARGEST ? text.write(UPSTREAM, logout.withoutTarget()) : whole;
        return cookie + "=" + value + "; Max-Age=" + LIFETIME.toSeconds() + attributes;
    }

    /// The logout that this browser is at the upstream provider for.
    ///
    /// @param cookies what the browser sent, by name
    public Optional<PendingLogout> find(Map<String, String> cookies) {
        return Optional.ofNullable(cookies.get(cookie)).flatMap(value -> text.read(UPSTREAM, value));
    }

    /// The `Set-Cookie` field that makes the browser forget it.
    public String forget() {
        return cookie + "=; Max-Age=0" + attributes;
    }
}
