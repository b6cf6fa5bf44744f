package io.lintel.session;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.oauth2.Subject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one finished login found out: who it is, when they proved it, and how.
///
/// @param at when the end-user proved who they are; `auth_time`, and true however often the login is used again
/// @param methods how they proved it, as far as that is known; `amr`
/// @param session the session of the browser they did it in, if there are sessions
/// @param device where they did it
public record Authentication(
        ConnectorId connector,
        Identity identity,
        Instant at,
        List<AuthenticationMethod> methods,
        @Nullable SessionId session,
        Device device) {

    public Authentication {
        methods = List.copyOf(methods);
    }

    /// One of which nobody knows where it was.
    public Authentication(
            ConnectorId connector,
            Identity identity,
            Instant at,
            List<AuthenticationMethod> methods,
            @Nullable SessionId session) {
        this(connector, identity, at, methods, session, Device.unknown());
    }

    /// One whose methods are not known, outside a session.
    public static Authentication of(ConnectorId connector, Identity identity, Instant at) {
        return new Authentication(connector, identity, at, List.of(), null);
    }

    /// The same login, of somebody the upstream provider knows more of now.
    public Authentication withIdentity(Identity newer) {
        return new Authentication(connector, newer, at, methods, session, device);
    }

    /// The same login in that session.
    public Authentication in(SessionId other) {
        return new Authentication(connector, identity, at, methods, other, device);
    }

    /// The same login on that device.
    public Authentication on(Device other) {
        return new Authentication(connector, identity, at, methods, session, other);
    }

    /// Whom it is about.
    public Subject subject() {
        return new Subject(identity.userId(), connector.value());
    }
}
