package io.lintel.server.http;

import io.lintel.oauth2.ErrorCode;
import io.lintel.server.page.PageError;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/// Gives what the framework refuses by itself (unknown address, wrong method, wrong media type, too large) the
/// same face as everything else. The framework chose the status.
@Singleton
final class FrameworkErrors implements ErrorResponseProcessor<Object> {

    private final ErrorAnswers answers;

    FrameworkErrors(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    @SuppressWarnings("unchecked") // the body is written by its runtime type
    public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        var request = context.getRequest();
        var status = response.code();
        var answer = answers.isForClients(request)
                ? answers.json(request, code(status), status, null)
                : answers.page(request, error(status));
        answer.status(status);
        response.getHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("Allow")) {
                values.forEach(value -> answer.header(name, value));
            }
        });
        return (MutableHttpResponse<Object>) answer;
    }

    private static ErrorCode code(int status) {
        return status >= 500 ? ErrorCode.SERVER_ERROR : ErrorCode.INVALID_REQUEST;
    }

    private static PageError error(int status) {
        return switch (status) {
            case 401, 403, 404 -> PageError.NOT_FOUND;
            case 405 -> PageError.METHOD_NOT_ALLOWED;
            case 413 -> PageError.TOO_LARGE;
            case 415 -> PageError.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> PageError.TOO_MANY_REQUESTS;
            case 503 -> PageError.UNAVAILABLE;
            default -> status >= 500 ? PageError.SERVER_ERROR : PageError.INVALID_REQUEST;
        };
    }
}
