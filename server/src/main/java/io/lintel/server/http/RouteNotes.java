package io.lintel.server.http;

import io.lintel.server.listener.GuardedRequest;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Notes which route answered, for the metrics.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RouteNotes {

    @ResponseFilter
    void note(HttpRequest<?> request) {
        BasicHttpAttributes.getUriTemplate(request)
                .ifPresent(template -> GuardedRequest.find(request).ifPresent(guarded -> guarded.answeredBy(template)));
    }
}
