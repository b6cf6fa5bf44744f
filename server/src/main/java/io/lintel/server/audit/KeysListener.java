package io.lintel.server.audit;

import io.lintel.signing.SigningKeys;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;

/// Puts [AuditedKeys] in front of the store, whatever store it is.
@Singleton
final class KeysListener implements BeanCreatedEventListener<SigningKeys> {

    private final BeanProvider<Audit> audit;

    KeysListener(BeanProvider<Audit> audit) {
        this.audit = audit;
    }

    @Override
    public SigningKeys onCreated(BeanCreatedEvent<SigningKeys> event) {
        return new AuditedKeys(event.getBean(), audit.get());
    }
}
