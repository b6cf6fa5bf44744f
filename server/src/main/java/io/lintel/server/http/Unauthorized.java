package io.lintel.server.http;

import io.lintel.oauth2.ErrorCode;
import io.lintel.server.page.PageError;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;

/// Answers what Micronaut Security lets nobody through to: a telemetry endpoint at another listener, or another
/// endpoint at the telemetry listener. Neither is told to exist.
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class Unauthorized implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {

    private final ErrorAnswers answers;

    Unauthorized(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // as the interface has it
    public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException thrown) {
        return answers.isForClients(request)
                ? answers.json(request, ErrorCode.INVALID_REQUEST, 404, null)
                : answers.page(request, PageError.NOT_FOUND);
    }
}
