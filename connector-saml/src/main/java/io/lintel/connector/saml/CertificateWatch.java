package io.lintel.connector.saml;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Looks once a day for certificates that expire within 30 days. An expired certificate still counts here, but other
/// software stops taking it.
final class CertificateWatch {

    private static final Duration EARLY = Duration.ofDays(30);

    /// Certificates and what they are for.
    record Watched(String purpose, List<X509Certificate> certificates) {}

    private final AtomicReference<@Nullable LocalDate> lastLook = new AtomicReference<>();

    /// What to warn of; nothing if it has looked today.
    List<String> look(List<Watched> watched, Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return today.equals(lastLook.getAndSet(today)) ? List.of() : warnings(watched, now);
    }

    private static List<String> warnings(List<Watched> watched, Instant now) {
        var warnings = new ArrayList<String>();
        for (var each : watched) {
            for (var certificate : each.certificates()) {
                var expiry = certificate.getNotAfter().toInstant();
                if (now.plus(EARLY).isAfter(expiry)) {
                    warnings.add(each.purpose() + " " + certificate.getSubjectX500Principal()
                            + (now.isBefore(expiry) ? " expires at " : " has expired at ") + expiry);
                }
            }
        }
        return warnings;
    }
}
