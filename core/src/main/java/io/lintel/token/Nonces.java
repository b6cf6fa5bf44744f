package io.lintel.token;

import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import org.jspecify.annotations.Nullable;

/// The nonce of a token request that comes without an authorization request, as dex takes it.
final class Nonces {

    /// As at the authorization endpoint.
    private static final int LONGEST = 1024;

    private Nonces() {}

    /// @throws OAuth2Exception `invalid_request` if it is too long
    static @Nullable String find(Parameters parameters) {
        var nonce = parameters.find("nonce").orElse(null);
        if (nonce != null && nonce.length() > LONGEST) {
            throw OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "The nonce is longer than " + LONGEST + " characters.");
        }
        return nonce;
    }
}
