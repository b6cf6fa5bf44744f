package io.lintel.server.page;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.Refusal;

/// What an end-user can be told has gone wrong: a class of errors, never the text of one.
public enum PageError {
    /// A request that breaks the protocol, from a client that cannot be told.
    INVALID_REQUEST(400, Message.ERROR_REQUEST_HEADING, Message.ERROR_REQUEST_TEXT),
    UNKNOWN_CLIENT(400, Message.ERROR_CLIENT_HEADING, Message.ERROR_CLIENT_TEXT),
    UNREGISTERED_REDIRECT_URI(400, Message.ERROR_REDIRECT_HEADING, Message.ERROR_REDIRECT_TEXT),
    UNREGISTERED_LOGOUT_URI(400, Message.ERROR_LOGOUT_HEADING, Message.ERROR_LOGOUT_TEXT),
    UNKNOWN_CONNECTOR(404, Message.ERROR_CONNECTOR_HEADING, Message.ERROR_CONNECTOR_TEXT),
    /// Too old, already finished, or never begun here.
    LOGIN_EXPIRED(400, Message.ERROR_EXPIRED_HEADING, Message.ERROR_EXPIRED_TEXT),
    /// The browser cannot show the cookie of this login.
    OTHER_BROWSER(403, Message.ERROR_BROWSER_HEADING, Message.ERROR_BROWSER_TEXT),
    /// A form that another site sent.
    OTHER_SITE(403, Message.ERROR_SITE_HEADING, Message.ERROR_SITE_TEXT),

    WRONG_CREDENTIALS(401, Message.ERROR_CREDENTIALS_HEADING, Message.ERROR_CREDENTIALS_TEXT),
    /// Only who shows a ticket may come in, and the browser showed none that counts.
    TICKET_REQUIRED(401, Message.ERROR_TICKET_HEADING, Message.ERROR_TICKET_TEXT),
    CANCELLED(403, Message.ERROR_CANCELLED_HEADING, Message.ERROR_CANCELLED_TEXT),
    NOT_PERMITTED(403, Message.ERROR_PERMITTED_HEADING, Message.ERROR_PERMITTED_TEXT),
    ACCOUNT_DISABLED(403, Message.ERROR_DISABLED_HEADING, Message.ERROR_DISABLED_TEXT),
    ACCOUNT_LOCKED(403, Message.ERROR_LOCKED_HEADING, Message.ERROR_LOCKED_TEXT),
    ACCOUNT_EXPIRED(403, Message.ERROR_ACCOUNT_EXPIRED_HEADING, Message.ERROR_ACCOUNT_EXPIRED_TEXT),
    PASSWORD_EXPIRED(403, Message.ERROR_PASSWORD_EXPIRED_HEADING, Message.ERROR_PASSWORD_EXPIRED_TEXT),
    /// A second factor is asked for that the end-user has not, and may not enrol here.
    NOT_ENROLLED(403, Message.ERROR_ENROLMENT_HEADING, Message.ERROR_ENROLMENT_TEXT),
    GONE(403, Message.ERROR_GONE_HEADING, Message.ERROR_GONE_TEXT),

    UPSTREAM_UNAVAILABLE(503, Message.ERROR_UPSTREAM_AWAY_HEADING, Message.ERROR_UPSTREAM_AWAY_TEXT),
    UPSTREAM_INVALID_RESPONSE(502, Message.ERROR_UPSTREAM_WRONG_HEADING, Message.ERROR_UPSTREAM_WRONG_TEXT),
    UPSTREAM_MISCONFIGURED(502, Message.ERROR_UPSTREAM_SETUP_HEADING, Message.ERROR_UPSTREAM_SETUP_TEXT),

    NOT_FOUND(404, Message.ERROR_NOT_FOUND_HEADING, Message.ERROR_NOT_FOUND_TEXT),
    METHOD_NOT_ALLOWED(405, Message.ERROR_METHOD_HEADING, Message.ERROR_METHOD_TEXT),
    TOO_LARGE(413, Message.ERROR_LARGE_HEADING, Message.ERROR_LARGE_TEXT),
    UNSUPPORTED_MEDIA_TYPE(415, Message.ERROR_MEDIA_HEADING, Message.ERROR_MEDIA_TEXT),
    TOO_MANY_REQUESTS(429, Message.ERROR_MANY_HEADING, Message.ERROR_MANY_TEXT),
    SERVER_ERROR(500, Message.ERROR_SERVER_HEADING, Message.ERROR_SERVER_TEXT),
    UNAVAILABLE(503, Message.ERROR_UNAVAILABLE_HEADING, Message.ERROR_UNAVAILABLE_TEXT);

    private final int status;
    private final Message heading;
    private final Message text;

    PageError(int status, Message heading, Message text) {
        this.status = status;
        this.heading = heading;
        this.text = text;
    }

    public static PageError of(Refusal refusal) {
        return switch (refusal) {
            case WRONG_CREDENTIALS -> WRONG_CREDENTIALS;
            case CANCELLED -> CANCELLED;
            case NOT_PERMITTED -> NOT_PERMITTED;
            case ACCOUNT_DISABLED -> ACCOUNT_DISABLED;
            case ACCOUNT_LOCKED -> ACCOUNT_LOCKED;
            case ACCOUNT_EXPIRED -> ACCOUNT_EXPIRED;
            case PASSWORD_EXPIRED -> PASSWORD_EXPIRED;
            case GONE -> GONE;
        };
    }

    public static PageError of(ConnectorException.Fault fault) {
        return switch (fault) {
            case UNAVAILABLE -> UPSTREAM_UNAVAILABLE;
            case INVALID_RESPONSE -> UPSTREAM_INVALID_RESPONSE;
            case MISCONFIGURED -> UPSTREAM_MISCONFIGURED;
        };
    }

    /// The HTTP status that goes with it.
    public int status() {
        return status;
    }

    Message heading() {
        return heading;
    }

    Message text() {
        return text;
    }
}
