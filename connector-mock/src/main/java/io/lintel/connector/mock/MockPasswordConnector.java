package io.lintel.connector.mock;

import io.lintel.connector.Identity;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.RefreshingConnector;
import io.lintel.connector.Refusal;
import io.lintel.connector.Wanted;
import io.lintel.secret.Secret;
import java.util.Set;

/// Knows one user name and one password.
final class MockPasswordConnector implements PasswordConnector, RefreshingConnector {
    private final MockPasswordConfiguration account;

    MockPasswordConnector(MockPasswordConfiguration account) {
        this.account = account;
    }

    @Override
    public LoginResult login(LoginRequest request, String username, Secret password) {
        if (!username.equals(account.username()) || !password.equals(account.password())) {
            return LoginResult.refused(Refusal.WRONG_CREDENTIALS, "not the configured user name and password");
        }
        return LoginResult.authenticated(
                Kilgore.trout().refreshState(Secret.of("{\"test\": \"true\"}")).build());
    }

    @Override
    public LoginResult refresh(Identity identity, Set<Wanted> wanted) {
        return LoginResult.authenticated(identity);
    }
}
