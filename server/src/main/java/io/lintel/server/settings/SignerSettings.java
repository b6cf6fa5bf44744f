package io.lintel.server.settings;

import io.lintel.secret.Secret;
import io.lintel.signing.SigningAlgorithm;
import java.time.Duration;
import java.util.Map;

/// Who signs tokens.
public sealed interface SignerSettings {

    /// Keys that the server makes and keeps in its storage.
    record Local(Duration keysRotationPeriod, SigningAlgorithm algorithm) implements SignerSettings {}

    /// Keys that HashiCorp Vault keeps.
    record Vault(String addr, Secret token, String keyName) implements SignerSettings {}

    /// @param root the whole file: `expiry.signingKeys` stands in for a missing `signer`
    static SignerSettings read(
            Section root, Duration signingKeys, Expansion expansion, Map<String, String> environment) {
        if (!root.has("signer")) {
            return new Local(signingKeys, SigningAlgorithm.RS256);
        }
        return Section.readLeniently(root.mapping("signer"), root.mistakes(), section -> {
            var config = expansion.expand(section.mapping("config"));
            var type = section.requiredText("type", "is missing; there are: local");
            return switch (type) {
                case "local" -> Section.readLeniently(config, root.mistakes(), SignerSettings::local);
                case "vault" -> Section.readLeniently(config, root.mistakes(), vault -> vault(vault, environment));
                case "" -> new Local(signingKeys, SigningAlgorithm.RS256);
                default -> {
                    section.mistake(
                            "type", "is an unknown signer type \"" + Place.printable(type) + "\" (there are: local)");
                    yield new Local(signingKeys, SigningAlgorithm.RS256);
                }
            };
        });
    }

    private static Local local(Section section) {
        section.requiredText("keysRotationPeriod", "is missing: it must be specified, for example 6h");
        var period = section.duration("keysRotationPeriod", Duration.ofHours(6));
        if (period.isZero()) {
            section.mistake("keysRotationPeriod", "must be more than 0: it is the time between two signing keys");
        }
        return new Local(period, section.choice("algorithm", SigningAlgorithm.RS256, SigningAlgorithm::jwaName));
    }

    private static Vault vault(Section section, Map<String, String> environment) {
        return new Vault(
                section.text("addr", environment.getOrDefault("VAULT_ADDR", "")),
                Secret.of(section.text("token", environment.getOrDefault("VAULT_TOKEN", ""))),
                section.requiredText("keyName", "is missing: it names the key that signs"));
    }
}
