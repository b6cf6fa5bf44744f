package io.lintel.server.wiring;

import io.lintel.authorization.UsedValues;
import io.lintel.client.ClientAssertions;
import io.lintel.client.ClientAuthenticator;
import io.lintel.client.ClientJwts;
import io.lintel.client.Clients;
import io.lintel.client.SubjectSalt;
import io.lintel.client.SubjectSalts;
import io.lintel.client.Subjects;
import io.lintel.oauth2.Issuer;
import io.lintel.secret.Entropy;
import io.lintel.secret.Sealer;
import io.lintel.server.settings.Settings;
import io.lintel.throttle.Attempts;
import io.lintel.throttle.Throttle;
import io.lintel.throttle.ThrottlePolicy;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;

/// Constructs what tells clients apart, what they are told of end-users, and what slows down whoever guesses.
@Factory
final class ClientFactory {

    @Singleton
    ClientAuthenticator clientAuthenticator(
            Clients clients, ClientJwts jwts, UsedValues used, Issuer issuer, Clock clock) {
        var audiences = Set.of(issuer.value(), issuer.endpoint("/token"), issuer.endpoint("/par"));
        return new ClientAuthenticator(clients, new ClientAssertions(jwts, used::claim, audiences, clock));
    }

    @Singleton
    Throttle throttle(Attempts attempts, Sealer sealer, Settings settings, Clock clock) {
        var written = settings.throttle();
        var policy = ThrottlePolicy.of(
                written.passwords(),
                written.clientSecrets(),
                written.attempts(),
                written.longestWait(),
                written.attemptsPerAccount(),
                written.attemptsPerNetwork(),
                written.rememberedFor());
        return new Throttle(attempts, sealer, policy, clock);
    }

    @Singleton
    Subjects subjects(SubjectSalts salts, Entropy entropy) {
        return new Subjects(() -> salts.loadOrStore(SubjectSalt.random(entropy)));
    }
}
