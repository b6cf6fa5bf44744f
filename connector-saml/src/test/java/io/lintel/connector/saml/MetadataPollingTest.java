package io.lintel.connector.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// When metadata is read, and what stays when it cannot be.
@Tag("SEC-K10")
final class MetadataPollingTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final MovingClock clock = new MovingClock(Judge.NOON);
    private final AtomicInteger readings = new AtomicInteger();
    private Supplier<IdentityProvider> metadata = () -> provider(TestKey.PROVIDER);
    private final MetadataPolling polling = new MetadataPolling(this::read, HOUR, new ConnectorId("corp"), clock);

    private IdentityProvider read() {
        readings.incrementAndGet();
        return metadata.get();
    }

    @AfterEach
    void close() {
        polling.close();
    }

    @Test
    void nothingIsReadBeforeTheFirstQuestion() {
        assertThat(readings).hasValue(0);
    }

    @Test
    void knownProviderIsNotReadAgainBeforeItsTime() {
        polling.current();
        polling.current();
        clock.advanceSeconds(3_599);
        polling.poll();

        assertThat(readings).hasValue(1);
    }

    @Test
    void providerIsReadAgainInTime() {
        assertThat(polling.current().signers()).containsExactly(TestKey.PROVIDER.certificate());
        metadata = () -> provider(TestKey.PROVIDER_NEXT);
        clock.advanceSeconds(3_600);

        assertThat(polling.poll()).isEqualTo(HOUR);
        assertThat(polling.current().signers()).containsExactly(TestKey.PROVIDER_NEXT.certificate());
    }

    @Test
    void whatWasKnownStaysWhenMetadataFails() {
        polling.current();
        metadata = MetadataPollingTest::fail;
        clock.advanceSeconds(3_600);
        polling.poll();

        assertThat(polling.current().signers()).containsExactly(TestKey.PROVIDER.certificate());
    }

    @Test
    void failuresAreRetriedLessAndLessOften() {
        metadata = MetadataPollingTest::fail;
        for (var seconds : List.of(10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600)) {
            assertThat(polling.poll()).isEqualTo(Duration.ofSeconds(seconds));
            clock.advanceSeconds(seconds);
        }
        metadata = () -> provider(TestKey.PROVIDER);
        assertThat(polling.poll()).isEqualTo(HOUR);
        metadata = MetadataPollingTest::fail;
        clock.advanceSeconds(3_600);
        assertThat(polling.poll()).isEqualTo(Duration.ofSeconds(10));
    }

    /// So that logins do not hammer a provider that is down.
    @Test
    void loginsBetweenTwoAttemptsAreToldWhatFailed() {
        metadata = MetadataPollingTest::fail;
        for (var login = 0; login < 3; login++) {
            assertThatThrownBy(polling::current)
                    .isInstanceOf(ConnectorException.class)
                    .hasMessage("down");
        }
        assertThat(readings).hasValue(1);

        metadata = () -> provider(TestKey.PROVIDER);
        clock.advanceSeconds(10);
        assertThat(polling.current().signers()).hasSize(1);
    }

    @Test
    void surpriseReadsAtOnceThoughNotMoreThanOnceAMinute() {
        polling.current();
        metadata = () -> provider(TestKey.PROVIDER_NEXT);
        assertThat(polling.afterSurprise().signers()).containsExactly(TestKey.PROVIDER_NEXT.certificate());

        metadata = () -> provider(TestKey.PROVIDER_EC);
        clock.advanceSeconds(59);
        assertThat(polling.afterSurprise().signers()).containsExactly(TestKey.PROVIDER_NEXT.certificate());
        clock.advanceSeconds(1);
        assertThat(polling.afterSurprise().signers()).containsExactly(TestKey.PROVIDER_EC.certificate());
    }

    /// Garbage that strangers send must not be a way to lose what is known.
    @Test
    void surpriseWithoutMetadataChangesNothing() {
        polling.current();
        metadata = MetadataPollingTest::fail;

        assertThat(polling.afterSurprise().signers()).containsExactly(TestKey.PROVIDER.certificate());
    }

    /// The real thing, without anybody asking again.
    @Test
    void metadataIsReadInTheBackgroundUntilItIsClosed() throws InterruptedException {
        var again = new CountDownLatch(3);
        Supplier<IdentityProvider> counting = () -> {
            again.countDown();
            return provider(TestKey.PROVIDER);
        };
        var real = new MetadataPolling(counting, Duration.ofMillis(100), new ConnectorId("corp"), Clock.systemUTC());
        try (real) {
            real.current();

            assertThat(again.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static IdentityProvider fail() {
        throw ConnectorException.unavailable("down", null);
    }

    private static IdentityProvider provider(TestKey key) {
        return new IdentityProvider(
                "https://idp.example.org/metadata",
                Map.of(Binding.POST, URI.create("https://idp.example.org/post")),
                Map.of(),
                List.of(key.certificate()),
                null);
    }
}
