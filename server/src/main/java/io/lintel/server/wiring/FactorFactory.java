package io.lintel.server.wiring;

import io.lintel.authorization.FactorSteps;
import io.lintel.authorization.UsedValues;
import io.lintel.connector.ConnectorId;
import io.lintel.factor.FactorHolders;
import io.lintel.factor.FactorRules;
import io.lintel.factor.KeyChallenges;
import io.lintel.factor.KeyVerifier;
import io.lintel.factor.SecondFactors;
import io.lintel.factor.SpentChallenges;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.server.settings.Settings;
import io.lintel.server.webauthn.WebAuthnVerifier;
import io.lintel.session.BrowserSessions;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Constructs what second factors take.
@Factory
final class FactorFactory {

    @Singleton
    FactorRules factorRules(Settings settings) {
        return settings.mfa().rules();
    }

    @Singleton
    KeyVerifier keyVerifier() {
        return new WebAuthnVerifier();
    }

    /// Kept among the values that connectors have used, under the connector of whoever was challenged.
    @Singleton
    SpentChallenges spentChallenges(UsedValues used) {
        return (subject, challenge, until) ->
                used.claim(new ConnectorId(subject.connectorId()), "webauthn challenge " + challenge.reveal(), until);
    }

    @Singleton
    KeyChallenges keyChallenges(Sealer sealer, SpentChallenges spent, Entropy entropy, Clock clock) {
        return new KeyChallenges(sealer, spent, entropy, clock);
    }

    @Singleton
    SecondFactors secondFactors(
            FactorHolders holders, KeyVerifier verifier, KeyChallenges challenges, Entropy entropy, Clock clock) {
        return new SecondFactors(holders, verifier, challenges, entropy, clock);
    }

    @Singleton
    FactorSteps factorSteps(FactorRules rules, SecondFactors factors, BrowserSessions sessions, Settings settings) {
        return new FactorSteps(rules, factors, sessions, settings.mfa().rememberForSession());
    }
}
