package io.lintel.server.webauthn;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import io.lintel.factor.Enrolment.Credential;
import io.lintel.factor.KeyVerifier;
import io.lintel.factor.RefusedKeyException;
import io.lintel.factor.RelyingParty;
import io.lintel.factor.RelyingParty.UserVerification;
import io.lintel.secret.Secret;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks the answers of security keys with WebAuthn4J.
public final class WebAuthnVerifier implements KeyVerifier {

    /// COSE numbers of the algorithms that are offered, the preferred first: ES256, EdDSA, RS256.
    public static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

    private static final int LONGEST_CREDENTIAL_ID = 1023;
    private static final int MOST_TRANSPORTS = 10;
    private static final int LONGEST_TRANSPORT = 20;

    private static final List<PublicKeyCredentialParameters> PARAMETERS = ALGORITHMS.stream()
            .map(number -> new PublicKeyCredentialParameters(
                    PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(number)))
            .toList();

    private final WebAuthnManager manager;
    private final AttestedCredentialDataConverter attested;

    public WebAuthnVerifier() {
        var converter = new ObjectConverter();
        this.manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
        this.attested = new AttestedCredentialDataConverter(converter);
    }

    @Override
    public Credential verifyRegistration(RelyingParty party, Secret challenge, String answer) {
        var parameters = new RegistrationParameters(property(party, challenge), PARAMETERS, isVerified(party), true);
        var registration = checked(() -> {
            RegistrationData parsed = manager.parseRegistrationResponseJSON(answer);
            return manager.verify(parsed, parameters);
        });
        var made = required(registration.getAttestationObject()).getAuthenticatorData();
        var key = required(made.getAttestedCredentialData());
        if (key.getCredentialId().length > LONGEST_CREDENTIAL_ID) {
            throw RefusedKeyException.because("the id of the credential is too long");
        }
        return new Credential(
                encoded(key.getCredentialId()),
                encoded(attested.convert(key)),
                made.getSignCount(),
                made.isFlagBE(),
                transports(registration));
    }

    @Override
    @SuppressWarnings("NullAway") // the library's annotation is read as one of the bytes, not of the array
    public String credentialId(String answer) {
        var id = parsed(answer).getCredentialId();
        if (id == null) {
            throw RefusedKeyException.because("the answer of the key names no credential");
        }
        return encoded(id);
    }

    @Override
    public long verifyAssertion(RelyingParty party, Secret challenge, Credential credential, String answer) {
        var allowed = List.of(Base64.getUrlDecoder().decode(credential.id()));
        var parameters = new AuthenticationParameters(
                property(party, challenge), record(credential), allowed, isVerified(party), true);
        var authentication = checked(() -> manager.verify(parsed(answer), parameters));
        return required(authentication.getAuthenticatorData()).getSignCount();
    }

    private AuthenticationData parsed(String answer) {
        return checked(() -> manager.parseAuthenticationResponseJSON(answer));
    }

    /// The stored counter is not shown to the library: whether one has grown is decided where it is stored.
    private CredentialRecord record(Credential credential) {
        var key = attested.convert(Base64.getUrlDecoder().decode(credential.attested()));
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                null,
                credential.isSynchronized(),
                null,
                0,
                key,
                null,
                null,
                null,
                Set.of());
    }

    private static ServerProperty property(RelyingParty party, Secret challenge) {
        return ServerProperty.builder()
                .origins(party.origins().stream().map(Origin::new).collect(Collectors.toSet()))
                .rpId(party.id())
                .challenge(new DefaultChallenge(Base64.getUrlDecoder().decode(challenge.reveal())))
                .build();
    }

    private static boolean isVerified(RelyingParty party) {
        return party.userVerification() == UserVerification.REQUIRED;
    }

    private static List<String> transports(RegistrationData registration) {
        var transports = registration.getTransports();
        if (transports == null) {
            return List.of();
        }
        return transports.stream()
                .map(AuthenticatorTransport::getValue)
                .filter(transport -> transport.length() <= LONGEST_TRANSPORT)
                .sorted()
                .limit(MOST_TRANSPORTS)
                .toList();
    }

    /// Whatever the library throws at hostile input, the answer is not one. What is wrong is told by the class of the
    /// exception; its message may quote the answer.
    private static <T> T checked(Supplier<T> check) {
        try {
            return check.get();
        } catch (RefusedKeyException refused) {
            throw refused;
        } catch (RuntimeException e) {
            throw RefusedKeyException.because(
                    "the answer of the key: " + e.getClass().getSimpleName());
        }
    }

    private static <T> T required(@Nullable T part) {
        if (part == null) {
            throw RefusedKeyException.because("the answer of the key lacks a part");
        }
        return part;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
