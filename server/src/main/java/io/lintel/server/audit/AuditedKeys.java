package io.lintel.server.audit;

import static java.util.stream.Collectors.toSet;

import io.lintel.signing.KeyRing;
import io.lintel.signing.SigningKey;
import io.lintel.signing.SigningKeys;

/// Says when this replica has made a key.
final class AuditedKeys implements SigningKeys {

    private final SigningKeys keys;
    private final Audit audit;

    AuditedKeys(SigningKeys keys, Audit audit) {
        this.keys = keys;
        this.audit = audit;
    }

    @Override
    public KeyRing load() {
        return keys.load();
    }

    @Override
    public boolean replace(KeyRing current, KeyRing next) {
        var replaced = keys.replace(current, next);
        if (replaced) {
            var before = current.keys().stream().map(SigningKey::id).collect(toSet());
            next.keys().stream()
                    .filter(key -> !before.contains(key.id()))
                    .forEach(made -> audit.record(
                            new AuditEvent.SigningKeyMade(made.id(), made.algorithm(), made.activeFrom())));
        }
        return replaced;
    }
}
