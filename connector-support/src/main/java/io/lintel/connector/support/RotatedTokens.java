package io.lintel.connector.support;

import io.lintel.secret.Digest;
import io.lintel.secret.Secret;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Remembers for some minutes which tokens a spent refresh token was exchanged for.
///
/// An upstream that rotates refresh tokens takes each once. If what comes after the exchange fails, or two refreshes
/// of one end-user run side by side, the spent one comes again; without a memory the upstream's refusal would look
/// like the end of the end-user's account.
public final class RotatedTokens {

    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final Clock clock;
    /// The eldest first; by hash, so that a spent token need not be kept.
    private final Map<ByteBuffer, Slot> slots = new LinkedHashMap<>();

    public RotatedTokens(Clock clock) {
        this.clock = clock;
    }

    /// What the token was exchanged for a moment ago, or what the exchange gives now. Of callers with the same token
    /// one exchanges it and the others wait.
    public TokenAnswer exchange(Secret spent, Deadline deadline, Supplier<TokenAnswer> exchange) {
        var slot = slot(ByteBuffer.wrap(Digest.sha256(spent)));
        return deadline.holding(
                slot.lock, "another refresh with the same upstream token", () -> slot.fill(spent, exchange));
    }

    private synchronized Slot slot(ByteBuffer key) {
        var now = clock.instant();
        while (!slots.isEmpty()) {
            var eldest = slots.entrySet().iterator().next();
            if (slots.size() < MOST && !eldest.getValue().isOver(now)) {
                break;
            }
            slots.remove(eldest.getKey());
        }
        return slots.computeIfAbsent(key, _ -> new Slot(now.plus(MEMORY)));
    }

    private static final class Slot {

        private final Instant end;
        private final ReentrantLock lock = new ReentrantLock();
        private TokenAnswer.@Nullable Granted granted;

        private Slot(Instant end) {
            this.end = end;
        }

        private boolean isOver(Instant now) {
            return !now.isBefore(end);
        }

        /// A token that goes on is not spent: what it is exchanged for next tells what has changed since.
        private TokenAnswer fill(Secret spent, Supplier<TokenAnswer> exchange) {
            if (granted != null) {
                return granted;
            }
            var answer = exchange.get();
            if (answer instanceof TokenAnswer.Granted(var tokens)
                    && !Optional.of(spent).equals(Optional.ofNullable(tokens.refreshToken()))) {
                granted = new TokenAnswer.Granted(tokens);
            }
            return answer;
        }
    }
}
