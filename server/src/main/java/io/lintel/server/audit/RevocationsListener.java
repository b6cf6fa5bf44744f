package io.lintel.server.audit;

import io.lintel.token.RevokedGrants;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;

/// Puts [AuditedRevocations] in front of the store, whatever store it is.
@Singleton
final class RevocationsListener implements BeanCreatedEventListener<RevokedGrants> {

    private final BeanProvider<Audit> audit;

    RevocationsListener(BeanProvider<Audit> audit) {
        this.audit = audit;
    }

    @Override
    public RevokedGrants onCreated(BeanCreatedEvent<RevokedGrants> event) {
        return new AuditedRevocations(event.getBean(), audit.get());
    }
}
