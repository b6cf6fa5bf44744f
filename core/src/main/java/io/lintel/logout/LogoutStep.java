package io.lintel.logout;

import io.lintel.session.Session;

/// What comes next on the way to a logout.
public sealed interface LogoutStep {

    /// The end-user is asked: nobody has shown that they want the session to end.
    record Ask(Session session) implements LogoutStep {}

    record End(Session session) implements LogoutStep {}

    /// There is no session to end.
    record Finish() implements LogoutStep {}
}
