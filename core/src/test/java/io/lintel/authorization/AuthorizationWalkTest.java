package io.lintel.authorization;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.authorization.FakeConnectors.SAML;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.TestClients;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginId;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Takes the steps in any order, with any authorization and any connector, while clients and connectors change
/// and time passes. Whatever happens, a code stands for one login that was begun, finished in time by the
/// connector it was begun with, and consented to where consent is asked.
final class AuthorizationWalkTest {

    private static final int WALKS = 80;
    private static final int STEPS = 200;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("SEC-A14")
    @Tag("SEC-B14")
    @Tag("REL-1")
    void noWalkYieldsACodeWithoutAllSteps(boolean skipConsent) {
        var codes = 0;
        for (var seed = 0; seed < WALKS; seed++) {
            var walk = new Walk(skipConsent, seed);
            for (var step = 0; step < STEPS; step++) {
                walk.step();
            }
            codes += walk.test.codes.size();
        }
        // a walk that never arrives proves nothing
        assertThat(codes).isGreaterThan(WALKS);
    }

    private static final class Walk {

        final TestFlow test;
        private final boolean skipConsent;
        private final Random random;
        private final String name;
        private final List<PendingAuthorization> begun = new ArrayList<>();
        private final Map<LoginId, Identity> asked = new HashMap<>();
        private final Set<LoginId> finished = new HashSet<>();
        private int people;

        Walk(boolean skipConsent, int seed) {
            this.skipConsent = skipConsent;
            this.test = new TestFlow(skipConsent);
            this.random = new Random(seed);
            this.name = "seed " + seed;
        }

        void step() {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> attempt(this::begin);
                case 3, 4, 5 -> logIn();
                case 6, 7 -> consent();
                case 8 -> refuse();
                case 9 -> changeConnectors();
                case 10 -> changeClients();
                default -> test.clock.advance(Duration.ofSeconds(random.nextInt(240) - 20));
            }
        }

        private @Nullable NextStep begin() {
            var connector = random.nextBoolean() ? CORP : SAML;
            var asks = random.nextInt(4) == 0;
            var pending = random.nextInt(5) == 0
                    ? ((NextStep.Depart) test.logIn(TestClients.SHOP, connector, null)).authorization()
                    : test.departed(connector, "prompt", asks ? "consent" : "");
            begun.add(pending);
            return null;
        }

        private void logIn() {
            if (begun.isEmpty()) {
                return;
            }
            var pending = any();
            var connector = random.nextBoolean() ? CORP.id() : SAML.id();
            var identity = Identity.of("person " + people++).build();
            var wasFinished = finished.contains(pending.id()) || asked.containsKey(pending.id());
            switch (attempt(() -> test.loggedIn(pending, connector, identity))) {
                case null -> {}
                case NextStep.AskConsent ask -> {
                    assertThat(wasFinished).as(name).isFalse();
                    requireRight(pending, connector);
                    asked.put(pending.id(), identity);
                    assertThat(ask.authorization().id()).isEqualTo(pending.id());
                }
                case NextStep.Respond respond -> {
                    assertThat(wasFinished).as(name).isFalse();
                    assertThat(skipConsent && pending.request().prompts().isEmpty())
                            .as(name)
                            .isTrue();
                    requireRight(pending, connector);
                    requireCode(respond, pending, identity);
                }
                case NextStep other -> throw new AssertionError(name + ": " + other);
            }
        }

        private void consent() {
            if (begun.isEmpty()) {
                return;
            }
            var pending = any();
            if (attempt(() -> test.flow.consented(pending.id())) instanceof NextStep.Respond respond) {
                var identity = asked.get(pending.id());
                assertThat(identity).as(name).isNotNull();
                if (respond.response().parameters().containsKey("code") && identity != null) {
                    requireOpen(pending);
                    requireCode(respond, pending, identity);
                } else {
                    finished.add(pending.id());
                }
            }
        }

        private void refuse() {
            if (begun.isEmpty()) {
                return;
            }
            var pending = any();
            if (attempt(() -> test.flow.refused(pending.id())) instanceof NextStep.Respond respond) {
                assertThat(asked).as(name).containsKey(pending.id());
                assertThat(finished.add(pending.id())).as(name).isTrue();
                assertThat(respond.response().parameters()).containsEntry("error", "access_denied");
            }
        }

        private void requireRight(PendingAuthorization pending, ConnectorId connector) {
            var departure = pending.departure();
            assertThat(departure).as(name).isNotNull();
            assertThat(departure == null ? null : departure.connector())
                    .as(name)
                    .isEqualTo(connector);
            requireOpen(pending);
        }

        private void requireOpen(PendingAuthorization pending) {
            var departure = pending.departure();
            var entry = departure == null
                    ? null
                    : test.connectors.find(departure.connector()).orElse(null);
            var client = test.clients.find(pending.request().client()).orElse(null);
            assertThat(entry != null && entry.allows(GrantType.AUTHORIZATION_CODE))
                    .as(name)
                    .isTrue();
            assertThat(client != null && entry != null && client.allows(entry.id()))
                    .as(name)
                    .isTrue();
            assertThat(test.clock.instant()).as(name).isBefore(pending.expiresAt());
        }

        private void requireCode(NextStep.Respond respond, PendingAuthorization pending, Identity identity) {
            assertThat(finished.add(pending.id())).as(name).isTrue();
            var code = respond.response().parameters().getOrDefault("code", "");
            var issued = test.codes.issued(code).orElseThrow();
            assertThat(issued.login()).as(name).isEqualTo(pending.id());
            assertThat(issued.authentication().identity()).as(name).isEqualTo(identity);
            assertThat(pending.request().scopes().containsAll(issued.access().scopes()))
                    .as(name)
                    .isTrue();
            assertThat(issued.access().scopes().contains(Scope.OFFLINE_ACCESS))
                    .as(name)
                    .isEqualTo(test.connectors
                            .find(issued.authentication().connector())
                            .orElseThrow()
                            .offersOfflineAccess());
        }

        private void changeConnectors() {
            var entry = random.nextBoolean() ? CORP : SAML;
            switch (random.nextInt(4)) {
                case 0 -> test.connectors.remove(entry.id());
                case 1 -> test.connectors.put(FakeConnectors.narrowed(entry, GrantType.REFRESH_TOKEN));
                default -> test.connectors.put(entry);
            }
        }

        private void changeClients() {
            switch (random.nextInt(6)) {
                case 0 -> test.clients.remove(TestClients.SHOP.id());
                case 1 -> test.clients.put(TestClients.at(TestClients.SHOP, "https://shop.example/moved"));
                case 2 -> test.clients.put(TestClients.allowing(TestClients.SHOP, "saml"));
                default -> test.clients.put(TestClients.SHOP);
            }
        }

        private PendingAuthorization any() {
            var newest = Math.min(begun.size(), 3);
            return begun.get(begun.size() - 1 - random.nextInt(newest));
        }

        /// The step, or null where it was refused.
        private static @Nullable NextStep attempt(Supplier<@Nullable NextStep> step) {
            try {
                return step.get();
            } catch (OAuth2Exception | StaleLoginException | UnknownTargetException refused) {
                return null;
            }
        }
    }
}
