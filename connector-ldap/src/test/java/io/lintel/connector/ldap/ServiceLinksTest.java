package io.lintel.connector.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Which connections of the service account are used again.
@Timeout(60)
final class ServiceLinksTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicLong nanoTime = new AtomicLong();
    private TestDirectory directory;
    private ServiceLinks links;

    @BeforeEach
    void open() throws LDAPException {
        directory = TestDirectory.plain();
        var hosts = new Hosts(
                List.of(new DirectoryHost("127.0.0.1", directory.port())),
                Transport.of(Configurations.of(directory.configuration())),
                Addresses.ofTheSystem(),
                PATIENCE);
        links = new ServiceLinks(
                hosts,
                (link, _) -> link.within(
                        PATIENCE, connection -> connection.bind(TestDirectory.READER, TestDirectory.READER_PASSWORD)),
                PATIENCE,
                2,
                nanoTime::get);
    }

    @AfterEach
    void close() {
        links.close();
        directory.close();
    }

    @Test
    void connectionThatWasUsedAMomentAgoIsUsedAgainUnasked() {
        var first = lendAndGiveBack();
        nanoTime.addAndGet(Duration.ofSeconds(29).toNanos());

        assertThat(lendAndGiveBack()).isSameAs(first);
        assertThat(directory.wire().searches()).isEmpty();
    }

    @Test
    void connectionThatWasIdleIsAskedForASignOfLife() {
        var first = lendAndGiveBack();
        nanoTime.addAndGet(Duration.ofSeconds(30).toNanos());

        assertThat(lendAndGiveBack()).isSameAs(first);
        assertThat(directory.wire().searches()).hasSize(1);
    }

    @Test
    void connectionThatDiedWhileItWasIdleIsReplaced() throws LDAPException {
        var first = lendAndGiveBack();
        directory.stop();
        directory.restart();
        nanoTime.addAndGet(Duration.ofSeconds(30).toNanos());

        assertThat(lendAndGiveBack()).isNotSameAs(first);
        assertThat(directory.wire().binds()).hasSize(2);
    }

    private Link lendAndGiveBack() {
        var lent = links.lend(Deadline.in(PATIENCE), PATIENCE);
        links.giveBack(lent.link());
        return lent.link();
    }
}
