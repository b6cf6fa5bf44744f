package io.lintel.connector.support;

import io.lintel.connector.ConnectorException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Calls upstreams. A call ends in time even if the answer dribbles in byte by byte, answers are bounded, and a
/// redirect leads nowhere but to the same scheme, host and port.
public final class UpstreamHttp {

    private static final int MOST_REDIRECTS = 3;

    private final HttpClient client;
    private final Destinations destinations;
    private final HttpLimits limits;

    /// @param client must not follow redirects
    public UpstreamHttp(HttpClient client, Destinations destinations, HttpLimits limits) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the client would follow redirects anywhere");
        }
        this.client = client;
        this.destinations = destinations;
        this.limits = limits;
    }

    /// The answer, whatever its status. A GET that is redirected for good (301, 308) or with its method kept (307)
    /// is repeated there; 302 and 303 are answers, which some APIs give a meaning.
    ///
    /// @throws ConnectorException if there is no answer, or none within the limits
    public Reply send(Call call, Deadline deadline) {
        var near = deadline.within(limits.call());
        var next = call;
        for (var redirects = 0; ; redirects++) {
            var reply = sendOnce(next, near);
            if (!isRedirect(reply.status()) || !call.mayBeRedirected()) {
                return reply;
            }
            if (redirects == MOST_REDIRECTS) {
                throw ConnectorException.invalidResponse(call + ": redirected more than " + MOST_REDIRECTS + " times");
            }
            next = next.to(target(next, reply));
        }
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 307 || status == 308;
    }

    private static URI target(Call call, Reply reply) {
        URI location;
        try {
            location = call.uri().resolve(reply.findHeader("Location").orElse(""));
        } catch (IllegalArgumentException malformed) {
            throw ConnectorException.invalidResponse(reply + " redirects to a malformed address");
        }
        if (!Origin.of(call.uri()).holds(location)) {
            throw ConnectorException.invalidResponse(reply + " redirects to another host or scheme");
        }
        return location;
    }

    private Reply sendOnce(Call call, Deadline deadline) {
        var uri = call.uri();
        within(
                deadline,
                call,
                CompletableFuture.runAsync(() -> destinations.check(uri, isProxied(uri)), Thread::startVirtualThread));
        var response = within(deadline, call, client.sendAsync(call.request(), BoundedBody.ofAtMost(limits.bytes())));
        return new Reply(call, response.statusCode(), response.headers(), response.body());
    }

    private boolean isProxied(URI uri) {
        var selector = client.proxy().orElseGet(ProxySelector::getDefault);
        return selector != null && selector.select(uri).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    }

    private static <T> T within(Deadline deadline, Call call, Future<T> answer) {
        try {
            return answer.get(deadline.left(call.toString()).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw ConnectorException.unavailable(call + ": no complete answer in time", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw ConnectorException.unavailable(call + ": interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw fault(call, failed.getCause());
        } finally {
            // Hangs up; does nothing to what is complete.
            answer.cancel(true);
        }
    }

    private static ConnectorException fault(Call call, @Nullable Throwable cause) {
        return switch (cause) {
            case ConnectorException fault -> fault;
            case BoundedBody.TooLarge large ->
                ConnectorException.invalidResponse(call + ": the answer is " + large.getMessage(), large);
            case ProtocolException broken ->
                ConnectorException.invalidResponse(call + ": the answer is no HTTP", broken);
            case SSLException refused
            when isAboutACertificate(refused) ->
                ConnectorException.misconfigured(
                        call + ": the certificate is not trusted, or is for another host", refused);
            case IOException failed ->
                ConnectorException.unavailable(
                        call + ": no answer (" + failed.getClass().getSimpleName() + ")", failed);
            case null, default -> throw new IllegalStateException(call + " failed", cause);
        };
    }

    private static boolean isAboutACertificate(Throwable failed) {
        return failed instanceof CertificateException
                || (failed.getCause() != null && isAboutACertificate(failed.getCause()));
    }
}
