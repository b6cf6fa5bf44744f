package io.lintel.server.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import io.lintel.connector.ConnectorException;
import io.lintel.secret.Secret;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Checks passwords against bcrypt hashes, on as many threads as there are cores and with a short queue: one
/// check takes a tenth of a second of a core, and a flood of them must not stop everything else.
public final class PasswordHashing implements AutoCloseable {

    private static final int WAITING_PER_CORE = 32;

    /// Only the first 72 bytes of a password count, as bcrypt has it.
    private static final BCrypt.Verifyer BCRYPT =
            BCrypt.verifyer(null, LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2A));

    private final ThreadPoolExecutor threads;

    public PasswordHashing() {
        this(Runtime.getRuntime().availableProcessors(), WAITING_PER_CORE);
    }

    PasswordHashing(int cores, int waitingPerCore) {
        this.threads = new ThreadPoolExecutor(
                cores, cores, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(cores * waitingPerCore), task -> {
                    var thread = new Thread(task, "password-hashing");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /// @param besides hashes to check as well, for nothing but the time it takes
    /// @throws ConnectorException if too many checks are waiting already
    boolean matches(Secret password, Secret hash, List<Secret> besides) {
        try {
            return threads.submit(() -> {
                        besides.forEach(each -> verify(password, each));
                        return verify(password, hash);
                    })
                    .get();
        } catch (RejectedExecutionException e) {
            throw ConnectorException.unavailable("too many passwords are being checked", e);
        } catch (ExecutionException e) {
            throw ConnectorException.misconfigured("a stored password hash cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConnectorException.unavailable("interrupted while a password was checked", e);
        }
    }

    private static boolean verify(Secret password, Secret hash) {
        return BCRYPT.verify(password.reveal().getBytes(UTF_8), hash.reveal().getBytes(UTF_8)).verified;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
