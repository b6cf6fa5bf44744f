package io.lintel.connector.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When somebody is told that a certificate runs out.
final class CertificateWatchTest {

    private static final List<CertificateWatch.Watched> WATCHED =
            List.of(new CertificateWatch.Watched("the certificate", List.of(TestKey.PROVIDER.certificate())));

    @Test
    void certificateIsWarnedOfThirtyDaysBeforeItExpires() {
        var expiry = TestKey.PROVIDER.certificate().getNotAfter().toInstant();

        assertThat(CertificateWatch.warnings(WATCHED, expiry.minus(Duration.ofDays(30))))
                .isEmpty();
        assertThat(CertificateWatch.warnings(
                        WATCHED, expiry.minus(Duration.ofDays(30)).plusSeconds(1)))
                .containsExactly("the certificate CN=PROVIDER expires at " + expiry);
        assertThat(CertificateWatch.warnings(WATCHED, expiry))
                .containsExactly("the certificate CN=PROVIDER has expired at " + expiry);
    }
}
