package io.lintel.server.http;

import io.lintel.server.health.Health;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Sends clients elsewhere when the server is about to end: each response is the last of its connection.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class LastResponses {

    private final Health health;

    LastResponses(Health health) {
        this.health = health;
    }

    @ResponseFilter
    void close(MutableHttpResponse<?> response) {
        if (health.isDraining()) {
            response.getHeaders().set(HttpHeaders.CONNECTION, "close");
        }
    }
}
