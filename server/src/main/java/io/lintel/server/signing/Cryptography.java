package io.lintel.server.signing;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The arithmetic of signatures: by Amazon Corretto's native provider where it loads, by the JDK until it has
/// and where it does not.
///
/// The provider is used by reference and never registered, so that nothing else in the process changes.
public final class Cryptography {

    private static final Logger LOG = LoggerFactory.getLogger(Cryptography.class);

    private final CompletableFuture<Engine> loaded;

    private Cryptography(CompletableFuture<Engine> loaded) {
        this.loaded = loaded;
    }

    /// The JDK's alone.
    public static Cryptography ofJdk() {
        return new Cryptography(CompletableFuture.completedFuture(Engine.JDK));
    }

    /// Loads the native provider on the executor, which takes some tenths of a second, and says in the log once
    /// what came of it.
    public static Cryptography load(Executor executor) {
        return load(executor, Cryptography::corretto);
    }

    static Cryptography load(Executor executor, Supplier<Optional<Provider>> provider) {
        return new Cryptography(CompletableFuture.supplyAsync(
                () -> provider.get().map(Engine::of).orElse(Engine.JDK), executor));
    }

    /// What to compute with now; another one later, perhaps.
    Engine engine() {
        return loaded.getNow(Engine.JDK);
    }

    /// Waits until it is decided who computes.
    public Cryptography awaitLoaded() {
        loaded.join();
        return this;
    }

    private static Optional<Provider> corretto() {
        try {
            var provider = AmazonCorrettoCryptoProvider.INSTANCE;
            var error = provider.getLoadingError();
            if (error == null) {
                LOG.info("Signatures are computed by {} {}.", provider.getName(), provider.getVersionStr());
                return Optional.of(provider);
            }
            return missing(error);
        } catch (LinkageError absent) {
            return missing(absent);
        }
    }

    private static Optional<Provider> missing(Throwable reason) {
        LOG.info(
                "Amazon Corretto's crypto provider does not load here, so signatures are computed by the JDK: correct,"
                        + " but at about a third of the speed. Reason: {}",
                reason.toString());
        return Optional.empty();
    }
}
