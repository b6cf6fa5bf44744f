package io.lintel.logout;

import io.lintel.client.Client;
import io.lintel.client.Subjects;
import io.lintel.session.Session;
import io.lintel.session.SessionId;
import org.jspecify.annotations.Nullable;

/// What a client, or the end-user, asks of the logout endpoint.
///
/// @param hint whose session the client means, by an ID token of ours
/// @param client who asks, as far as it says so
/// @param target where the browser is to go afterwards
/// @param locales the languages of the pages, as they were asked for
public record LogoutRequest(
        @Nullable Hint hint,
        @Nullable Client client,
        @Nullable PostLogoutTarget target,
        @Nullable String locales) {

    /// @param client whom the token was issued to
    /// @param sub what that client is told of the end-user
    /// @param session the `sid` of the token, if it has one
    public record Hint(Client client, String sub, @Nullable SessionId session) {

        /// A token without `sid` means whichever session the user has.
        boolean means(Session current, Subjects subjects) {
            return subjects.isSub(sub, client, current.subject()) && (session == null || session.equals(current.id()));
        }
    }

    /// Whether the client has shown that it means that session.
    boolean means(Session current, Subjects subjects) {
        return hint != null && hint.means(current, subjects);
    }
}
