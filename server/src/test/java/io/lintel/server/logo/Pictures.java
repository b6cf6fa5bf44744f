package io.lintel.server.logo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lintel.connector.testkit.Answer;
import java.util.Base64;
import java.util.Map;

/// Pictures to be fetched.
public final class Pictures {

    /// One dot.
    public static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static final byte[] SVG =
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 30'><path fill='#0a7' d='M0 0h30v30H0z'/><path fill='#e63' d='M40 15l25-15v30z'/></svg>"
                    .getBytes(ISO_8859_1);

    private Pictures() {}

    public static Answer png() {
        return Answer.of(200, Map.of("Content-Type", "image/png"), PNG);
    }

    public static Answer svg() {
        return Answer.of(200, Map.of("Content-Type", "image/svg+xml"), SVG);
    }
}
