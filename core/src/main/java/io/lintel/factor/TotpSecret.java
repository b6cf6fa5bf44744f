package io.lintel.factor;

import io.lintel.secret.Digest;
import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secret an application makes codes of (RFC 6238): HMAC-SHA1, six digits, steps of 30 seconds.
///
/// @param base32 at least 16 bytes in the alphabet of RFC 4648, section 6, in lower case
public record TotpSecret(Secret base32) {

    static final long STEP_SECONDS = 30;
    /// Clocks differ, and typing takes time (RFC 6238, section 5.2).
    private static final int WINDOW = 1;
    private static final int MODULUS = 1_000_000;
    private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");

    public static TotpSecret of(byte[] bytes) {
        return new TotpSecret(Secret.of(Entropy.base32(bytes)));
    }

    /// As applications want it to be typed.
    public Secret typed() {
        return Secret.of(base32.reveal().toUpperCase(Locale.ROOT));
    }

    /// The address an application reads from a QR code, as those who make them have agreed on.
    public Secret address(String issuer, String account) {
        return Secret.of("otpauth://totp/" + encoded(issuer) + ":" + encoded(account) + "?secret=" + typed().reveal()
                + "&issuer=" + encoded(issuer) + "&algorithm=SHA1&digits=6&period=" + STEP_SECONDS);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// The code of a step.
    public Secret code(long step) {
        var hash = hmacSha1(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        var offset = hash[hash.length - 1] & 0xf;
        var number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
        return Secret.of(String.format(Locale.ROOT, "%06d", number % MODULUS));
    }

    /// The first step around a time, later than another, whose code that is. Every step is computed, whichever
    /// it is.
    ///
    /// @param later the step of the last code that was used: an older one may have been seen by somebody
    OptionalLong findStep(Secret code, Instant at, long later) {
        if (!SIX_DIGITS.matcher(code.reveal()).matches()) {
            return OptionalLong.empty();
        }
        var now = Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
        var given = code.reveal().getBytes(StandardCharsets.US_ASCII);
        var found = OptionalLong.empty();
        for (var step = now + WINDOW; step >= now - WINDOW; step--) {
            var matches = Digest.equal(code(step).reveal().getBytes(StandardCharsets.US_ASCII), given);
            found = matches && step > later ? OptionalLong.of(step) : found;
        }
        return found;
    }

    private byte[] hmacSha1(byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            var key = Entropy.parseBase32(base32.reveal())
                    .orElseThrow(() -> new IllegalStateException("the secret of an application is not base32"));
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA1", e);
        }
    }
}
