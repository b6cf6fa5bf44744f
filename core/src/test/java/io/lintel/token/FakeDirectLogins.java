package io.lintel.token;

import io.lintel.client.Client;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Refusal;
import io.lintel.connector.Wanted;
import io.lintel.oauth2.TokenType;
import io.lintel.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Knows the password and a token of one end-user, who has nothing to do in a browser until it is told otherwise.
final class FakeDirectLogins implements EndUserPasswords, SubjectTokens, BrowserSteps {

    static final String PASSWORD = "correct horse";
    static final String TOKEN = "upstream token";

    /// What it was asked, in order.
    final List<String> asked = new ArrayList<>();

    private LoginResult right;
    private Optional<String> step = Optional.empty();

    FakeDirectLogins(Identity identity) {
        this.right = LoginResult.authenticated(identity);
    }

    /// From now on it answers so to what is right.
    void answers(LoginResult answer) {
        right = answer;
    }

    /// From now on there is something to do.
    void demands(String what) {
        step = Optional.of(what);
    }

    @Override
    public LoginResult check(
            Client client, ConnectorId connector, String username, Secret password, Set<Wanted> wanted) {
        asked.add(connector + " " + username + " " + wanted);
        return answer(password, PASSWORD);
    }

    @Override
    public LoginResult identify(Client client, ConnectorId connector, TokenType type, Secret token) {
        asked.add(connector + " " + type);
        return answer(token, TOKEN);
    }

    @Override
    public Optional<String> find(Client client, ConnectorId connector, Identity identity) {
        return step;
    }

    private LoginResult answer(Secret given, String secret) {
        return given.equals(Secret.of(secret)) ? right : LoginResult.refused(Refusal.WRONG_CREDENTIALS, "wrong");
    }
}
