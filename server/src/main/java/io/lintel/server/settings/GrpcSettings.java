package io.lintel.server.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the administration interface listens.
///
/// @param addr null for nowhere
/// @param tls null for plain text
/// @param tlsClientCa who signs the certificates that clients must show; null to ask for none
public record GrpcSettings(
        @Nullable ListenAddress addr,
        @Nullable TlsSettings tls,
        @Nullable Path tlsClientCa,
        boolean reflection) {

    static GrpcSettings read(Section section) {
        var addr = section.parsed("addr", ListenAddress::parse);
        var tls = TlsSettings.read(section, addr != null);
        var clientCa =
                addr == null ? FileCheck.path(section, "tlsClientCA") : FileCheck.readable(section, "tlsClientCA");
        var certificate = !section.text("tlsCert").isEmpty();
        var key = !section.text("tlsKey").isEmpty();
        if ((certificate || key) && section.text("addr").isEmpty()) {
            section.mistake("addr", "is missing: no address specified for gRPC, but tlsCert or tlsKey");
        }
        if (certificate != key) {
            section.mistake(
                    certificate ? "tlsKey" : "tlsCert", "is missing: specify both a gRPC TLS certificate and key");
        }
        if (clientCa != null && !certificate) {
            section.mistake("tlsClientCA", "needs a gRPC TLS certificate: tlsCert is missing");
        }
        return new GrpcSettings(addr, tls, clientCa, section.flag("reflection", false));
    }
}
