package io.lintel.server.http;

import io.lintel.authorization.AuthorizationCodes;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;

/// Puts [TracedCodes] in front of the store, whatever store it is.
@Singleton
final class CodesListener implements BeanCreatedEventListener<AuthorizationCodes> {

    @Override
    public AuthorizationCodes onCreated(BeanCreatedEvent<AuthorizationCodes> event) {
        return new TracedCodes(event.getBean());
    }
}
