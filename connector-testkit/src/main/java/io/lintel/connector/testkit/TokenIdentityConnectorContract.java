package io.lintel.connector.testkit;

import static io.lintel.connector.ConnectorException.Fault.UNAVAILABLE;
import static io.lintel.connector.testkit.LoginResults.authenticated;
import static io.lintel.connector.testkit.LoginResults.faulty;
import static io.lintel.connector.testkit.LoginResults.neverAuthenticates;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.Capability;
import io.lintel.connector.LoginResult;
import io.lintel.connector.TokenIdentityConnector;
import io.lintel.secret.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What a connector keeps that can tell whose a token of its upstream is.
public interface TokenIdentityConnectorContract extends ConnectorContract {
    /// A token type identifier (RFC 8693, section 3) the connector understands.
    String tokenType();

    /// A token of that type for the end-user who can log in.
    Secret upstreamToken();

    /// Tokens the upstream would not vouch for, such as expired and altered ones. Empty only for a connector that
    /// takes any token and says so.
    List<Secret> worthlessTokens();

    /// Tokens the upstream issued for another of its applications, which is none that the connector is told to trust.
    /// Empty only for a connector that takes any token and says so.
    List<Secret> tokensOfOtherApplications();

    @Test
    default void declaresTokenExchange() {
        assertThat(connector().capabilities()).contains(Capability.TOKEN_EXCHANGE);
    }

    @Test
    default void tokenIsOfWhoLogsIn() {
        var connector = connector();

        var owner = authenticated(((TokenIdentityConnector) connector).identify(tokenType(), upstreamToken()));

        assertThat(owner.userId())
                .isEqualTo(authenticated(logIn(connector, TestLogins.request())).userId());
    }

    @Test
    default void worthlessTokensAreNobodys() {
        var connector = (TokenIdentityConnector) connector();

        neverAuthenticates("the token is empty", () -> connector.identify(tokenType(), Secret.empty()));
        worthlessTokens()
                .forEach(token ->
                        neverAuthenticates("the token is worthless", () -> connector.identify(tokenType(), token)));
    }

    /// Any application of the upstream gets tokens of its users, and must not become them by it.
    @Test
    default void tokensOfOtherApplicationsAreNobodys() {
        var connector = (TokenIdentityConnector) connector();

        assertThat(tokensOfOtherApplications().isEmpty())
                .as("a connector that refuses any token refuses those of other applications")
                .isEqualTo(worthlessTokens().isEmpty());
        tokensOfOtherApplications()
                .forEach(token -> neverAuthenticates(
                        "the token was issued for another application", () -> connector.identify(tokenType(), token)));
    }

    @Test
    default void takesTheTypeItSays() {
        assertThat(((TokenIdentityConnector) connector()).tokenTypes()).contains(tokenType());
    }

    @Test
    default void hostileTokensAreNobodys() {
        var connector = (TokenIdentityConnector) connector();

        if (!worthlessTokens().isEmpty()) {
            HostileText.eachKeeps(
                    HostileText.values(),
                    text -> neverAuthenticates(
                            "the token is hostile", () -> connector.identify(tokenType(), Secret.of(text))));
        }
    }

    /// A token that is read as one of another type is not checked as what it is (RFC 8693, section 2.1).
    @Test
    default void unknownTokenTypeIsNobodys() {
        var connector = (TokenIdentityConnector) connector();

        if (!worthlessTokens().isEmpty()) {
            neverAuthenticates(
                    "nobody knows the type",
                    () -> connector.identify("urn:example:token-type:unknown", upstreamToken()));
        }
    }

    @Test
    default void tokenWithoutTheUpstreamIsUnavailable() {
        unreachable()
                .ifPresent(connector -> faulty(UNAVAILABLE, () -> ((TokenIdentityConnector) connector)
                        .identify(tokenType(), upstreamToken())));
    }

    @Test
    default void tokensAreNeverShown() {
        var connector = connector();
        var tokens = new ArrayList<>(worthlessTokens());
        tokens.add(upstreamToken());
        var attempts = new ArrayList<Supplier<LoginResult>>();
        for (var token : tokens) {
            attempts.add(() -> ((TokenIdentityConnector) connector).identify(tokenType(), token));
            unreachable()
                    .ifPresent(
                            each -> attempts.add(() -> ((TokenIdentityConnector) each).identify(tokenType(), token)));
        }
        var secrets = new HashSet<>(secrets());
        tokens.stream().filter(token -> token.reveal().length() > 12).forEach(secrets::add);

        Shown.by(connector, attempts).holdsNoneOf(secrets);
    }
}
