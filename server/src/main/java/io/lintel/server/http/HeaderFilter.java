package io.lintel.server.http;

import io.lintel.server.page.SecurityHeaders;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Puts the header fields that protect browsers on every response: pages, redirects, errors and files.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class HeaderFilter {

    private final SecurityHeaders headers;

    HeaderFilter(SecurityHeaders headers) {
        this.headers = headers;
    }

    @ResponseFilter
    void protect(MutableHttpResponse<?> response) {
        var frames = PageResponses.frames(response);
        var fields = frames.isEmpty() ? headers : headers.framing(frames);
        fields.fields().forEach((name, value) -> response.getHeaders().set(name, value));
    }
}
