package io.lintel.factor;

import io.lintel.oauth2.StringFields;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.Secret;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;

/// Challenges for security keys. One is kept by the browser, sealed for one flow, end-user, authenticator and
/// purpose, and is spent by the first answer to it, right or wrong.
public final class KeyChallenges {

    private static final int BYTES = 32;

    private final Sealer sealer;
    private final SpentChallenges spent;
    private final Entropy entropy;
    private final Clock clock;

    public KeyChallenges(Sealer sealer, SpentChallenges spent, Entropy entropy, Clock clock) {
        this.sealer = sealer;
        this.spent = spent;
        this.entropy = entropy;
        this.clock = clock;
    }

    /// What an answer is asked for.
    public enum Purpose {
        REGISTER,
        LOG_IN
    }

    /// What a challenge is bound to.
    ///
    /// @param flow the login or the visit of one browser
    public record Binding(String flow, Subject subject, AuthenticatorId authenticator, Purpose purpose) {}

    /// A challenge on its way.
    ///
    /// @param value 256 random bits in base64url
    /// @param ticket what the browser gives back with its answer
    public record Issued(Secret value, String ticket) {}

    public Issued issue(Binding binding, RelyingParty party) {
        var challenge = entropy.bytes(BYTES);
        var expiresAt = clock.instant().plus(party.timeout());
        var content = ByteBuffer.allocate(BYTES + Long.BYTES)
                .put(challenge)
                .putLong(expiresAt.toEpochMilli())
                .array();
        return new Issued(encoded(challenge), sealer.seal(sealedFor(binding), content));
    }

    /// Takes the challenge out of its ticket, once.
    ///
    /// @throws RefusedKeyException if it was issued for something else, is too old, or was taken before
    Secret spend(Binding binding, String ticket) {
        var content = sealer.open(sealedFor(binding), ticket)
                .map(ByteBuffer::wrap)
                .orElseThrow(() -> RefusedKeyException.because("the challenge was not issued for this"));
        var challenge = new byte[BYTES];
        content.get(challenge);
        var expiresAt = Instant.ofEpochMilli(content.getLong());
        if (!clock.instant().isBefore(expiresAt)) {
            throw RefusedKeyException.because("the challenge is too old");
        }
        var value = encoded(challenge);
        if (!spent.spend(binding.subject(), value, expiresAt)) {
            throw RefusedKeyException.because("the challenge was answered before");
        }
        return value;
    }

    private static Secret encoded(byte[] challenge) {
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(challenge));
    }

    private static String sealedFor(Binding binding) {
        return "webauthn challenge "
                + StringFields.encode(
                        binding.flow(),
                        binding.subject().encode(),
                        binding.authenticator().value(),
                        binding.purpose().name());
    }
}
