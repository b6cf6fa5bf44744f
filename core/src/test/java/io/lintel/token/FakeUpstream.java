package io.lintel.token;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Wanted;
import java.util.Set;

/// Knows everybody as they were, until it is told otherwise.
final class FakeUpstream implements UpstreamIdentities {

    private UpstreamIdentities answer = (connector, identity, wanted) -> LoginResult.authenticated(identity);
    private int asked;

    /// From now on it answers so.
    void answers(UpstreamIdentities next) {
        answer = next;
    }

    /// How often it was asked.
    synchronized int asked() {
        return asked;
    }

    @Override
    public LoginResult refresh(ConnectorId connector, Identity identity, Set<Wanted> wanted) {
        synchronized (this) {
            asked++;
        }
        return answer.refresh(connector, identity, wanted);
    }
}
