package io.lintel.server.logo;

/// A picture that browsers may be given.
public final class Logo {

    private final String mediaType;
    private final byte[] bytes;

    Logo(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes.clone();
    }

    public String mediaType() {
        return mediaType;
    }

    public byte[] bytes() {
        return bytes.clone();
    }
}
