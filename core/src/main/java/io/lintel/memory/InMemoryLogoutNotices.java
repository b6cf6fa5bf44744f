package io.lintel.memory;

import io.lintel.logout.LogoutNotice;
import io.lintel.logout.LogoutNotices;
import io.lintel.oauth2.ClientId;
import io.lintel.session.SessionId;
import io.lintel.storage.StorageUnavailableException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class InMemoryLogoutNotices implements LogoutNotices {

    private record Key(SessionId session, ClientId client) {

        static Key of(LogoutNotice notice) {
            return new Key(notice.session(), notice.client());
        }
    }

    private record Kept(
            LogoutNotice notice,
            int attempt,
            @Nullable Instant due,
            @Nullable Instant givenUpAt) {

        boolean isDue(Instant now) {
            return due != null && !due.isAfter(now);
        }
    }

    private final int capacity;
    private final Map<Key, Kept> notices = new HashMap<>();

    /// @param capacity the most notices
    InMemoryLogoutNotices(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized void add(Collection<LogoutNotice> added) {
        var missing = added.stream()
                .filter(notice -> !notices.containsKey(Key.of(notice)))
                .toList();
        if (notices.size() + missing.size() > capacity) {
            throw StorageUnavailableException.because("The in-memory store is full: it holds " + capacity
                    + " notices of logouts. Configure a database under storage.");
        }
        missing.forEach(notice -> notices.put(Key.of(notice), new Kept(notice, 0, notice.endedAt(), null)));
    }

    @Override
    public synchronized List<Leased> lease(Instant now, Instant until, int limit) {
        var due = notices.values().stream()
                .filter(kept -> kept.isDue(now))
                .sorted(Comparator.comparing(Kept::due))
                .limit(limit)
                .map(kept -> new Leased(kept.notice(), kept.attempt() + 1))
                .toList();
        due.forEach(leased ->
                notices.put(Key.of(leased.notice()), new Kept(leased.notice(), leased.attempt(), until, null)));
        return due;
    }

    @Override
    public synchronized boolean remove(Leased leased) {
        return isOurs(leased) && notices.remove(Key.of(leased.notice())) != null;
    }

    @Override
    public synchronized boolean postpone(Leased leased, Instant due) {
        return replace(leased, due, null);
    }

    @Override
    public synchronized boolean giveUp(Leased leased, Instant at) {
        return replace(leased, null, at);
    }

    private boolean replace(Leased leased, @Nullable Instant due, @Nullable Instant givenUpAt) {
        if (!isOurs(leased)) {
            return false;
        }
        notices.put(Key.of(leased.notice()), new Kept(leased.notice(), leased.attempt(), due, givenUpAt));
        return true;
    }

    private boolean isOurs(Leased leased) {
        var kept = notices.get(Key.of(leased.notice()));
        return kept != null && kept.due() != null && kept.attempt() == leased.attempt();
    }

    @Override
    public synchronized Count count() {
        var givenUp =
                notices.values().stream().filter(kept -> kept.due() == null).count();
        return new Count(notices.size() - givenUp, givenUp);
    }

    @Override
    public synchronized int sweep(Instant givenUpBefore, int limit) {
        var old = notices.entrySet().stream()
                .filter(entry -> isBefore(entry.getValue().givenUpAt(), givenUpBefore))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
        old.forEach(notices::remove);
        return old.size();
    }

    private static boolean isBefore(@Nullable Instant time, Instant other) {
        return time != null && time.isBefore(other);
    }
}
