package io.lintel.connector.example;

import io.lintel.connector.Identity;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.RefreshingConnector;
import io.lintel.connector.Refusal;
import io.lintel.connector.Wanted;
import io.lintel.secret.Secret;
import java.util.Set;

/// Asks for a user name and a password, and looks them up in a [StaffFile].
final class StaffConnector implements PasswordConnector, RefreshingConnector {
    private final StaffFile file;
    private final String usernamePrompt;

    StaffConnector(StaffConfiguration configuration) {
        this.file = new StaffFile(configuration.file());
        this.usernamePrompt = configuration.usernamePrompt();
    }

    @Override
    public String usernamePrompt() {
        return usernamePrompt;
    }

    @Override
    public LoginResult login(LoginRequest request, String username, Secret password) {
        if (password.isEmpty()) {
            return LoginResult.refused(Refusal.WRONG_CREDENTIALS, "the password is empty");
        }
        return file.find(person ->
                        person.username().equals(username) && person.password().equals(password))
                .map(person -> LoginResult.authenticated(identity(person)))
                .orElseGet(() -> LoginResult.refused(Refusal.WRONG_CREDENTIALS, "no such user name and password"));
    }

    @Override
    public LoginResult refresh(Identity identity, Set<Wanted> wanted) {
        return file.find(person -> person.id().equals(identity.userId()))
                .map(person -> LoginResult.authenticated(identity(person)))
                .orElseGet(() -> LoginResult.refused(Refusal.GONE, "the id is not in the file any more"));
    }

    /// The id is what never changes. A name or an address might belong to somebody else one day, who would then be
    /// taken for the first.
    private static Identity identity(StaffFile.Person person) {
        return Identity.of(person.id())
                .username(person.name())
                .preferredUsername(person.username())
                .groups(person.groups())
                .build();
    }
}
