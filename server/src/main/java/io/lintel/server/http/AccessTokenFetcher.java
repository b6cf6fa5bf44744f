package io.lintel.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.secret.Secret;
import io.lintel.token.AccessTokens;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Reads and checks access tokens where a route asks for one: from the header, or from a form (RFC 6750,
/// sections 2.1 and 2.2). A token in the query is refused (section 5.3).
@Singleton
final class AccessTokenFetcher implements AuthenticationFetcher<HttpRequest<?>> {

    private static final String SCHEME = "bearer ";

    private final AccessTokens tokens;
    private final Scheduler blocking;

    AccessTokenFetcher(AccessTokens tokens, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.tokens = tokens;
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        if (!SecuredRoute.isFor(request, Roles.BEARER)) {
            return Mono.empty();
        }
        var isForm = request.getMethod() == HttpMethod.POST
                && request.getContentType()
                        .filter(MediaType.APPLICATION_FORM_URLENCODED_TYPE::equals)
                        .isPresent();
        if (isForm && request instanceof ServerHttpRequest<?> server) {
            return Mono.fromFuture(() -> server.byteBody()
                            .split(SplitBackpressureMode.FASTEST)
                            .buffer()
                            .toCompletableFuture())
                    .publishOn(blocking)
                    .map(body -> {
                        try (body) {
                            return authenticate(request, Parameters.of(FormText.parse(body.toString(UTF_8))));
                        }
                    });
        }
        return Mono.fromSupplier(() -> authenticate(request, Parameters.of(FormText.parse(null))))
                .subscribeOn(blocking);
    }

    private Authentication authenticate(HttpRequest<?> request, Parameters form) {
        var query = FormText.parse(request.getUri().getRawQuery());
        if (query.containsKey("access_token")) {
            throw OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "An access token must not be in the query.");
        }
        var headers = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        var inForm = form.find("access_token");
        if (headers.size() + (inForm.isPresent() ? 1 : 0) > 1) {
            throw OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "There is more than one access token.");
        }
        var token = inForm.or(() -> headers.stream().findFirst().map(AccessTokenFetcher::bearer))
                .orElseThrow(() -> OAuth2Exception.quietly(ErrorCode.INVALID_TOKEN, "there is no access token"));
        return new BearerAuthentication(tokens.require(Secret.of(token)));
    }

    private static String bearer(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw OAuth2Exception.quietly(
                    ErrorCode.INVALID_TOKEN, "the scheme of the Authorization header is not Bearer");
        }
        return header.substring(SCHEME.length()).strip();
    }
}
