package io.lintel.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/// How stores lose what is over.
final class Sweep {

    private Sweep() {}

    /// Removes what is over, so much at most.
    ///
    /// @return what was removed
    static <T> List<T> remove(Collection<T> all, Predicate<? super T> isOver, int limit) {
        var removed = new ArrayList<T>();
        var each = all.iterator();
        while (removed.size() < limit && each.hasNext()) {
            var one = each.next();
            if (isOver.test(one)) {
                each.remove();
                removed.add(one);
            }
        }
        return removed;
    }
}
