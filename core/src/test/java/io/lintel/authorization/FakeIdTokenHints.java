package io.lintel.authorization;

import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Subject;

/// Believes hints of its own making: `hint for CLIENT: SUB`.
final class FakeIdTokenHints implements IdTokenHints {

    static String about(String userId, ConnectorEntry connector, ClientId client) {
        return "hint for " + client + ": " + new Subject(userId, connector.id().value()).encode();
    }

    @Override
    public String require(String hint, ClientId client) {
        var beginning = "hint for " + client + ": ";
        if (!hint.startsWith(beginning)) {
            throw OAuth2Exception.of(ErrorCode.INVALID_REQUEST, "Invalid id_token_hint.");
        }
        return hint.substring(beginning.length());
    }
}
