package io.lintel.server.http;

import io.lintel.session.SessionKey;
import io.lintel.session.SessionMac;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Something that a user can end.
///
/// @param id of the session or the refresh family, or of the client whose consent it is
record AccountTarget(Kind kind, String id) {

    enum Kind {
        SESSION,
        TOKEN,
        CONSENT;

        static Optional<Kind> find(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What the form that ends it posts.
    Map<String, String> fields(SessionKey key) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("kind", kind.word());
        fields.put("id", id);
        fields.put("hmac", SessionMac.of(key, kind.word(), id));
        return fields;
    }
}
