package io.lintel.connector.support;

import io.lintel.connector.ConnectorException;
import io.lintel.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what a token endpoint answered (RFC 6749, section 5): JSON, or the form that older servers send.
final class TokenReading {

    private static final int MOST_DIGITS = 10;

    private final Reply reply;
    private final Clock clock;

    TokenReading(Reply reply, Clock clock) {
        this.reply = reply;
        this.clock = clock;
    }

    TokenAnswer answer() {
        var ok = reply.status() == 200 || reply.status() == 201;
        if (!ok && !isReadable()) {
            if (reply.status() == 401) {
                return new TokenAnswer.Denied("invalid_client");
            }
            throw ConnectorException.invalidResponse(reply + " is no answer of a token endpoint");
        }
        var fields = fields();
        var error = fields.findText("error");
        if (error.isPresent() || !ok) {
            return new TokenAnswer.Denied(OAuth2Error.word(error.orElse("")));
        }
        var type = fields.findText("token_type").orElse("bearer");
        if (!type.equalsIgnoreCase("bearer")) {
            throw ConnectorException.invalidResponse(reply + ": the token is no bearer token");
        }
        var access = token(fields, "access_token", TokenText.MOST_CHARACTERS)
                .orElseThrow(() -> ConnectorException.invalidResponse(reply + ": there is no access token"));
        return new TokenAnswer.Granted(new UpstreamTokens(
                access,
                token(fields, "refresh_token", TokenText.MOST_CHARACTERS).orElse(null),
                expiry(fields),
                token(fields, "id_token", SignedToken.MOST_CHARACTERS).orElse(null)));
    }

    private boolean isReadable() {
        return isForm() || reply.mediaType().endsWith("json");
    }

    private boolean isForm() {
        return reply.mediaType().equals("application/x-www-form-urlencoded");
    }

    private Json.Members fields() {
        if (!isForm()) {
            return reply.json().asObject();
        }
        try {
            var members = new LinkedHashMap<String, Json>();
            FormText.parse(new String(reply.body(), StandardCharsets.US_ASCII))
                    .forEach((name, value) -> members.put(name, new Json.Text(value)));
            return new Json.Members(members);
        } catch (IllegalArgumentException malformed) {
            throw ConnectorException.invalidResponse(reply + ": the answer is no form");
        }
    }

    private Optional<Secret> token(Json.Members fields, String name, int most) {
        var token = fields.findText(name).filter(text -> !text.isEmpty());
        token.ifPresent(text -> {
            if (!TokenText.isToken(text, most)) {
                throw ConnectorException.invalidResponse(reply + ": " + name + " is not of the characters of a token");
            }
        });
        return token.map(Secret::of);
    }

    /// A number, or a string of digits as some servers have it; zero means that nothing is known.
    private @Nullable Instant expiry(Json.Members fields) {
        var seconds =
                switch (fields.byName().getOrDefault("expires_in", new Json.Nothing())) {
                    case Json.Nothing() -> 0;
                    case Json.Whole(var value) -> value;
                    case Json.Text(var digits)
                    when digits.length() <= MOST_DIGITS && isDigits(digits) -> Long.parseLong(digits);
                    default -> -1;
                };
        if (seconds < 0 || seconds > 9_999_999_999L) {
            throw ConnectorException.invalidResponse(reply + ": expires_in is no number of seconds");
        }
        return seconds == 0 ? null : clock.instant().plusSeconds(seconds);
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
