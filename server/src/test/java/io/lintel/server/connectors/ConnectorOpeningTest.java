package io.lintel.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.connector.Capability;
import io.lintel.connector.Connector;
import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorException.Fault;
import io.lintel.connector.ConnectorFactory;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.PasswordConnector;
import io.lintel.secret.Secret;
import io.lintel.server.fence.Breaker;
import io.lintel.server.fence.CallMeter;
import io.lintel.server.fence.Fence;
import io.lintel.server.fence.Operation;
import io.lintel.server.fence.Outcome;
import io.lintel.server.mapping.MappedIdentity;
import io.lintel.server.settings.ConnectorDefinition;
import io.lintel.server.settings.ConnectorLimits;
import io.lintel.server.settings.Node;
import io.lintel.server.settings.Place;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A connector that cannot be opened is opened later, and the others are not kept waiting.
@Tag("REL-20")
final class ConnectorOpeningTest {

    private static final ConnectorId CORP = new ConnectorId("corp");

    private final List<Duration> delays = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final ConnectorOpening opening = new ConnectorOpening(new Backoff(new Random(7)), (delay, task) -> {
        if (delay.isZero()) {
            task.run();
        } else {
            delays.add(delay);
            later.add(task);
        }
    });

    @Test
    void opensWhatCanBeOpenedAndComesBackForTheRest() {
        var attempts = new AtomicInteger();
        var broken = connector("corp", () -> {
            if (attempts.incrementAndGet() < 4) {
                throw ConnectorException.unavailable("no route", null);
            }
            return new Silent();
        });
        var well = connector("well", Silent::new);
        var registry = new ConnectorRegistry(List.of(broken, well), List.of());

        opening.open(List.of(broken, well), Duration.ofSeconds(5));

        assertThat(registry.findOpened(new ConnectorId("well"))).isPresent();
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> registry.findOpened(CORP))
                .withMessageContaining("no route")
                .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(Fault.UNAVAILABLE));
        assertThat(registry.isAvailable(CORP)).isFalse();

        for (var round = 0; round < 3; round++) {
            later.removeFirst().run();
        }

        assertThat(registry.isAvailable(CORP)).isTrue();
        assertThat(registry.findOpened(CORP)).isPresent();
        assertThat(later).isEmpty();
    }

    @Test
    void unexpectedExceptionsAreSurvivedLikeFaults() {
        for (var failure : List.of(new IllegalStateException("a knot"), ConnectorException.misconfigured("no key"))) {
            var connector = connector("corp", () -> {
                throw failure;
            });

            opening.open(List.of(connector), Duration.ofSeconds(5));

            assertThat(connector.isAvailable()).isFalse();
            assertThat(later).isNotEmpty();
        }
    }

    @Test
    void missingClassOfAPluginIsSurvived() {
        var connector = connector("corp", () -> {
            throw new NoClassDefFoundError("org/example/Missing");
        });

        opening.open(List.of(connector), Duration.ofSeconds(5));

        assertThat(connector.isAvailable()).isFalse();
        assertThat(later).hasSize(1);
    }

    @Test
    void waitsTwiceAsLongEachTimeAndNeverMoreThanFiveMinutes() {
        var connector = connector("corp", () -> {
            throw ConnectorException.unavailable("no route", null);
        });
        opening.open(List.of(connector), Duration.ofSeconds(5));

        for (var round = 0; round < 30; round++) {
            later.removeFirst().run();
        }

        for (var i = 0; i < delays.size(); i++) {
            var longest = Duration.ofSeconds(Math.min(1L << Math.min(i, 20), 300));
            assertThat(delays.get(i)).isBetween(longest.dividedBy(2), longest);
        }
        assertThat(delays.stream().distinct().count()).isGreaterThan(20);
    }

    @Test
    @Tag("SEC-C7")
    void connectorThatNeverOpenedIsSaidToOfferEverythingSoThatNoRefreshTokenIsLost() {
        var connector = connector("corp", () -> {
            throw ConnectorException.unavailable("no route", null);
        });
        assertThat(connector.entry().offersOfflineAccess()).isTrue();

        var opened = connector("corp", Silent::new);
        opened.open();
        assertThat(opened.entry().capabilities()).isEmpty();
    }

    @Test
    void connectorThatPromisesWhatItCannotIsNotOpened() {
        var connector = connector("corp", Boaster::new);

        assertThat(connector.open()).isFalse();
        assertThat(connector.isAvailable()).isFalse();
    }

    @Test
    void connectorThatWasClosedIsNotOpenedAgain() {
        var opened = new AtomicInteger();
        var connector = connector("corp", () -> {
            opened.incrementAndGet();
            return new Silent();
        });
        connector.close();

        assertThat(connector.open()).isTrue();
        assertThat(opened).hasValue(0);
        assertThat(connector.isAvailable()).isFalse();
    }

    private static ConfiguredConnector connector(String id, Supplier<Connector> create) {
        var place = Place.of("config.yaml");
        var definition = new ConnectorDefinition(
                new ConnectorId(id),
                "made",
                place,
                id,
                Set.of(),
                Node.Mapping.empty(place),
                ConnectorLimits.standard(),
                MappedIdentity.none());
        var factory = new ConnectorFactory<String>() {
            @Override
            public String type() {
                return "made";
            }

            @Override
            public Class<String> configuration() {
                return String.class;
            }

            @Override
            public Connector create(String configuration, ConnectorContext context) {
                return create.get();
            }
        };
        var context = new ConnectorContext(
                definition.id(),
                URI.create("https://login.example.org/callback"),
                HttpClient.newHttpClient(),
                Clock.systemUTC(),
                (value, until) -> true,
                false);
        var meter = new CallMeter() {
            @Override
            public void ended(ConnectorId connector, Operation operation, Outcome outcome, long nanos) {}

            @Override
            public void turned(ConnectorId connector, Breaker.State state) {}
        };
        return new ConfiguredConnector(
                new BoundConnector<>(definition, factory, ""),
                context,
                new Fence(definition.id(), definition.limits(), meter, System::nanoTime));
    }

    private static class Silent implements PasswordConnector {
        @Override
        public LoginResult login(LoginRequest request, String username, Secret password) {
            throw ConnectorException.unavailable("silent", null);
        }
    }

    private static final class Boaster extends Silent {
        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.OFFLINE_ACCESS);
        }
    }
}
