package io.lintel.server.http;

import io.lintel.factor.Enrolment.SecurityKey;
import io.lintel.factor.RelyingParty;
import io.lintel.secret.Digest;
import io.lintel.secret.Secret;
import io.lintel.server.webauthn.WebAuthnVerifier;
import io.lintel.session.Authentication;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What browsers are asked to do with security keys, in JSON, with bytes in base64url (Web Authentication,
/// level 2, sections 5.4 and 5.5).
@Singleton
final class KeyOptions {

    private final JsonMapper json;

    KeyOptions(JsonMapper json) {
        this.json = json;
    }

    String registration(RelyingParty party, Authentication login, Secret challenge, List<SecurityKey> known) {
        var options = new LinkedHashMap<String, Object>();
        options.put("challenge", challenge.reveal());
        options.put("rp", Map.of("id", party.id(), "name", party.displayName()));
        options.put("user", user(login));
        options.put(
                "pubKeyCredParams",
                WebAuthnVerifier.ALGORITHMS.stream()
                        .map(number -> Map.of("type", "public-key", "alg", number))
                        .toList());
        options.put("timeout", party.timeout().toMillis());
        options.put("excludeCredentials", descriptors(known));
        options.put("authenticatorSelection", selection(party));
        options.put("attestation", party.attestation().word());
        return write(options);
    }

    String login(RelyingParty party, Secret challenge, List<SecurityKey> known) {
        var options = new LinkedHashMap<String, Object>();
        options.put("challenge", challenge.reveal());
        options.put("rpId", party.id());
        options.put("timeout", party.timeout().toMillis());
        options.put("allowCredentials", descriptors(known));
        options.put("userVerification", party.userVerification().word());
        return write(options);
    }

    /// A passkey is welcome, and so is a key that cannot be one.
    private static Map<String, Object> selection(RelyingParty party) {
        var selection = new LinkedHashMap<String, Object>();
        var attachment = party.attachment();
        if (attachment != null) {
            selection.put("authenticatorAttachment", attachment.word());
        }
        selection.put("residentKey", "preferred");
        selection.put("userVerification", party.userVerification().word());
        return selection;
    }

    /// The id tells a key nothing of who it is (section 14.6.1).
    private static Map<String, Object> user(Authentication login) {
        var subject = login.subject().encode().getBytes(StandardCharsets.UTF_8);
        var account = FactorForms.account(login);
        var username = login.identity().username();
        return Map.of(
                "id",
                Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.sha256(subject)),
                "name",
                account,
                "displayName",
                username == null || username.isBlank() ? account : username);
    }

    private static List<Map<String, Object>> descriptors(List<SecurityKey> keys) {
        return keys.stream()
                .map(key -> Map.<String, Object>of(
                        "type",
                        "public-key",
                        "id",
                        key.key().id(),
                        "transports",
                        key.key().transports()))
                .toList();
    }

    private String write(Map<String, Object> options) {
        try {
            return json.writeValueAsString(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
