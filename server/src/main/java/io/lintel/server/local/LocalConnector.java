package io.lintel.server.local;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.DiagnosableConnector;
import io.lintel.connector.Diagnosis;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.RefreshingConnector;
import io.lintel.connector.Refusal;
import io.lintel.connector.Wanted;
import io.lintel.secret.Secret;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Logs end-users in with the accounts the server keeps.
public final class LocalConnector implements PasswordConnector, RefreshingConnector, DiagnosableConnector {

    /// It is in no list of connectors: the settings switch it on.
    public static final ConnectorId ID = new ConnectorId("local");

    private final LocalAccounts accounts;
    private final PasswordHashing hashing;

    public LocalConnector(LocalAccounts accounts, PasswordHashing hashing) {
        this.accounts = accounts;
        this.hashing = hashing;
    }

    @Override
    public String usernamePrompt() {
        return "Email Address";
    }

    @Override
    public LoginResult login(LoginRequest request, String username, Secret password) {
        var account = accounts.findByEmail(username.toLowerCase(Locale.ROOT));
        var hash = account.map(LocalAccount::hash).orElseGet(accounts::hashOfNobody);
        var matches = hashing.matches(password, hash, accounts.besides(hash));
        if (account.isEmpty()) {
            return LoginResult.refused(Refusal.WRONG_CREDENTIALS, "there is no such account");
        }
        return matches && !password.isEmpty()
                ? LoginResult.authenticated(account.get().identity())
                : new LoginResult.Refused(Refusal.WRONG_CREDENTIALS, "the password is wrong")
                        .about(account.get().identity().userId());
    }

    @Override
    public LoginResult refresh(Identity identity, Set<Wanted> wanted) {
        return accounts.findByUserId(identity.userId())
                .map(account -> LoginResult.authenticated(account.identity()))
                .orElseGet(() -> LoginResult.refused(Refusal.GONE, "the account was removed"));
    }

    @Override
    public void diagnose(Diagnosis diagnosis, @Nullable String user) {
        if (user != null) {
            diagnosis.signIn(accounts.findByEmail(user.toLowerCase(Locale.ROOT))
                    .map(account -> LoginResult.authenticated(account.identity()))
                    .orElseGet(() -> LoginResult.refused(
                            Refusal.WRONG_CREDENTIALS, "There is no account with that e-mail address.")));
        }
    }
}
