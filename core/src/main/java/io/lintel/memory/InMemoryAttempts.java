package io.lintel.memory;

import io.lintel.throttle.Alias;
import io.lintel.throttle.Attempt;
import io.lintel.throttle.Attempts;
import io.lintel.throttle.Count;
import io.lintel.throttle.Counter;
import io.lintel.throttle.Counter.AfterSuccess;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// It has as many entries as there are slots at most.
final class InMemoryAttempts implements Attempts {

    private final Map<Long, Count> bySlot = new HashMap<>();
    private final Map<Long, Known> accounts = new HashMap<>();

    private record Known(long tag, long account, Instant until) {}

    @Override
    public synchronized Answer begin(Attempt attempt, Instant now) {
        var answer = look(attempt, now);
        if (!(answer instanceof Answer.Begun)) {
            return answer;
        }
        var counted = attempt.counters(isFamiliar(attempt, now));
        for (var counter : counted) {
            bySlot.merge(counter.slot(), Count.first(counter, now), (count, _) -> count.next(counter, now));
        }
        return new Answer.Begun(attempt, counted);
    }

    @Override
    public synchronized Answer look(Attempt attempt, Instant now) {
        return attempt.counters(isFamiliar(attempt, now)).stream()
                .flatMap(counter -> find(counter.slot()).flatMap(count -> count.waitUntil(counter, now)).stream())
                .findFirst()
                .<Answer>map(Answer.Wait::new)
                .orElseGet(() -> new Answer.Begun(attempt, List.of()));
    }

    @Override
    public synchronized void succeed(Answer.Begun begun, Instant now) {
        for (var counter : begun.counted()) {
            if (counter.afterSuccess() == AfterSuccess.STARTS_AGAIN) {
                find(counter.slot())
                        .filter(count -> count.tag() == counter.tag())
                        .ifPresent(_ -> bySlot.remove(counter.slot()));
            } else {
                takeBack(counter);
            }
        }
        var mark = begun.attempt().mark();
        if (mark != null) {
            bySlot.put(mark.slot(), new Count(mark.tag(), now.plus(mark.memory()), now));
        }
    }

    @Override
    public synchronized void withdraw(Answer.Begun begun) {
        begun.counted().forEach(this::takeBack);
    }

    @Override
    public synchronized Optional<Long> findAccount(Alias alias, Instant now) {
        return Optional.ofNullable(accounts.get(alias.slot()))
                .filter(known -> known.tag() == alias.tag() && known.until().isAfter(now))
                .map(Known::account);
    }

    @Override
    public synchronized void rememberAccount(Alias alias, long account, Instant until) {
        accounts.put(alias.slot(), new Known(alias.tag(), account, until));
    }

    @Override
    public synchronized int sweep(Instant now, int limit) {
        var removed = remove(bySlot.values(), count -> count.owedUntil().isBefore(now), limit);
        return removed + remove(accounts.values(), known -> known.until().isBefore(now), limit - removed);
    }

    private static <T> int remove(Collection<T> all, Predicate<T> isOver, int limit) {
        var removed = 0;
        var each = all.iterator();
        while (removed < limit && each.hasNext()) {
            if (isOver.test(each.next())) {
                each.remove();
                removed++;
            }
        }
        return removed;
    }

    private void takeBack(Counter counter) {
        bySlot.computeIfPresent(
                counter.slot(), (_, count) -> count.tag() == counter.tag() ? count.takenBack(counter) : count);
    }

    private boolean isFamiliar(Attempt attempt, Instant now) {
        var mark = attempt.mark();
        return mark != null
                && find(mark.slot())
                        .filter(count ->
                                count.tag() == mark.tag() && count.owedUntil().isAfter(now))
                        .isPresent();
    }

    private Optional<Count> find(long slot) {
        return Optional.ofNullable(bySlot.get(slot));
    }
}
