package io.lintel.server.http;

import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;
import java.util.UUID;

/// Gives each request an id, which error pages show and every line of the log carries, beside the address of
/// the client if the operator wants it.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestId {

    private static final String ATTRIBUTE = "lintel.request_id";

    private final ClientAddress clients;

    RequestId(ClientAddress clients) {
        this.clients = clients;
    }

    @RequestFilter
    void give(HttpRequest<?> request, MutablePropagatedContext context) {
        var id = UUID.randomUUID().toString();
        request.setAttribute(ATTRIBUTE, id);
        context.add(new MdcPropagationContext(clients.find(request)
                .map(address -> Map.of("request_id", id, "client_remote_addr", address))
                .orElseGet(() -> Map.of("request_id", id))));
    }

    static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElse("-");
    }
}
