package io.lintel.connector.saml;

import io.lintel.connector.ConnectorId;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Warns of certificates that expire within 30 days, once a day. An expired certificate still counts here, but other
/// software stops taking it.
final class CertificateWatch {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final Duration EARLY = Duration.ofDays(30);

    /// Certificates and what they are for.
    record Watched(String purpose, List<X509Certificate> certificates) {}

    private final ConnectorId id;
    private final AtomicReference<@Nullable LocalDate> lastLook = new AtomicReference<>();

    CertificateWatch(ConnectorId id) {
        this.id = id;
    }

    /// Warns in the log, unless it has looked today.
    void look(List<Watched> watched, Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!today.equals(lastLook.getAndSet(today))) {
            warnings(watched, now).forEach(warning -> LOG.warn("connector {}: {}", id, warning));
        }
    }

    static List<String> warnings(List<Watched> watched, Instant now) {
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
