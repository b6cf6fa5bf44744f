package io.lintel.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/// Starts many threads at one moment and collects what each came to.
public final class Race {

    private static final int PATIENCE_SECONDS = 60;

    private Race() {}

    /// What each of the runners answered, in their order.
    public static <T> List<T> of(int runners, IntFunction<T> run) {
        var all = new ArrayList<Callable<T>>();
        for (var i = 0; i < runners; i++) {
            var number = i;
            all.add(() -> run.apply(number));
        }
        return of(all);
    }

    /// Runs all of them at one moment.
    public static void between(Runnable... runners) {
        var all = new ArrayList<Callable<Boolean>>();
        for (var runner : runners) {
            all.add(() -> {
                runner.run();
                return true;
            });
        }
        of(all);
    }

    private static <T> List<T> of(List<Callable<T>> runners) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("race-", 0).factory())) {
            var futures = new ArrayList<Future<T>>();
            for (var runner : runners) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return runner.call();
                }));
            }
            start.countDown();
            var answers = new ArrayList<T>();
            for (var future : futures) {
                answers.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            return answers;
        } catch (ExecutionException e) {
            throw new AssertionError("a runner fell", e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("a runner did not arrive in " + PATIENCE_SECONDS + " s", e);
        }
    }
}
