package io.lintel.logout;

import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Subject;
import io.lintel.session.SessionId;
import java.time.Instant;

/// One client is to be told that one session has ended. There is one such notice at most for the two.
public record LogoutNotice(SessionId session, ClientId client, Subject subject, Instant endedAt) {}
