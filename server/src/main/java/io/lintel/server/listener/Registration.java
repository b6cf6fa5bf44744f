package io.lintel.server.listener;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import jakarta.inject.Singleton;

/// Introduces [ConnectionSetup] to the server. Listeners of this kind are made before there are settings.
@Singleton
final class Registration implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final BeanProvider<ConnectionSetup> setup;

    Registration(BeanProvider<ConnectionSetup> setup) {
        this.setup = setup;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        var registry = event.getBean();
        registry.register(setup.get());
        return registry;
    }
}
