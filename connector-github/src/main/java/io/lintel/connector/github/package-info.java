/// Logs end-users in with GitHub, or with a GitHub Enterprise Server.
///
/// A login is the authorization code grant of [io.lintel.connector.support.OAuth2Client], and then reading who the
/// token belongs to. [io.lintel.connector.github.GitHubApi] asks: through the library GitHub API for Java where it has
/// the call, and by itself for two. The library reads the list of organizations with a call more for each of them, and
/// takes any failure of a membership check for a no. All calls of both go through
/// [io.lintel.connector.github.ApiCalls], which holds the token, judges each answer, waits when GitHub says so, and
/// gives the library nothing to decide. So a list is whole, or the login fails.
///
/// What follows from the answers are rules without calls: [io.lintel.connector.github.EmailChoice] and
/// [io.lintel.connector.github.GroupRules].
@NullMarked
package io.lintel.connector.github;

import org.jspecify.annotations.NullMarked;
