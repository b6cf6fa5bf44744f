package io.lintel.server.http;

import io.lintel.server.listener.GuardedRequest;
import io.lintel.server.listener.RefusedRequest;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers requests that the listener refused: for their header before anything else looks at them, for their
/// body while it arrives. The connection ends, because what follows on it may not be what it seems.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class RefusedRequests implements ExceptionHandler<RefusedRequest, MutableHttpResponse<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedRequests.class);

    private final ErrorAnswers answers;

    RefusedRequests(ErrorAnswers answers) {
        this.answers = answers;
    }

    @RequestFilter
    void refuse(HttpRequest<?> request) {
        GuardedRequest.find(request).flatMap(GuardedRequest::refused).ifPresent(refused -> {
            throw refused;
        });
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public MutableHttpResponse<?> handle(HttpRequest request, RefusedRequest refused) {
        return answer(request, refused);
    }

    private MutableHttpResponse<?> answer(HttpRequest<?> request, RefusedRequest refused) {
        LOG.atInfo()
                .addKeyValue("status", refused.status())
                .addKeyValue("detail", refused.getMessage())
                .log("request refused");
        var answer = answers.of(request, refused.status()).header(HttpHeaders.CONNECTION, "close");
        return switch (refused.status()) {
            case 405 -> answer.header(HttpHeaders.ALLOW, "GET, HEAD, POST");
            case 415 -> answer.header(HttpHeaders.ACCEPT_ENCODING, "identity");
            default -> answer;
        };
    }
}
