package io.lintel.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.oauth2.StringFields;
import io.lintel.secret.Digest;
import java.util.Base64;
import java.util.List;

/// The MAC that a form carries by which the user of a session ends something, so that no other site can send it:
/// HMAC-SHA256 under the secret that this browser alone has, over the session's name and what is to be ended.
public final class SessionMac {

    private static final String LABEL = "session:end";

    private SessionMac() {}

    /// @param kind of what there are several
    /// @param target which one
    public static String of(SessionKey key, String kind, String target) {
        var mac = Digest.hmacSha256(
                key.secret().reveal().getBytes(US_ASCII),
                StringFields.repeated(List.of(LABEL, key.session().value(), kind, target)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    /// Whether a form carries it; takes the same time wherever the MACs differ.
    public static boolean matches(SessionKey key, String kind, String target, String given) {
        return Digest.equal(of(key, kind, target).getBytes(UTF_8), given.getBytes(UTF_8));
    }
}
