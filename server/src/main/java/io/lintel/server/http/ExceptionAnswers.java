package io.lintel.server.http;

import io.lintel.authorization.StaleLoginException;
import io.lintel.authorization.UnknownTargetException;
import io.lintel.connector.ConnectorException;
import io.lintel.logout.InvalidLogoutException;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.server.audit.AttemptId;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.page.PageError;
import io.lintel.signing.KeysUnavailableException;
import io.lintel.storage.StorageUnavailableException;
import io.lintel.storage.jdbc.UnusableDatabaseException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// The one place where an exception becomes an answer. What is our fault is written to the log with its stack
/// trace and told nobody.
@Singleton
final class ExceptionAnswers implements ExceptionHandler<Throwable, MutableHttpResponse<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(ExceptionAnswers.class);

    private final ErrorAnswers answers;
    private final Audit audit;

    ExceptionAnswers(ErrorAnswers answers, Audit audit) {
        this.answers = answers;
        this.audit = audit;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public MutableHttpResponse<?> handle(HttpRequest request, Throwable thrown) {
        HttpRequest<?> asked = request;
        var attempt = RequestId.attempt(asked);
        if (attempt.isEmpty()) {
            return answer(asked, thrown);
        }
        try (var _ = MDC.putCloseable(AttemptId.KEY, attempt.get())) {
            return answer(asked, thrown);
        }
    }

    private MutableHttpResponse<?> answer(HttpRequest<?> request, Throwable thrown) {
        return answers.isForClients(request) ? toClient(request, thrown) : toBrowser(request, thrown);
    }

    private MutableHttpResponse<?> toClient(HttpRequest<?> request, Throwable thrown) {
        return switch (thrown) {
            case OAuth2Exception refused -> {
                // A device that waits asks every few seconds.
                if (refused.code() != ErrorCode.AUTHORIZATION_PENDING) {
                    audit.record(new AuditEvent.RequestRefused(
                            answers.endpoint(request),
                            ClientAuthentication.find(request).orElse(null),
                            refused.code(),
                            detail(refused)));
                }
                yield answers.json(
                        request, refused.code(), refused.description().orElse(null));
            }
            case PageException page
            when page.error() == PageError.NOT_FOUND -> answers.json(request, ErrorCode.INVALID_REQUEST, 404, null);
            case ConnectorException upstream -> unavailable(request, upstream);
            case StorageUnavailableException storage -> unavailable(request, storage);
            case UnusableDatabaseException database -> unavailable(request, database);
            case KeysUnavailableException keys -> unavailable(request, keys);
            default -> {
                LOG.error("request {} failed", RequestId.of(request), thrown);
                yield answers.json(request, ErrorCode.SERVER_ERROR, null);
            }
        };
    }

    private MutableHttpResponse<?> toBrowser(HttpRequest<?> request, Throwable thrown) {
        var error =
                switch (thrown) {
                    case PageException page -> page.error();
                    case StaleLoginException stale -> PageError.LOGIN_EXPIRED;
                    case UnknownTargetException target ->
                        switch (target.reason()) {
                            case CLIENT_MISSING, CLIENT_UNKNOWN -> PageError.UNKNOWN_CLIENT;
                            case REDIRECT_URI_MISSING, REDIRECT_URI_NOT_REGISTERED ->
                                PageError.UNREGISTERED_REDIRECT_URI;
                        };
                    case InvalidLogoutException logout ->
                        switch (logout.reason()) {
                            case CLIENT_UNKNOWN -> PageError.UNKNOWN_CLIENT;
                            case CLIENT_MISSING, CLIENTS_DIFFER -> PageError.INVALID_REQUEST;
                            case REDIRECT_URI_NOT_REGISTERED -> PageError.UNREGISTERED_LOGOUT_URI;
                        };
                    case OAuth2Exception refused -> PageError.INVALID_REQUEST;
                    case ConnectorException upstream -> PageError.of(upstream.fault());
                    case StorageUnavailableException storage -> PageError.UNAVAILABLE;
                    case UnusableDatabaseException database -> PageError.UNAVAILABLE;
                    case KeysUnavailableException keys -> PageError.UNAVAILABLE;
                    default -> PageError.SERVER_ERROR;
                };
        if (error == PageError.SERVER_ERROR) {
            LOG.error("request {} failed", RequestId.of(request), thrown);
        } else {
            LOG.info("{} {}: {}: {}", request.getMethodName(), request.getPath(), error, detail(thrown));
        }
        return answers.page(request, error);
    }

    private MutableHttpResponse<?> unavailable(HttpRequest<?> request, RuntimeException thrown) {
        LOG.warn("{}: {}", answers.endpoint(request), detail(thrown));
        return answers.json(request, ErrorCode.TEMPORARILY_UNAVAILABLE, null);
    }

    private static String detail(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }
}
