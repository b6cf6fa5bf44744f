package io.lintel.connector;

import io.lintel.secret.Secret;

/// A connector whose end-users type a user name and a password into our login page.
public non-sealed interface PasswordConnector extends Connector {

    /// What the login page calls the user name, such as `Email Address`.
    default String usernamePrompt() {
        return "Username";
    }

    /// Checks a user name and a password.
    ///
    /// An unknown user and a wrong password are both [Refusal#WRONG_CREDENTIALS], told in the same time if the
    /// upstream allows it. An empty password is refused without asking the upstream: an LDAP server would take
    /// it for an anonymous bind (RFC 4513, section 5.1.2).
    ///
    /// A connector whose end-users have several names tells whose login it refuses
    /// ([LoginResult.Refused#about]), so that guesses under one name count for the others as well.
    ///
    /// @throws ConnectorException if the upstream cannot answer
    LoginResult login(LoginRequest request, String username, Secret password);
}
