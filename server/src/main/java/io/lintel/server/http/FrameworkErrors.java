package io.lintel.server.http;

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
        var answer = answers.of(request, response.code());
        response.getHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("Allow")) {
                values.forEach(value -> answer.header(name, value));
            }
        });
        return (MutableHttpResponse<Object>) answer;
    }
}
