package io.lintel.factor;

import io.lintel.factor.Authenticator.Enrolling;
import io.lintel.factor.RelyingParty.Attestation;
import io.lintel.factor.RelyingParty.UserVerification;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Authenticators, and what people have enrolled with them.
public final class TestFactors {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    public static final Subject ALICE = new Subject("alice", "corp-ldap");
    public static final Subject ALICE_ELSEWHERE = new Subject("alice", "saml");
    public static final Subject BOB = new Subject("bob", "corp-ldap");

    public static final Authenticator APP = authenticator("app", new Factor.Totp("Example"));
    public static final RelyingParty PARTY = new RelyingParty(
            "id.example",
            "Example",
            List.of("https://id.example"),
            Attestation.NONE,
            UserVerification.PREFERRED,
            null,
            Duration.ofMinutes(5));
    public static final Authenticator KEY = authenticator("key", new Factor.WebAuthn(PARTY));

    private TestFactors() {}

    public static Authenticator application(String id) {
        return authenticator(id, new Factor.Totp("Example"));
    }

    static Authenticator authenticator(String id, Factor factor) {
        return new Authenticator(new AuthenticatorId(id), Set.of(), Enrolling.AT_LOGIN, factor);
    }

    public static Authenticator forbidden(Authenticator authenticator) {
        return new Authenticator(
                authenticator.id(), authenticator.connectorTypes(), Enrolling.FORBIDDEN, authenticator.factor());
    }

    public static Authenticator only(Authenticator authenticator, String connectorType) {
        return new Authenticator(
                authenticator.id(), Set.of(connectorType), authenticator.enrolling(), authenticator.factor());
    }

    /// The next generation.
    public static FactorHolder changed(FactorHolder holder) {
        return holder.withRecoveryCodes(List.of(), NOW);
    }

    /// One who has all there is.
    public static FactorHolder everything(Subject subject) {
        return new FactorHolder(
                subject,
                1,
                List.of(
                        new Enrolment.Application(
                                "a1",
                                APP.id(),
                                "Téléphone \"1\"",
                                NOW,
                                null,
                                new TotpSecret(Secret.of("gezdgnbvgy3tqojqgezdgnbvgy3tqojq")),
                                -1),
                        new Enrolment.SecurityKey(
                                "k1",
                                KEY.id(),
                                "",
                                NOW,
                                NOW.plusSeconds(1),
                                new Enrolment.Credential(
                                        "credential-id", "public-key", 4_294_967_295L, true, List.of("usb", "nfc")))),
                List.of("hash-1", "hash-2"),
                NOW.minusSeconds(1));
    }
}
