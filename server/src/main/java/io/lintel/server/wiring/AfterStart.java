package io.lintel.server.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/// Runs tasks once the server listens: for what takes time and is not needed for the first answer. On few cores
/// it would delay that answer, however much it is done beside.
@Singleton
@Bean(typed = {AfterStart.class, ApplicationEventListener.class})
final class AfterStart implements Executor, ApplicationEventListener<ServerStartupEvent> {

    private final ExecutorService executor;
    private final CompletableFuture<ServerStartupEvent> started = new CompletableFuture<>();

    AfterStart(@Named(TaskExecutors.IO) ExecutorService executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        var _ = started.thenRunAsync(task, executor);
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        started.complete(event);
    }
}
