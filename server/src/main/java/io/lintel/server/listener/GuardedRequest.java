package io.lintel.server.listener;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request that has passed [RequestGuard], or was refused there: with what was found out about it on its way.
public final class GuardedRequest extends DefaultHttpRequest {

    private final long began = System.nanoTime();
    private final @Nullable RefusedRequest refused;
    private volatile String route = "";

    GuardedRequest(
            HttpVersion version, HttpMethod method, String uri, HttpHeaders headers, @Nullable RefusedRequest refused) {
        super(version, method, uri, headers);
        this.refused = refused;
    }

    /// What is known of the request that a controller or a filter has before it.
    public static Optional<GuardedRequest> find(HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> netty
                        && netty.getNativeRequest() instanceof GuardedRequest guarded
                ? Optional.of(guarded)
                : Optional.empty();
    }

    /// Why it is to be refused, if it is.
    public Optional<RefusedRequest> refused() {
        return Optional.ofNullable(refused);
    }

    /// Remembers the route that answers.
    ///
    /// @param template one of a bounded number
    public void answeredBy(String template) {
        this.route = template;
    }

    /// The route that answered, empty if none did.
    public String route() {
        return route;
    }

    /// How long ago its header was complete.
    public long nanosSinceItBegan() {
        return System.nanoTime() - began;
    }
}
