package io.lintel.server.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a listener needs for TLS.
///
/// @param certificate PEM, the server's own first
/// @param key PEM
/// @param most null for what the runtime can do best
public record TlsSettings(
        Path certificate, Path key, Version least, @Nullable Version most) {

    /// A version of TLS.
    public enum Version {
        /// RFC 5246
        TLS_1_2("1.2"),
        /// RFC 8446
        TLS_1_3("1.3");

        private final String number;

        Version(String number) {
            this.number = number;
        }

        /// `1.2` or `1.3`
        public String number() {
            return number;
        }
    }

    /// Reads `tlsCert`, `tlsKey`, `tlsMinVersion` and `tlsMaxVersion`; null unless there are both files.
    ///
    /// @param used whether somebody listens, and so whether the files must be there
    static @Nullable TlsSettings read(Section section, boolean used) {
        var certificate = used ? FileCheck.readable(section, "tlsCert") : FileCheck.path(section, "tlsCert");
        var key = used ? FileCheck.privateKey(section, "tlsKey") : FileCheck.path(section, "tlsKey");
        var least = section.choice("tlsMinVersion", Version.TLS_1_2, Version::number);
        var most = section.text("tlsMaxVersion").isEmpty()
                ? null
                : section.choice("tlsMaxVersion", Version.TLS_1_3, Version::number);
        if (most != null && least.compareTo(most) > 0) {
            section.mistake("tlsMinVersion", "is greater than tlsMaxVersion");
        }
        return certificate == null || key == null ? null : new TlsSettings(certificate, key, least, most);
    }
}
