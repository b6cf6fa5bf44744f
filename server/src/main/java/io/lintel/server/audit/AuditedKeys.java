package io.lintel.server.audit;

import io.lintel.signing.KeyRing;
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
            var made = next.keys().getLast();
            audit.record(new AuditEvent.SigningKeyMade(made.id(), made.algorithm(), made.activeFrom()));
        }
        return replaced;
    }
}
