package io.lintel.registration;

import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The members of what a client says of itself. One of another type than it should have is refused, not passed
/// over: a client must not be surprised by what it got.
final class Members {

    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_LIST = 50;
    private static final int MOST_SECONDS = 999_999_999;

    private final Map<String, Object> members;

    Members(Map<String, Object> members) {
        this.members = members;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    @Nullable
    Object value(String name) {
        return members.get(name);
    }

    Optional<String> text(String name) {
        return switch (members.get(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(require(name, text));
            default -> throw refused(name, "must be a string");
        };
    }

    boolean flag(String name) {
        return switch (members.get(name)) {
            case null -> false;
            case Boolean flag -> flag;
            default -> throw refused(name, "must be true or false");
        };
    }

    @Nullable
    Duration seconds(String name) {
        var value = members.get(name);
        if (value == null) {
            return null;
        }
        var isWhole = value instanceof Long || value instanceof Integer;
        var seconds = isWhole ? ((Number) value).longValue() : -1;
        if (seconds < 0 || seconds > MOST_SECONDS) {
            throw refused(name, "must be a number of seconds");
        }
        return Duration.ofSeconds(seconds);
    }

    Optional<List<String>> texts(String name) {
        return switch (members.get(name)) {
            case null -> Optional.empty();
            case List<?> list
            when list.size() <= LONGEST_LIST ->
                Optional.of(list.stream().map(each -> element(name, each)).toList());
            default -> throw refused(name, "must be a list of at most " + LONGEST_LIST + " strings");
        };
    }

    @Nullable
    URI https(String name) {
        return text(name).map(text -> https(name, text)).orElse(null);
    }

    static URI https(String name, String text) {
        try {
            var uri = new URI(text);
            if ("https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // Said below.
        }
        throw refused(name, "must be an https URL with a host, without user and fragment");
    }

    private static String element(String name, @Nullable Object element) {
        if (element instanceof String text) {
            return require(name, text);
        }
        throw refused(name, "must be a list of strings");
    }

    /// Nothing that could turn a line of a page or a log around.
    private static String require(String name, String text) {
        var isPlain = text.codePoints()
                .noneMatch(character -> Character.isISOControl(character)
                        || Character.getType(character) == Character.FORMAT
                        || Character.getType(character) == Character.LINE_SEPARATOR
                        || Character.getType(character) == Character.PARAGRAPH_SEPARATOR
                        || Character.getType(character) == Character.SURROGATE);
        if (text.isBlank() || text.length() > LONGEST_TEXT || !isPlain) {
            throw refused(name, "must be text of 1 to " + LONGEST_TEXT + " characters, none of them invisible");
        }
        return text;
    }

    /// `invalid_client_metadata`, which says which member it is about.
    static OAuth2Exception refused(String name, String why) {
        return OAuth2Exception.of(ErrorCode.INVALID_CLIENT_METADATA, name + " " + why + ".");
    }
}
