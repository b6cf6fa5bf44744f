package io.lintel.connector.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The addresses of names, looked up under a time limit.
///
/// A look-up may hang for minutes and cannot be called off. So it has a thread of its own, one for each name at most,
/// and whoever is out of time leaves it behind.
final class Addresses {
    private final Resolver resolver;
    private final ConcurrentHashMap<String, CompletableFuture<List<InetAddress>>> running = new ConcurrentHashMap<>();

    /// Looks a name up, for as long as it takes.
    interface Resolver {
        InetAddress[] resolve(String name) throws UnknownHostException;
    }

    Addresses(Resolver resolver) {
        this.resolver = resolver;
    }

    static Addresses ofTheSystem() {
        return new Addresses(InetAddress::getAllByName);
    }

    /// @throws IOException if there is none, or none was found in time
    List<InetAddress> of(String name, Duration limit) throws IOException {
        try {
            return running.computeIfAbsent(name, this::start).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new IOException("its address was not found within " + Deadline.inSeconds(limit), late);
        } catch (ExecutionException failed) {
            var cause = failed.getCause();
            throw new IOException(cause == null ? "it has no address" : String.valueOf(cause.getMessage()), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while looking for its address", interrupted);
        }
    }

    private CompletableFuture<List<InetAddress>> start(String name) {
        var lookup = new CompletableFuture<List<InetAddress>>();
        // A platform thread: what hangs in the operating system would hold up other virtual threads.
        Thread.ofPlatform().daemon().name("address of " + name).start(() -> {
            try {
                lookup.complete(List.of(resolver.resolve(name)));
            } catch (UnknownHostException | RuntimeException failed) {
                lookup.completeExceptionally(failed);
            } finally {
                running.remove(name, lookup);
            }
        });
        return lookup;
    }
}
