package io.lintel.server.logo;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a picture of dots may be made of, told by its first bytes and not by what is said of it (WHATWG MIME Sniffing,
/// section 6.1).
enum LogoFormat {
    PNG("image/png", "89504e470d0a1a0a"),
    JPEG("image/jpeg", "ffd8ff"),
    GIF("image/gif", "474946383[79]61"),
    WEBP("image/webp", "52494646.{8}574542505650"),
    ICON("image/x-icon", "00000100");

    private static final int BYTES_THAT_TELL = 14;

    private final String mediaType;
    private final Pattern beginning;

    /// @param beginning of the bytes in hexadecimal digits
    LogoFormat(String mediaType, String beginning) {
        this.mediaType = mediaType;
        this.beginning = Pattern.compile(beginning);
    }

    String mediaType() {
        return mediaType;
    }

    static Optional<LogoFormat> of(byte[] bytes) {
        var hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, BYTES_THAT_TELL));
        return Stream.of(values())
                .filter(format -> format.beginning.matcher(hex).lookingAt())
                .findFirst();
    }
}
