package io.lintel.factor;

import io.lintel.oauth2.StringFields;
import io.lintel.secret.Digest;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The secrets that a flow may enrol, derived from its key: the same whenever they are looked at, others in
/// every other flow, and stored only once they are confirmed.
public final class PendingSecrets {

    private static final int TOTP_BYTES = 20;
    private static final int RECOVERY_BYTES = 16;

    private final Secret key;
    private final String flow;

    /// @param key at least 128 random bits
    /// @param flow what the key belongs to
    public PendingSecrets(Secret key, String flow) {
        this.key = key;
        this.flow = flow;
    }

    public TotpSecret totp(AuthenticatorId authenticator) {
        return TotpSecret.of(derive("secret:totp:" + authenticator, TOTP_BYTES));
    }

    public List<RecoveryCode> recoveryCodes() {
        return IntStream.range(0, RecoveryCode.COUNT)
                .mapToObj(number -> new RecoveryCode(
                        Secret.of(Entropy.base32(derive("secret:recovery:" + number, RECOVERY_BYTES)))))
                .toList();
    }

    private byte[] derive(String label, int length) {
        var message = StringFields.repeated(List.of(flow, label));
        return Arrays.copyOf(Digest.hmacSha256(key.reveal().getBytes(StandardCharsets.UTF_8), message), length);
    }
}
