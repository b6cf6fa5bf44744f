package io.lintel.oauth2;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The protocol refuses a request.
///
/// The message is the detail for the log. Whoever presents a secret, a code or a token is refused [#quietly]:
/// the client learns the code alone.
public final class OAuth2Exception extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String description;

    private OAuth2Exception(ErrorCode code, @Nullable String description, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.description = description;
    }

    /// Tells the client why.
    public static OAuth2Exception of(ErrorCode code, String description) {
        return new OAuth2Exception(code, description, description, null);
    }

    /// Tells the client why, and the log more.
    public static OAuth2Exception of(ErrorCode code, String description, String detail) {
        return new OAuth2Exception(code, description, detail, null);
    }

    /// Tells only the log why.
    public static OAuth2Exception quietly(ErrorCode code, String detail) {
        return new OAuth2Exception(code, null, detail, null);
    }

    /// Tells only the log why.
    public static OAuth2Exception quietly(ErrorCode code, String detail, Throwable cause) {
        return new OAuth2Exception(code, null, detail, cause);
    }

    public ErrorCode code() {
        return code;
    }

    /// What the client is told as `error_description`.
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }
}
