package io.lintel.authorization;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.authorization.FakeConnectors.SAML;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.TestClients;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginId;
import io.lintel.factor.Authenticator;
import io.lintel.factor.AuthenticatorId;
import io.lintel.factor.FactorAnswer;
import io.lintel.factor.FactorProof;
import io.lintel.factor.FactorRules;
import io.lintel.factor.PendingSecrets;
import io.lintel.factor.TestFactors;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Takes the steps in any order, with any authorization and any connector, while clients and connectors change
/// and time passes. Whatever happens, a code stands for one login that was begun, finished in time by the
/// connector it was begun with, proved by every second factor that was demanded, and consented to where consent is
/// asked.
final class AuthorizationWalkTest {

    private static final int WALKS = 80;
    private static final int STEPS = 200;

    private static final Authenticator APP = TestFactors.APP;
    private static final Authenticator OTHER_APP = TestFactors.application("other-app");

    @ParameterizedTest
    @CsvSource({"false, 0", "true, 0", "false, 2", "true, 2"})
    @Tag("SEC-A14")
    @Tag("SEC-B14")
    @Tag("REL-1")
    void noWalkYieldsACodeWithoutAllSteps(boolean skipConsent, int factors) {
        var codes = 0;
        for (var seed = 0; seed < WALKS; seed++) {
            var walk = new Walk(skipConsent, factors, seed);
            for (var step = 0; step < STEPS * (1 + 4 * factors); step++) {
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
        /// The answers of people to what they were asked, in the order in which they were given.
        private final List<FactorProof> proofs = new ArrayList<>();
        private final Map<LoginId, List<AuthenticatorId>> proved = new HashMap<>();
        private final List<AuthenticatorId> demanded;
        /// Logins with factors take more steps, and so need more time for them.
        private final int pace;
        private int people;

        Walk(boolean skipConsent, int factors, int seed) {
            this.skipConsent = skipConsent;
            this.pace = 1 + 4 * factors;
            var chain = List.of(APP, OTHER_APP).subList(0, factors);
            this.demanded = chain.stream().map(Authenticator::id).toList();
            this.test = new TestFlow(skipConsent, false, new FactorRules(chain, demanded));
            this.random = new Random(seed);
            this.name = "seed " + seed;
        }

        void step() {
            switch (random.nextInt(demanded.isEmpty() ? 12 : 24)) {
                case 0, 1, 2 -> beginUnlessThereIsMuchToDo();
                case 3, 4, 5 -> logIn();
                case 6, 7 -> consent();
                case 8 -> seldom(this::refuse);
                case 9 -> seldom(this::changeConnectors);
                case 10 -> seldom(this::changeClients);
                case 11 -> test.clock.advance(Duration.ofSeconds(random.nextInt(240 / pace) - 20 / pace));
                case 12, 13, 14, 15, 16 -> prove();
                case 17, 18, 19, 20, 21 -> pass();
                default -> keepCodes();
            }
        }

        private void seldom(Runnable step) {
            if (random.nextInt(pace) == 0) {
                step.run();
            }
        }

        /// Factors take steps, and only the newest logins are taken further.
        private void beginUnlessThereIsMuchToDo() {
            if (demanded.isEmpty() || begun.isEmpty() || random.nextInt(12) == 0) {
                attempt(this::begin);
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
                case NextStep.PassFactor due -> {
                    assertThat(wasFinished).as(name).isFalse();
                    requireRight(pending, connector);
                    asked.put(pending.id(), identity);
                    assertThat(due.authenticator().id()).isEqualTo(demanded.getFirst());
                }
                case NextStep.AskConsent ask -> {
                    assertThat(demanded).as(name).isEmpty();
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
                    assertThat(demanded).as(name).isEmpty();
                    requireCode(respond, pending, identity);
                }
                case NextStep other -> throw new AssertionError(name + ": " + other);
            }
        }

        /// Somebody who has logged in to anything shows or enrols a factor, whichever that is.
        private void prove() {
            var person = asked.isEmpty() ? null : asked.get(any().id());
            if (person == null) {
                return;
            }
            var subject = new Subject(person.userId(), random.nextInt(4) == 0 ? "saml" : "corp");
            var authenticator = random.nextBoolean() ? APP : OTHER_APP;
            var secret = new PendingSecrets(Secret.of("key"), subject.encode()).totp(authenticator.id());
            test.clock.advance(Duration.ofSeconds(random.nextInt(8) == 0 ? 30 : 0));
            var answer = test.factors.factors.holder(subject).has(authenticator.id())
                    ? test.factors.factors.checkCode(subject, authenticator, test.factors.code(secret))
                    : test.factors.enrol(subject, authenticator, secret);
            if (answer instanceof FactorAnswer.Passed passed) {
                proofs.add(passed.proof());
            }
        }

        private void pass() {
            if (proofs.isEmpty()) {
                return;
            }
            var proof = proofs.get(proofs.size() - 1 - random.nextInt(Math.min(proofs.size(), 2)));
            var pending = any();
            var next = attempt(() -> test.flow.factorPassed(pending.id(), proof));
            if (next == null) {
                return;
            }
            var login = new Subject(
                    Objects.requireNonNull(asked.get(pending.id())).userId(),
                    Objects.requireNonNull(pending.departure()).connector().value());
            assertThat(proof.subject()).as(name).isEqualTo(login);
            var passed = proved.computeIfAbsent(pending.id(), _ -> new ArrayList<>());
            passed.add(proof.passed().authenticator());
            assertThat(passed).as(name).doesNotHaveDuplicates();
            assertThat(demanded).as(name).containsAll(passed);
            after(pending, next);
        }

        private void keepCodes() {
            if (begun.isEmpty()) {
                return;
            }
            var pending = any();
            var next = attempt(() -> {
                var parked = test.flow.requireParked(pending.id());
                test.factors.factors.keepRecoveryCodes(
                        parked.requireLogin().subject(), parked.secrets().recoveryCodes());
                return test.flow.recoveryCodesKept(pending.id());
            });
            if (next != null) {
                after(pending, next);
            }
        }

        /// What may come after a factor or after recovery codes.
        private void after(PendingAuthorization pending, NextStep next) {
            var passed = proved.getOrDefault(pending.id(), List.of());
            switch (next) {
                case NextStep.PassFactor due ->
                    assertThat(passed)
                            .as(name)
                            .doesNotContain(due.authenticator().id());
                case NextStep.KeepRecoveryCodes _ -> assertThat(passed).as(name).containsAll(demanded);
                case NextStep.AskConsent _ -> {}
                case NextStep.Respond respond -> {
                    assertThat(skipConsent && pending.request().prompts().isEmpty())
                            .as(name)
                            .isTrue();
                    responded(pending, respond);
                }
                case NextStep.ChooseConnector _, NextStep.LogIn _, NextStep.Depart _, NextStep.DeviceAnswered _ ->
                    throw new AssertionError(name + ": " + next);
            }
        }

        private void consent() {
            if (begun.isEmpty()) {
                return;
            }
            var pending = any();
            if (attempt(() -> test.flow.consented(pending.id())) instanceof NextStep.Respond respond) {
                responded(pending, respond);
            }
        }

        private void responded(PendingAuthorization pending, NextStep.Respond respond) {
            var identity = asked.get(pending.id());
            assertThat(identity).as(name).isNotNull();
            if (respond.response().parameters().containsKey("code") && identity != null) {
                requireOpen(pending);
                assertThat(proved.getOrDefault(pending.id(), List.of()))
                        .as(name)
                        .containsAll(demanded);
                requireCode(respond, pending, identity);
            } else {
                finished.add(pending.id());
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
            var newest = Math.min(begun.size(), pace == 1 ? 3 : 2);
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
