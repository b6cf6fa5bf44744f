package io.lintel.connector.ldap;

import static io.lintel.connector.Refusal.GONE;
import static io.lintel.connector.Refusal.WRONG_CREDENTIALS;

import io.lintel.connector.Capability;
import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.DiagnosableConnector;
import io.lintel.connector.Diagnosis;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginId;
import io.lintel.connector.LoginRequest;
import io.lintel.connector.LoginResult;
import io.lintel.connector.NegotiateConnector;
import io.lintel.connector.Negotiation;
import io.lintel.connector.PasswordConnector;
import io.lintel.connector.RefreshingConnector;
import io.lintel.connector.Wanted;
import io.lintel.secret.Secret;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs end-users in by a bind with their password, or by a Kerberos ticket.
final class LdapConnector implements PasswordConnector, RefreshingConnector, NegotiateConnector, DiagnosableConnector {
    private static final Logger LOG = LoggerFactory.getLogger(LdapConnector.class);

    /// A directory may hang up on longer requests, and would then be taken for broken.
    private static final int LONGEST_USERNAME = 1024;

    /// The login of nobody.
    private static final LoginId LOOK_UP = new LoginId("lookedupbyanoperator");

    private final LdapConfiguration configuration;
    private final Directory directory;
    private final UserSearch users;
    private final IdentityMapping identities;
    private final GroupSearch groups;
    private final @Nullable Tickets tickets;
    private final AccountState accounts;
    private final ConnectorContext context;
    private final List<String> userAttributes;

    LdapConnector(
            LdapConfiguration configuration,
            Directory directory,
            UserSearch users,
            IdentityMapping identities,
            GroupSearch groups,
            @Nullable Tickets tickets,
            ConnectorContext context) {
        this.configuration = configuration;
        this.directory = directory;
        this.users = users;
        this.identities = identities;
        this.groups = groups;
        this.tickets = tickets;
        this.accounts = new AccountState(context.clock());
        this.context = context;
        this.userAttributes = Stream.of(
                        identities.attributes().stream(), groups.userAttributes(), AccountState.attributes().stream())
                .flatMap(attributes -> attributes)
                .distinct()
                .toList();
    }

    @Override
    public Set<Capability> capabilities() {
        return tickets != null && tickets.areTaken() ? Capability.of(this) : Set.of(Capability.OFFLINE_ACCESS);
    }

    @Override
    public String usernamePrompt() {
        var prompt = configuration.usernamePrompt();
        return prompt == null ? "Username" : prompt;
    }

    @Override
    public LoginResult login(LoginRequest request, String username, Secret password) {
        if (username.isBlank() || username.length() > LONGEST_USERNAME) {
            return LoginResult.refused(WRONG_CREDENTIALS, "the user name is blank, or longer than user names are");
        }
        if (!TypedPassword.isSendable(password)) {
            return LoginResult.refused(
                    WRONG_CREDENTIALS, "the password is empty, blank or not text, and was not sent to the directory");
        }
        var deadline = Deadline.in(configuration.loginTimeout());
        return switch (users.find(username, userAttributes, directory, deadline)) {
            case UserSearch.Match.Nobody() -> refuseNobody(password, deadline);
            case UserSearch.Match.Several() ->
                LoginResult.refused(WRONG_CREDENTIALS, "more than one entry matches the user name: narrow userSearch");
            case UserSearch.Match.One(var entry) -> about(entry, logIn(entry, username, password, request, deadline));
        };
    }

    /// Binds all the same, as an entry that does not exist, so that a stranger cannot tell by the time it takes
    /// which user names there are.
    private LoginResult refuseNobody(Secret password, Deadline deadline) {
        var nobody = users.base().child("cn", "nobody-" + UUID.randomUUID());
        var ignored = directory.bind(nobody, password, deadline);
        LOG.debug("connector {}: no entry matches the user name; bound as nobody: {}", context.id(), ignored);
        return LoginResult.refused(WRONG_CREDENTIALS, "no entry matches the user name");
    }

    private LoginResult logIn(
            DirectoryEntry entry, String username, Secret password, LoginRequest request, Deadline deadline) {
        return switch (directory.bind(entry.dn(), password, deadline)) {
            case BindAnswer.Rejected(var reason, var detail) ->
                LoginResult.refused(reason, "bind as " + entry.dn() + ": " + detail);
            case BindAnswer.Accepted() -> authenticatedUnlessClosed(entry, username, request, deadline);
        };
    }

    /// Whatever attribute was typed, it is one account.
    private LoginResult about(DirectoryEntry entry, LoginResult result) {
        return switch (result) {
            case LoginResult.Authenticated authenticated -> authenticated;
            case LoginResult.Refused refused ->
                refused.about(identities.findUserId(entry).orElse(entry.dn()));
        };
    }

    private LoginResult authenticatedUnlessClosed(
            DirectoryEntry entry, String username, LoginRequest request, Deadline deadline) {
        return accounts.findLoginRefusal(entry)
                .orElseGet(() -> authenticated(identities.read(entry), entry, username, request.wanted(), deadline));
    }

    @Override
    public boolean alsoTakesPasswords() {
        return tickets == null || tickets.alsoTakePasswords();
    }

    @Override
    public Negotiation negotiate(LoginRequest request, Secret token) {
        if (tickets == null) {
            return new Negotiation.NotAccepted("kerberos is not enabled");
        }
        try {
            var owner = tickets.check(token);
            return new Negotiation.Accepted(logIn(owner.username(), request), owner.answer());
        } catch (TicketException refused) {
            LOG.debug("connector {}: a ticket is not accepted", context.id(), refused);
            return new Negotiation.NotAccepted(String.valueOf(refused.getMessage()));
        }
    }

    /// Nobody binds: the ticket has proved who it is.
    private LoginResult logIn(String username, LoginRequest request) {
        var deadline = Deadline.in(configuration.loginTimeout());
        return switch (users.find(username, userAttributes, directory, deadline)) {
            case UserSearch.Match.Nobody() ->
                LoginResult.refused(WRONG_CREDENTIALS, "no entry matches the owner of the ticket, " + username);
            case UserSearch.Match.Several() ->
                LoginResult.refused(
                        WRONG_CREDENTIALS, "more than one entry matches the owner of the ticket: narrow userSearch");
            case UserSearch.Match.One(var entry) -> authenticatedUnlessClosed(entry, username, request, deadline);
        };
    }

    @Override
    public LoginResult refresh(Identity identity, Set<Wanted> wanted) {
        var username = RefreshState.username(identity);
        var deadline = Deadline.in(configuration.loginTimeout());
        return switch (users.find(username, userAttributes, directory, deadline)) {
            case UserSearch.Match.Nobody() -> LoginResult.refused(GONE, "no entry matches the user name any more");
            case UserSearch.Match.Several() ->
                throw ConnectorException.invalidResponse(
                        "more than one entry matches the user name of a login that was unique: narrow userSearch");
            case UserSearch.Match.One(var entry) -> refresh(identity, entry, username, wanted, deadline);
        };
    }

    private LoginResult refresh(
            Identity before, DirectoryEntry entry, String username, Set<Wanted> wanted, Deadline deadline) {
        var refusal = accounts.findRefusal(entry);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var now = identities.read(entry);
        if (!now.build().userId().equals(before.userId())) {
            return LoginResult.refused(GONE, "the user name belongs to somebody else now, " + entry.dn());
        }
        return authenticated(now, entry, username, wanted, deadline);
    }

    private LoginResult authenticated(
            Identity.Builder identity, DirectoryEntry entry, String username, Set<Wanted> wanted, Deadline deadline) {
        if (wanted.contains(Wanted.GROUPS)) {
            identity.groups(groups.of(entry, directory, deadline));
        }
        if (wanted.contains(Wanted.OFFLINE_ACCESS)) {
            identity.refreshState(RefreshState.of(username));
        }
        return LoginResult.authenticated(identity.build());
    }

    @Override
    public void diagnose(Diagnosis diagnosis, @Nullable String user) {
        var deadline = Deadline.in(configuration.loginTimeout());
        var examination = new LdapDiagnosis(configuration, directory, users, diagnosis, deadline);
        var found = examination.findUser(user, userAttributes);
        if (user == null || found.isEmpty()) {
            return;
        }
        var request = new LoginRequest(LOOK_UP, context.callback(), Set.of(Wanted.GROUPS));
        try {
            groups.diagnose(found.get(), directory, deadline, diagnosis);
            diagnosis.signIn(authenticatedUnlessClosed(found.get(), user, request, deadline));
        } catch (ConnectorException fault) {
            diagnosis.failed("sign-in", fault);
        }
    }

    @Override
    public void close() {
        directory.close();
    }
}
