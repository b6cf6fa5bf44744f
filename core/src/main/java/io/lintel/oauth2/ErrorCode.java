package io.lintel.oauth2;

/// What went wrong, in the words of the RFCs, with the HTTP status that belongs to it where it is not told by a
/// redirect.
public enum ErrorCode {
    INVALID_REQUEST("invalid_request", 400),
    INVALID_CLIENT("invalid_client", 401),
    INVALID_GRANT("invalid_grant", 400),
    UNAUTHORIZED_CLIENT("unauthorized_client", 400),
    UNSUPPORTED_GRANT_TYPE("unsupported_grant_type", 400),
    UNSUPPORTED_RESPONSE_TYPE("unsupported_response_type", 400),
    INVALID_SCOPE("invalid_scope", 400),
    /// RFC 8693, section 2.2.2, and RFC 8707, section 2.
    INVALID_TARGET("invalid_target", 400),
    ACCESS_DENIED("access_denied", 400),
    SERVER_ERROR("server_error", 500),
    TEMPORARILY_UNAVAILABLE("temporarily_unavailable", 503),
    /// RFC 8628, section 3.5.
    AUTHORIZATION_PENDING("authorization_pending", 400),
    SLOW_DOWN("slow_down", 400),
    EXPIRED_TOKEN("expired_token", 400),
    /// OpenID Connect Core, section 3.1.2.6.
    LOGIN_REQUIRED("login_required", 400),
    CONSENT_REQUIRED("consent_required", 400),
    INTERACTION_REQUIRED("interaction_required", 400),
    /// OpenID Connect Core Error Code unmet_authentication_requirements.
    UNMET_AUTHENTICATION_REQUIREMENTS("unmet_authentication_requirements", 400),
    /// RFC 9101, section 6.
    INVALID_REQUEST_OBJECT("invalid_request_object", 400),
    INVALID_REQUEST_URI("invalid_request_uri", 400),
    REQUEST_NOT_SUPPORTED("request_not_supported", 400),
    REQUEST_URI_NOT_SUPPORTED("request_uri_not_supported", 400),
    REGISTRATION_NOT_SUPPORTED("registration_not_supported", 400),
    /// RFC 6750, section 3.1.
    INVALID_TOKEN("invalid_token", 401),
    INSUFFICIENT_SCOPE("insufficient_scope", 403),
    /// RFC 7591, section 3.2.2.
    INVALID_REDIRECT_URI("invalid_redirect_uri", 400),
    INVALID_CLIENT_METADATA("invalid_client_metadata", 400),
    INVALID_SOFTWARE_STATEMENT("invalid_software_statement", 400);

    private final String code;
    private final int status;

    ErrorCode(String code, int status) {
        this.code = code;
        this.status = status;
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }
}
