package io.lintel.connector.saml;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.secret.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a logout needs to know of a login: how the identity provider calls the person, and the session.
record LogoutState(NameId nameId, @Nullable String sessionIndex) {

    private static final String FORM = "saml1";
    private static final String NOTHING = "-";

    static LogoutState of(AcceptedAssertion assertion) {
        return new LogoutState(assertion.nameId(), assertion.sessionIndex());
    }

    /// What was written by [#write].
    static Optional<LogoutState> find(@Nullable Secret written) {
        return written == null ? Optional.empty() : parse(written.reveal());
    }

    private static Optional<LogoutState> parse(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 6 || !parts[0].equals(FORM) || parts[1].equals(NOTHING)) {
            return Optional.empty();
        }
        var read = Arrays.stream(parts).skip(1).map(LogoutState::decode).toArray(String[]::new);
        return Optional.of(new LogoutState(new NameId(read[0], read[1], read[2], read[3]), read[4]));
    }

    Secret write() {
        return Secret.of(Stream.of(
                        nameId.value(), nameId.format(), nameId.nameQualifier(), nameId.spNameQualifier(), sessionIndex)
                .map(LogoutState::encode)
                .collect(Collectors.joining(".", FORM + ".", "")));
    }

    private static String encode(@Nullable String text) {
        return text == null ? NOTHING : Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static @Nullable String decode(String part) {
        return part.equals(NOTHING) ? null : new String(Base64.getUrlDecoder().decode(part), UTF_8);
    }
}
