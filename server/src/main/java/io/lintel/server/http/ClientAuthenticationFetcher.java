package io.lintel.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.client.ClientCredentials;
import io.lintel.oauth2.Parameters;
import io.lintel.server.settings.Compatibility;
import io.lintel.server.settings.Settings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Authenticates clients where a route asks for one (RFC 6749, section 2.3). Whoever shows nothing good is
/// refused here already, so that the log has the reason.
@Singleton
final class ClientAuthenticationFetcher implements AuthenticationFetcher<HttpRequest<?>> {

    private final ClientSecrets clients;
    private final ClientAddress addresses;
    private final boolean introspectionIsOpen;
    private final Scheduler blocking;

    ClientAuthenticationFetcher(
            ClientSecrets clients,
            ClientAddress addresses,
            Settings settings,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.clients = clients;
        this.addresses = addresses;
        this.introspectionIsOpen = settings.compatibility() == Compatibility.DEX;
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        var introspects = SecuredRoute.isFor(request, Roles.INTROSPECTION);
        if (introspects && introspectionIsOpen) {
            return Mono.just(Anybody.ASKING);
        }
        if (!(introspects || SecuredRoute.isFor(request, Roles.CLIENT))
                || !(request instanceof ServerHttpRequest<?> server)) {
            return Mono.empty();
        }
        return Mono.fromFuture(() -> server.byteBody()
                        .split(SplitBackpressureMode.FASTEST)
                        .buffer()
                        .toCompletableFuture())
                .publishOn(blocking)
                .map(body -> {
                    try (body) {
                        return authenticate(request, body.toString(UTF_8));
                    }
                });
    }

    private Authentication authenticate(HttpRequest<?> request, String body) {
        var credentials = ClientCredentials.read(
                request.getHeaders().getAll(HttpHeaders.AUTHORIZATION), Parameters.of(FormText.parse(body)));
        return new ClientAuthentication(clients.authenticate(credentials, addresses.of(request)));
    }
}
