package io.lintel.server.http;

import io.lintel.connector.LoginId;
import io.lintel.server.audit.AttemptId;
import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.MDC;

/// Gives each request an id, which every line of the log carries, beside the address of the client if the operator
/// wants it, and the id of the attempt to sign in once it is known. Error pages show the latter, or else the id of
/// the request.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestId {

    private static final String ATTRIBUTE = "lintel.request_id";
    private static final String ATTEMPT = "lintel.attempt";

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

    /// From now on the request, and what is logged of it, belongs to an attempt to sign in.
    static void belongsTo(HttpRequest<?> request, LoginId login) {
        var attempt = AttemptId.of(login).value();
        request.setAttribute(ATTEMPT, attempt);
        MDC.put(AttemptId.KEY, attempt);
    }

    static Optional<String> attempt(HttpRequest<?> request) {
        return request.getAttribute(ATTEMPT, String.class);
    }
}
