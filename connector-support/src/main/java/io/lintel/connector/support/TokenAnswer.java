package io.lintel.connector.support;

import io.lintel.connector.ConnectorException;
import java.time.Clock;

/// What a token endpoint answered.
public sealed interface TokenAnswer {

    /// It granted tokens.
    record Granted(UpstreamTokens tokens) implements TokenAnswer {}

    /// It refused.
    ///
    /// @param error the code of the error, a word
    record Denied(String error) implements TokenAnswer {

        /// What a refusal means that is nobody's fault but the configuration's, or makes no sense.
        public ConnectorException toException() {
            return OAuth2Error.fault("the token endpoint", error);
        }
    }

    /// Reads an answer. An error is an error whatever the status: some servers answer it with 200.
    ///
    /// @throws ConnectorException unavailable if the server says that it cannot, invalid response if the answer
    ///     makes no sense
    static TokenAnswer read(Reply reply, Clock clock) {
        if (reply.status() >= 500 || reply.status() == 429 || reply.status() == 408) {
            throw ConnectorException.unavailable(reply + ": the upstream cannot answer", null);
        }
        return new TokenReading(reply, clock).answer();
    }
}
