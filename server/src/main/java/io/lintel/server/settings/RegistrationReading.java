package io.lintel.server.settings;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.support.RootCertificates;
import io.lintel.oauth2.GrantType;
import io.lintel.registration.InitialAccessToken;
import io.lintel.secret.Digest;
import io.lintel.secret.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads how clients may register themselves.
final class RegistrationReading {

    private static final int LEAST_TOKEN = 32;
    private static final int MOST_CLIENTS = 1_000_000;
    private static final int MOST_USES = 1000;

    private final SecretReading tokens;

    RegistrationReading(FromEnvironment environment) {
        this.tokens = new SecretReading(environment, "token");
    }

    RegistrationSettings read(Section section) {
        var enabled = section.flag("enabled", false);
        var ids = new HashSet<String>();
        var initial = section.sections("initialAccessTokens", token -> token(token, ids));
        if (enabled && initial.isEmpty()) {
            section.mistake("initialAccessTokens", "is missing: without one nobody can register a client");
        }
        return section.section(
                "metadataDocuments",
                documents -> new RegistrationSettings(
                        enabled,
                        initial,
                        grantTypes(section),
                        section.has("scopes") ? section.texts("scopes") : null,
                        hosts(section, "redirectHosts"),
                        hosts(section, "trustedHosts"),
                        rootCa(section),
                        section.number("maxClients", 1000, 1, MOST_CLIENTS),
                        section.flag("showLogos", false),
                        documents.flag("enabled", false),
                        hosts(documents, "hosts")));
    }

    private InitialAccessToken token(Section section, Set<String> ids) {
        var id = section.requiredText("id", "is missing: the log calls the token by it");
        if (!id.isEmpty() && !ids.add(id)) {
            section.mistake("id", "is there twice: " + Place.printable(id));
        }
        var uses = section.number("uses", 0, 1, MOST_USES);
        return new InitialAccessToken(
                id, hash(section), section.parsed("expires", RegistrationReading::time), uses == 0 ? null : uses);
    }

    private String hash(Section section) {
        var written = section.text("hash").toLowerCase(Locale.ROOT);
        var token = tokens.read(section);
        if (written.isEmpty() == token.isEmpty()) {
            if (!tokens.isToldIn(section) || !written.isEmpty()) {
                section.mistake("hash", "is missing, or there beside a token: one of hash, token, tokenEnv, tokenFile");
            }
        } else if (!written.isEmpty() && !written.matches("[0-9a-f]{64}")) {
            section.mistake("hash", "must be the SHA-256 of the token in 64 hexadecimal digits");
        } else if (written.isEmpty() && isShort(token)) {
            section.mistake(
                    "token", "must have at least " + LEAST_TOKEN + " characters (openssl rand -hex 32 makes some)");
        } else {
            return written.isEmpty() ? HexFormat.of().formatHex(Digest.sha256(token)) : written;
        }
        return "0".repeat(64);
    }

    private static boolean isShort(Secret token) {
        return token.reveal().length() < LEAST_TOKEN;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("must be a time such as 2027-01-31T12:00:00Z", malformed);
        }
    }

    private static Set<GrantType> grantTypes(Section section) {
        if (!section.has("grantTypes")) {
            return RegistrationSettings.GRANT_TYPES;
        }
        var types = EnumSet.noneOf(GrantType.class);
        for (var word : section.scalars("grantTypes")) {
            GrantType.find(word.text()).ifPresentOrElse(types::add, () -> section.mistakes()
                    .add(word.place(), "is an unknown grant type"));
        }
        return types;
    }

    private static List<String> hosts(Section section, String key) {
        var hosts = section.scalars(key);
        for (var host : hosts) {
            if (!host.text().matches("[a-z0-9.-]+|\\[[0-9a-f:.]+]")) {
                section.mistakes().add(host.place(), "must be a host in lower case, without scheme and port");
            }
        }
        return hosts.stream().map(Node.Scalar::text).toList();
    }

    private static @Nullable String rootCa(Section section) {
        var written = section.textOrNull("rootCA");
        if (written != null) {
            try {
                RootCertificates.trusting("it", written);
            } catch (ConnectorException unusable) {
                section.mistake("rootCA", "is neither the path of a PEM file, nor PEM, nor base64 of it");
                return null;
            }
        }
        return written;
    }
}
