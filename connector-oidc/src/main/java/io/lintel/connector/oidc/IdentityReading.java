package io.lintel.connector.oidc;

import io.lintel.connector.ConnectorContext;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.LoginResult;
import io.lintel.connector.Refusal;
import io.lintel.connector.support.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Decides who somebody is, and whether they may come in, by claims that are proved.
final class IdentityReading {

    private final OidcConfiguration configuration;
    private final ClaimReading claims;
    private final GroupRules groups;

    IdentityReading(OidcConfiguration configuration, ConnectorContext context) {
        this.configuration = configuration;
        this.claims = new ClaimReading(configuration);
        this.groups = new GroupRules(configuration, context);
    }

    /// Claims of one source over those of another that is about the same subject.
    static Json.Members merged(Json.Members below, Json.Members above) {
        var merged = new LinkedHashMap<>(below.byName());
        merged.putAll(above.byName());
        return new Json.Members(merged);
    }

    /// @param until when what proves the claims ends, if what is given for it must end then
    /// @throws ConnectorException if claims are missing, or not what the standard or the configuration says
    LoginResult read(Json.Members told, @Nullable RefreshState state, @Nullable Instant until) {
        var person = claims.read(told);
        var accepted = groups.find(told);
        if (accepted.isEmpty()) {
            return LoginResult.refused(Refusal.NOT_PERMITTED, "in none of the groups of allowedGroups");
        }
        var identity = person.groups(accepted.get())
                .refreshState(state == null ? null : state.toSecret())
                .build();
        return new LoginResult.Authenticated(identity, until);
    }

    /// Whether the login was as good as the operator demands (`acr`), where the operator does.
    boolean isGoodEnough(Json.Members idToken) {
        return !configuration.requireAcr()
                || configuration.acrValues().contains(idToken.findText("acr").orElse(""));
    }

    static LoginResult notGoodEnough() {
        return LoginResult.refused(
                Refusal.NOT_PERMITTED, "the provider tells no acr of acrValues, and requireAcr is set");
    }
}
