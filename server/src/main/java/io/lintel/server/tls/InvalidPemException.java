package io.lintel.server.tls;

import org.jspecify.annotations.Nullable;

/// A certificate or a key cannot be used. The message continues the name of the file or key it is about, and
/// holds nothing of what is in the file.
public final class InvalidPemException extends Exception {

    private static final long serialVersionUID = 1L;

    /// Which of the two files is at fault.
    public enum Part {
        /// the certificate and those it was issued by
        CERTIFICATE,
        /// the private key
        KEY
    }

    private final Part part;

    private InvalidPemException(Part part, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.part = part;
    }

    static InvalidPemException certificate(String message) {
        return new InvalidPemException(Part.CERTIFICATE, message, null);
    }

    static InvalidPemException certificate(String message, Throwable cause) {
        return new InvalidPemException(Part.CERTIFICATE, message, cause);
    }

    static InvalidPemException key(String message) {
        return new InvalidPemException(Part.KEY, message, null);
    }

    public Part part() {
        return part;
    }
}
