package io.lintel.token;

import static io.lintel.client.TestClients.THIEF;
import static io.lintel.token.TestProvider.reveal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.LoginResult;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random histories of one family: its tokens are used, used again, retried, stolen, changed and raced for,
/// while the clock goes on, jumps and goes back. A model of a few lines says what each attempt must come to.
final class RefreshTokenHistoryTest {

    private static final int HISTORIES = 150;
    private static final int STEPS = 60;

    static Stream<TokenPolicy> policies() {
        return Stream.of(TestPolicies.DEFAULT, TestPolicies.WITHOUT_RETRY);
    }

    @ParameterizedTest
    @MethodSource("policies")
    @Tag("SEC-C1")
    @Tag("SEC-C2")
    @Tag("SEC-C3")
    @Tag("SEC-C5")
    @Tag("SEC-C6")
    @Tag("SEC-C7")
    @Tag("REL-2")
    @Tag("REL-3")
    void everyHistoryKeepsOneBranchAndLosesNoToken(TokenPolicy policy) {
        var longest = 0;
        for (var seed = 0; seed < HISTORIES; seed++) {
            var history = new History(policy, seed);
            for (var step = 0; step < STEPS; step++) {
                history.step();
                history.requireOneBranch();
            }
            longest = Math.max(longest, history.chain.size());
        }
        // a history that ends at once proves nothing
        assertThat(longest).isGreaterThan(10);
    }

    private static final class History {

        private final TokenPolicy policy;
        private final TestProvider provider;
        private final Random random;
        private final String name;

        /// Every token that was acknowledged, in order.
        private final List<String> chain = new ArrayList<>();

        private boolean alive = true;
        private final Instant created;
        private Instant lastUsed;

        History(TokenPolicy policy, int seed) {
            this.policy = policy;
            this.provider = new TestProvider(policy);
            this.random = new Random(seed);
            this.name = "seed " + seed;
            this.created = provider.clock.instant();
            this.lastUsed = created;
            chain.add(reveal(provider.tokens("openid offline_access").refreshToken()));
        }

        void step() {
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3, 4, 5 -> use(chain.size() - 1);
                case 6, 7 -> use(Math.max(0, chain.size() - 2));
                case 8 -> {
                    if (random.nextInt(4) == 0) {
                        use(random.nextInt(chain.size()));
                    }
                }
                case 9 -> useChanged();
                case 10 ->
                    assertThat(attempt(() -> provider.refresh(THIEF, any())))
                            .as(name)
                            .isEmpty();
                case 11 -> useWhileUpstreamIsDown();
                case 12 -> race();
                case 13 -> {
                    if (random.nextInt(6) == 0) {
                        raceWithRevocation();
                    }
                }
                case 14 -> provider.clock.advance(Duration.ofSeconds(-random.nextInt(3600)));
                case 15 -> provider.clock.advance(Duration.ofHours(random.nextInt(100)));
                default -> provider.clock.advance(Duration.ofMillis(random.nextInt(5000)));
            }
        }

        /// At most one family is alive, and it stands where the last acknowledged token is.
        void requireOneBranch() {
            var families = provider.grants.alive();
            assertThat(families).as(name).hasSize(alive ? 1 : 0);
            for (var family : families) {
                var newest = RefreshToken.decode(chain.getLast()).orElseThrow();
                assertThat(family.id()).as(name).isEqualTo(newest.family());
                assertThat(family.current()).as(name).isEqualTo(TokenHash.of(newest.secret()));
                assertThat(family.generation()).as(name).isEqualTo(chain.size() - 1);
                assertThat(family.lastUsedAt()).as(name).isEqualTo(lastUsed);
            }
        }

        private void use(int index) {
            var given = attempt(() -> provider.refresh(chain.get(index)));
            switch (standing(index)) {
                case CURRENT -> {
                    assertThat(given).as(name).isPresent();
                    assertThat(chain).as(name).doesNotContain(given.orElseThrow());
                    acknowledge(given.orElseThrow());
                }
                case RETRIED -> assertThat(given).as(name).contains(chain.getLast());
                case DEADLY -> {
                    assertThat(given).as(name).isEmpty();
                    alive = false;
                }
                case DEAD -> assertThat(given).as(name).isEmpty();
            }
        }

        private enum Expected {
            CURRENT,
            RETRIED,
            DEADLY,
            DEAD
        }

        private Expected standing(int index) {
            var now = provider.clock.instant();
            if (!alive) {
                return Expected.DEAD;
            }
            var isCurrent = index == chain.size() - 1;
            var isInWindow = index == chain.size() - 2
                    && !policy.retryWindow().isZero()
                    && !now.isAfter(lastUsed.plus(policy.retryWindow()));
            var isOver = !now.isBefore(created.plus(TestPolicies.ABSOLUTE))
                    || !now.isBefore(lastUsed.plus(TestPolicies.IDLE));
            if (isOver || !(isCurrent || isInWindow)) {
                return Expected.DEADLY;
            }
            return isCurrent ? Expected.CURRENT : Expected.RETRIED;
        }

        private void useChanged() {
            var text = any();
            var at = random.nextInt(text.length());
            var other = text.charAt(at) == 'q' ? 'r' : 'q';
            assertThat(attempt(() -> provider.refresh(text.substring(0, at) + other + text.substring(at + 1))))
                    .as(name)
                    .isEmpty();
        }

        private void useWhileUpstreamIsDown() {
            if (standing(chain.size() - 1) != Expected.CURRENT) {
                return;
            }
            provider.upstream.answers((connector, identity, wanted) -> {
                throw ConnectorException.unavailable("down", null);
            });
            assertThat(attempt(() -> provider.refresh(chain.getLast())))
                    .as(name)
                    .isEmpty();
            provider.upstream.answers((connector, identity, wanted) -> LoginResult.authenticated(identity));
        }

        /// Two use the current token at the same time; the second has read the family before the first rotates.
        private void race() {
            if (standing(chain.size() - 1) != Expected.CURRENT) {
                return;
            }
            var token = chain.getLast();
            provider.grants.beforeNextRotation(
                    () -> acknowledge(attempt(() -> provider.refresh(token)).orElseThrow()));
            var second = attempt(() -> provider.refresh(token));
            if (policy.retryWindow().isZero()) {
                assertThat(second).as(name).isEmpty();
                alive = false;
            } else {
                assertThat(second).as(name).contains(chain.getLast());
            }
        }

        private void raceWithRevocation() {
            if (standing(chain.size() - 1) != Expected.CURRENT) {
                return;
            }
            provider.grants.beforeNextRotation(() -> provider.revocation.revoke(
                    provider.grants.alive().getFirst().grant()));
            assertThat(attempt(() -> provider.refresh(chain.getLast())))
                    .as(name)
                    .isEmpty();
            alive = false;
        }

        private void acknowledge(String token) {
            chain.add(token);
            var now = provider.clock.instant();
            lastUsed = now.isAfter(lastUsed) ? now : lastUsed;
        }

        private String any() {
            return chain.get(random.nextInt(chain.size()));
        }

        private interface Attempt {
            TokenResponse make();
        }

        private static Optional<String> attempt(Attempt attempt) {
            try {
                return Optional.of(reveal(attempt.make().refreshToken()));
            } catch (ConnectorException down) {
                return Optional.empty();
            } catch (OAuth2Exception refused) {
                assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_GRANT);
                return Optional.empty();
            }
        }
    }
}
