package io.lintel.server.page;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A file pages load: bytes that never change while the server runs.
public final class Asset {

    private static final Map<String, String> CONTENT_TYPES = Map.ofEntries(
            Map.entry("avif", "image/avif"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("gif", "image/gif"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("png", "image/png"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("ttf", "font/ttf"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("webp", "image/webp"),
            Map.entry("woff", "font/woff"),
            Map.entry("woff2", "font/woff2"));

    private final String contentType;
    private final byte[] bytes;

    /// Computed when it is first asked for: a start need not wait for the digests of all files.
    private volatile @Nullable String version;

    private Asset(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes;
    }

    static Asset of(String name, byte[] bytes) {
        var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        var type = CONTENT_TYPES.getOrDefault(extension, "application/octet-stream");
        return new Asset(type, bytes.clone());
    }

    public String contentType() {
        return contentType;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    int size() {
        return bytes.length;
    }

    /// A strong validator (RFC 9110, section 8.8.3) that only equal bytes have.
    public String etag() {
        return '"' + version() + '"';
    }

    /// Whether a request with this `If-None-Match` is answered 304 (RFC 9110, section 13.1.2).
    public boolean matches(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && Stream.of(ifNoneMatch.split(","))
                        .map(String::strip)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag()));
    }

    /// The `Cache-Control` of an answer: for good if the request names this version with its parameter `v`.
    public String cacheControl(@Nullable String v) {
        return version().equals(v) ? "public, max-age=31536000, immutable" : "public, max-age=300";
    }

    /// Stands in the URL, so that a changed file is a new URL.
    String version() {
        var known = version;
        if (known == null) {
            known = digest(bytes);
            version = known;
        }
        return known;
    }

    private static String digest(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, 22);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
