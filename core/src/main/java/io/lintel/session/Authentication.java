package io.lintel.session;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.factor.AuthenticatorId;
import io.lintel.factor.PassedFactor;
import io.lintel.oauth2.Subject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one finished login found out: who it is, when they proved it, and how.
///
/// @param at when the end-user proved who they are; `auth_time`, and true however often the login is used again
/// @param methods how they proved it, as far as that is known; `amr`
/// @param session the session of the browser they did it in, if there are sessions
/// @param device where they did it
/// @param factors the second factors they have passed since, in that order
public record Authentication(
        ConnectorId connector,
        Identity identity,
        Instant at,
        List<AuthenticationMethod> methods,
        @Nullable SessionId session,
        Device device,
        List<PassedFactor> factors) {

    public Authentication {
        methods = List.copyOf(methods);
        factors = List.copyOf(factors);
    }

    /// One of which nobody knows where it was, with no second factor.
    public Authentication(
            ConnectorId connector,
            Identity identity,
            Instant at,
            List<AuthenticationMethod> methods,
            @Nullable SessionId session) {
        this(connector, identity, at, methods, session, Device.unknown(), List.of());
    }

    /// One whose methods are not known, outside a session.
    public static Authentication of(ConnectorId connector, Identity identity, Instant at) {
        return new Authentication(connector, identity, at, List.of(), null);
    }

    /// The same login, of somebody the upstream provider knows more of now.
    public Authentication withIdentity(Identity newer) {
        return new Authentication(connector, newer, at, methods, session, device, factors);
    }

    /// The same login in that session.
    public Authentication in(SessionId other) {
        return new Authentication(connector, identity, at, methods, other, device, factors);
    }

    /// The same login on that device.
    public Authentication on(Device other) {
        return new Authentication(connector, identity, at, methods, session, other, factors);
    }

    /// The same login, and one second factor more: its method, and that there were several (RFC 8176, section 2).
    public Authentication withFactor(PassedFactor passed) {
        var all = Stream.concat(
                        factors.stream().filter(each -> !each.authenticator().equals(passed.authenticator())),
                        Stream.of(passed))
                .toList();
        var ways = Stream.of(methods.stream(), methodsOf(passed))
                .flatMap(each -> each)
                .distinct()
                .toList();
        return new Authentication(connector, identity, at, ways, session, device, all);
    }

    public boolean hasPassed(AuthenticatorId authenticator) {
        return factors.stream().anyMatch(passed -> passed.authenticator().equals(authenticator));
    }

    /// The same login, as if no second factor had been passed since.
    public Authentication withoutFactors() {
        var ofFactors = factors.stream().flatMap(Authentication::methodsOf).collect(Collectors.toUnmodifiableSet());
        var left = methods.stream().filter(way -> !ofFactors.contains(way)).toList();
        return new Authentication(connector, identity, at, left, session, device, List.of());
    }

    private static Stream<AuthenticationMethod> methodsOf(PassedFactor passed) {
        return Stream.of(new AuthenticationMethod(passed.method().reference()), AuthenticationMethod.MULTIPLE_FACTORS);
    }

    /// Whom it is about.
    public Subject subject() {
        return new Subject(identity.userId(), connector.value());
    }
}
