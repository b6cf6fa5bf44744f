package io.lintel.benchmarks.report;

import io.lintel.authorization.Access;
import io.lintel.authorization.AuthorizationCode;
import io.lintel.authorization.AuthorizationCodes.Redemption;
import io.lintel.authorization.GrantId;
import io.lintel.authorization.IssuedCode;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginId;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.RedirectUri;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.secret.SealingKey;
import io.lintel.session.Authentication;
import io.lintel.storage.jdbc.JdbcStorage;
import io.lintel.storage.jdbc.Stores;
import io.lintel.token.RefreshFamily;
import io.lintel.token.RefreshFamilyId;
import io.lintel.token.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The verbs of the stores that every grant needs, without a server around them.
final class Verbs {

    private static final List<Integer> THREADS = List.of(1, 8, 32);
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private final Entropy entropy = new Entropy();
    private final Duration time;

    Verbs(Duration time) {
        this.time = time;
    }

    static void printHeading() {
        System.out.printf(Locale.ROOT, "%-42s", "verbs of the stores, per second; threads:");
        THREADS.forEach(threads -> System.out.printf(Locale.ROOT, " %8d", threads));
        System.out.println();
    }

    void measure(String name, JdbcStorage storage) throws InterruptedException {
        var stores = storage.stores(new Sealer(List.of(SealingKey.random(entropy)), entropy));
        print(name + ": find and rotate", () -> rotating(stores));
        print(name + ": add, find and redeem", () -> redeeming(stores));
    }

    private void print(String name, Supplier<Runnable> operations) throws InterruptedException {
        System.out.printf(Locale.ROOT, "%-42s", name);
        for (var threads : THREADS) {
            perSecond(operations, threads, WARM_UP);
            System.out.printf(Locale.ROOT, " %8.0f", perSecond(operations, threads, time));
        }
        System.out.println();
    }

    private static double perSecond(Supplier<Runnable> operations, int threads, Duration time)
            throws InterruptedException {
        var end = System.nanoTime() + time.toNanos();
        var tasks = Stream.generate(operations)
                .limit(threads)
                .<Callable<Long>>map(operation -> () -> repeat(operation, end))
                .toList();
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var count = 0L;
            for (var done : executor.invokeAll(tasks)) {
                count += done.get();
            }
            return count * 1e9 / time.toNanos();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a store failed", failed);
        }
    }

    private static long repeat(Runnable operation, long end) {
        var count = 0L;
        while (System.nanoTime() < end) {
            operation.run();
            count++;
        }
        return count;
    }

    private Runnable rotating(Stores stores) {
        var now = Instant.now();
        var id = new RefreshFamilyId(entropy.identifier());
        stores.families()
                .start(new RefreshFamily(
                        id,
                        GrantId.random(entropy),
                        Provided.CLIENT,
                        Provided.ACCESS,
                        Provided.ada(now),
                        now,
                        now,
                        0,
                        TokenHash.of(entropy.secret()),
                        null));
        return () -> {
            var family = stores.families().find(id).orElseThrow();
            expect(stores.families()
                    .rotate(new RefreshFamily(
                            id,
                            family.grant(),
                            family.client(),
                            family.access(),
                            family.authentication(),
                            family.createdAt(),
                            Instant.now(),
                            family.generation() + 1,
                            TokenHash.of(entropy.secret()),
                            new RefreshFamily.Superseded(family.current(), entropy.identifier(), Instant.now()))));
        };
    }

    private Runnable redeeming(Stores stores) {
        return () -> {
            var code = new AuthorizationCode(entropy.secret());
            var now = Instant.now();
            expect(stores.codes()
                    .add(
                            code,
                            new IssuedCode(
                                    new LoginId(entropy.identifier()),
                                    GrantId.random(entropy),
                                    Provided.CLIENT,
                                    Provided.REDIRECT_URI,
                                    Provided.ACCESS,
                                    null,
                                    Provided.ada(now),
                                    now.plusSeconds(60))));
            expect(stores.codes().find(code).isPresent());
            expect(stores.codes().redeem(code, now) instanceof Redemption.First);
        };
    }

    private static void expect(boolean done) {
        if (!done) {
            throw new IllegalStateException("a store does not do what it should");
        }
    }

    /// What rows are about.
    private static final class Provided {

        static final ClientId CLIENT = new ClientId("example-app");
        static final RedirectUri REDIRECT_URI = new RedirectUri("http://127.0.0.1:5555/callback");
        static final Access ACCESS = Access.of(Scopes.of(Scope.OPENID, Scope.EMAIL, Scope.OFFLINE_ACCESS));

        private Provided() {}

        static Authentication ada(Instant at) {
            return Authentication.of(
                    new ConnectorId("mock"),
                    Identity.of("2f6d1c1e-5a0b-4b8e-9d5f-0c1b7a3e9d42")
                            .username("Ada Lovelace")
                            .groups(List.of("admins", "authors"))
                            .build(),
                    at);
        }
    }
}
