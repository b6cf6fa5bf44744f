package io.lintel.oauth2;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/// Where a client means to use an access token (RFC 8707): an absolute URI without a fragment. Two are the same if
/// their texts are.
public record Resource(String value) {

    private static final String PARAMETER = "resource";
    private static final int LONGEST = 1024;
    private static final int MOST = 16;

    /// @throws IllegalArgumentException if it is none; the message continues the name of what was read
    public Resource {
        if (value.length() > LONGEST) {
            throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
        }
        URI uri;
        try {
            uri = new URI(value);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("is not a URI", malformed);
        }
        if (!uri.isAbsolute() || !value.chars().allMatch(character -> character > ' ' && character < 0x7F)) {
            throw new IllegalArgumentException("is not an absolute URI");
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("has a fragment (#…)");
        }
    }

    /// What a request names (section 2), each once.
    ///
    /// @throws OAuth2Exception `invalid_target`
    public static List<Resource> read(Parameters parameters) {
        var texts = parameters.all(PARAMETER).stream().distinct().toList();
        if (texts.size() > MOST) {
            throw OAuth2Exception.of(ErrorCode.INVALID_TARGET, "There are too many resources.");
        }
        return texts.stream().map(Resource::parse).toList();
    }

    private static Resource parse(String text) {
        try {
            return new Resource(text);
        } catch (IllegalArgumentException malformed) {
            throw OAuth2Exception.of(ErrorCode.INVALID_TARGET, "The resource " + malformed.getMessage() + ".");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
