package io.lintel.server.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;

/// A document as it was found.
public final class Fetched {

    private final String mediaType;
    private final byte[] bytes;
    private final Duration freshFor;

    Fetched(String mediaType, byte[] bytes, Duration freshFor) {
        this.mediaType = mediaType;
        this.bytes = bytes.clone();
        this.freshFor = freshFor;
    }

    /// Lower case and without parameters; empty if none is told.
    public String mediaType() {
        return mediaType;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /// How long whoever publishes it says it stays good (RFC 9111, section 5.2.2.1); zero if nothing is said.
    public Duration freshFor() {
        return freshFor;
    }

    /// Its UTF-8 text.
    ///
    /// @throws FetchFailedException if it is none
    public String text() {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException unreadable) {
            throw FetchFailedException.because("the answer is not UTF-8", unreadable);
        }
    }
}
