package io.lintel.connector.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When somebody is told that a certificate runs out.
final class CertificateWatchTest {

    private static final List<CertificateWatch.Watched> WATCHED =
            List.of(new CertificateWatch.Watched("the certificate", List.of(TestKey.PROVIDER.certificate())));

    private static final Instant EXPIRY =
            TestKey.PROVIDER.certificate().getNotAfter().toInstant();

    private final CertificateWatch watch = new CertificateWatch();

    @Test
    void certificateIsWarnedOfThirtyDaysBeforeItExpires() {
        var early = EXPIRY.minus(Duration.ofDays(30));

        assertThat(watch.look(WATCHED, early)).isEmpty();
        assertThat(new CertificateWatch().look(WATCHED, early.plusSeconds(1)))
                .containsExactly("the certificate CN=PROVIDER expires at " + EXPIRY);
    }

    @Test
    void expiredCertificateIsWarnedOf() {
        assertThat(watch.look(WATCHED, EXPIRY)).containsExactly("the certificate CN=PROVIDER has expired at " + EXPIRY);
    }

    @Test
    void warningComesOnceADay() {
        var midnight = EXPIRY.truncatedTo(ChronoUnit.DAYS);

        assertThat(watch.look(WATCHED, midnight)).hasSize(1);
        assertThat(watch.look(WATCHED, midnight.plus(Duration.ofHours(24).minusSeconds(1))))
                .isEmpty();
        assertThat(watch.look(WATCHED, midnight.plus(Duration.ofDays(1)))).hasSize(1);
    }
}
