package io.lintel.connector.oidc;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Refusal;
import io.lintel.connector.support.Deadline;
import io.lintel.connector.support.IdTokenRules;
import io.lintel.connector.support.OpenIdProvider;
import io.lintel.connector.support.StandardClaims;
import io.lintel.connector.support.TokenText;
import io.lintel.connector.support.UntrustedTokenException;
import io.lintel.secret.Secret;
import java.util.stream.Stream;

/// Whose a token of the provider is that somebody shows us (RFC 8693). Any application of the provider has tokens of
/// its users: it must be ours, or one that the configuration lists.
final class SubjectTokenReading {

    private static final String ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private final OidcConfiguration configuration;
    private final OpenIdProvider provider;
    private final IdentityReading identities;
    private final IdTokenRules rules;
    private final boolean dexCompatible;

    SubjectTokenReading(
            OidcConfiguration configuration,
            OpenIdProvider provider,
            IdentityReading identities,
            ConnectorContext context) {
        this.configuration = configuration;
        this.provider = provider;
        this.identities = identities;
        this.rules = new IdTokenRules(
                configuration.expectedIssuer(),
                Stream.concat(Stream.of(configuration.clientId()), configuration.subjectTokenAudiences().stream())
                        .collect(toUnmodifiableSet()),
                context.clock());
        this.dexCompatible = context.dexCompatible();
    }

    LoginResult identify(String tokenType, Secret token, Deadline deadline) {
        try {
            return switch (tokenType) {
                case ID_TOKEN -> ofIdToken(token, deadline);
                case ACCESS_TOKEN -> ofAccessToken(token, deadline);
                default -> LoginResult.refused(Refusal.WRONG_CREDENTIALS, "nobody knows tokens of this type");
            };
        } catch (UntrustedTokenException worthless) {
            return LoginResult.refused(
                    Refusal.WRONG_CREDENTIALS, "the token proves nothing: " + worthless.getMessage());
        }
    }

    private LoginResult ofIdToken(Secret given, Deadline deadline) {
        var token = provider.verify(given, deadline);
        var end = dexCompatible ? rules.checkForAnybody(token) : rules.check(token);
        return identities.isGoodEnough(token.claims())
                ? identities.read(token.claims(), null, end)
                : IdentityReading.notGoodEnough();
    }

    /// The provider must say that it belongs to one of the clients (RFC 7662). That userinfo takes it, which is
    /// enough for dex, says nothing about whom it was issued for.
    private LoginResult ofAccessToken(Secret given, Deadline deadline) {
        if (!TokenText.isToken(given)) {
            throw UntrustedTokenException.because("it is not of the characters of a token");
        }
        if (configuration.requireAcr()) {
            return IdentityReading.notGoodEnough();
        }
        if (dexCompatible && configuration.getUserInfo()) {
            return identities.read(provider.userInfo(given, null, deadline), null, null);
        }
        var vouched = provider.introspect(given, rules, deadline);
        var claims = provider.userInfo(given, vouched.findText("sub").orElse(null), deadline);
        return identities.read(
                claims, null, StandardClaims.findTime(vouched, "exp").orElse(null));
    }
}
