package io.lintel.server.settings;

import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An account that the file holds.
///
/// @param email in lower case; what the end-user types to log in
/// @param hash bcrypt, of a cost from 10 to 16
/// @param name null to use the username
/// @param userId becomes part of `sub`
public record StaticPassword(
        String email,
        Secret hash,
        String username,
        @Nullable String name,
        @Nullable String preferredUsername,
        boolean emailVerified,
        String userId,
        List<String> groups,
        StandardClaims claims) {

    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    private static final int LOWEST_COST = 10;
    private static final int HIGHEST_COST = 16;

    public StaticPassword {
        groups = List.copyOf(groups);
    }

    /// Who the end-user is once the password was right.
    public Identity identity() {
        return Identity.of(userId)
                .username(name == null ? username : name)
                .preferredUsername(preferredUsername)
                .email(new Email(email, emailVerified))
                .groups(groups)
                .profile(claims.profile())
                .address(claims.address())
                .phone(claims.phone())
                .build();
    }

    static StaticPassword read(Section section, FromEnvironment environment) {
        return new StaticPassword(
                email(section),
                hash(section, environment),
                section.text("username"),
                section.textOrNull("name"),
                section.textOrNull("preferredUsername"),
                section.flag("emailVerified", true),
                section.requiredText("userID", "is missing: it names the account for ever, in the sub of every token"),
                section.texts("groups"),
                section.section("claims", StandardClaims::read));
    }

    private static String email(Section section) {
        var email = section.requiredText("email", "is missing: it is what the end-user types to log in");
        if (!email.isEmpty()) {
            checkAddress(section, email);
        }
        return email.toLowerCase(Locale.ROOT);
    }

    private static void checkAddress(Section section, String email) {
        try {
            var unused = new Email(email, true);
        } catch (IllegalArgumentException malformed) {
            section.mistake("email", "is not an e-mail address: " + malformed.getMessage());
        }
    }

    private static Secret hash(Section section, FromEnvironment environment) {
        var key = section.text("hash").isEmpty() && section.has("hashFromEnv") ? "hashFromEnv" : "hash";
        var written = key.equals("hash") ? section.text("hash") : environment.variable(section, "hashFromEnv");
        section.find("hashFromEnv");
        if (written.isEmpty()) {
            if (section.text("hashFromEnv").isEmpty()) {
                section.mistake("hash", "is missing: no password hash provided; write hash or hashFromEnv");
            }
            return Secret.empty();
        }
        var hash = decoded(written);
        var bcrypt = BCRYPT.matcher(hash);
        if (!bcrypt.matches()) {
            section.mistake(
                    key, "is a malformed bcrypt hash (htpasswd -nbBC 10 x PASSWORD shows one behind the colon)");
        } else {
            checkCost(section, key, bcrypt);
        }
        if (WellKnownSecrets.isPasswordHash(hash)) {
            section.warn(key, "is printed in the documentation of dex: everybody knows the password");
        }
        return Secret.of(hash);
    }

    private static void checkCost(Section section, String key, Matcher bcrypt) {
        var cost = Integer.parseInt(bcrypt.group(1));
        if (cost < LOWEST_COST || cost > HIGHEST_COST) {
            section.mistake(
                    key,
                    "has the bcrypt cost " + cost + ", which must be from " + LOWEST_COST + " to " + HIGHEST_COST
                            + ": below it is guessed too fast, above it makes the server stand still");
        }
    }

    /// Hashes may be written as they are or in base64.
    private static String decoded(String written) {
        if (written.startsWith("$")) {
            return written;
        }
        try {
            return new String(Base64.getDecoder().decode(written), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException notBase64) {
            return written;
        }
    }
}
