package io.lintel.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.server.settings.StorageSettings.SqlServer;
import io.lintel.server.settings.StorageSettings.SqlTls;
import io.lintel.server.settings.StorageSettings.Sqlite3.Synchronous;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// Reads what the SQL databases want to know.
final class SqlReading {

    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:/\\[\\]]+):(\\d{1,5})");
    private static final int MOST_CONNECTIONS = 10_000;

    /// What the operating systems have room for.
    private static final int LONGEST_SOCKET = 103;

    private SqlReading() {}

    static StorageSettings.Sqlite3 sqlite3(Section section) {
        var file = section.text("file");
        if (file.isEmpty()) {
            section.warn("file", "is missing: the database is temporary, and everything is lost when the server stops");
        }
        return new StorageSettings.Sqlite3(file, section.choice("synchronous", Synchronous.FULL, Synchronous::word));
    }

    static StorageSettings.Postgres postgres(Section section) {
        var ssl = section.section("ssl", SqlReading::postgresTls);
        var server = server(section, 5432, 5, ssl);
        requireSocketName(section, server);
        return new StorageSettings.Postgres(server);
    }

    /// A certificate is shown only to a database that is believed to be itself.
    private static SqlTls postgresTls(Section section) {
        var tls = tls(section, "verify-full", List.of("disable", "require", "verify-ca", "verify-full"));
        if (tls.certFile() != null && tls.caFile() == null && tls.mode().startsWith("verify-")) {
            section.mistake(
                    "caFile",
                    "is missing: with certFile and mode " + tls.mode()
                            + " name the file with the certificate of the authority that vouches for the database");
        }
        return tls;
    }

    /// A host that begins with a slash is the directory of a Unix socket.
    private static void requireSocketName(Section section, SqlServer server) {
        if (!server.host().startsWith("/")) {
            return;
        }
        var socket = server.host() + "/.s.PGSQL." + server.port();
        if (socket.indexOf('\0') >= 0) {
            section.mistake("host", "is not the name of a directory");
        } else if (socket.getBytes(UTF_8).length > LONGEST_SOCKET) {
            section.mistake(
                    "host", "is too long: the name of the socket in it has more than " + LONGEST_SOCKET + " bytes");
        }
    }

    static StorageSettings.MySql mySql(Section section) {
        var ssl = section.section("ssl", tls -> tls(tls, "true", List.of("true", "false", "skip-verify")));
        return new StorageSettings.MySql(server(section, 3306, 0, ssl));
    }

    private static SqlServer server(Section section, int usualPort, int usualIdle, SqlTls ssl) {
        var host = section.text("host", "localhost");
        var port = section.number("port", 0, 0, 65535);
        var both = HOST_AND_PORT.matcher(host);
        if (both.matches()) {
            host = both.group(1);
            port = port == 0 ? Integer.parseInt(both.group(2)) : port;
        }
        var user = section.requiredText("user", "is missing: name the user of the database");
        var open = section.number("maxOpenConns", 0, 0, MOST_CONNECTIONS);
        var idle = section.number("maxIdleConns", 0, 0, MOST_CONNECTIONS);
        return new SqlServer(
                host,
                port == 0 ? usualPort : port,
                section.text("database", user),
                user,
                section.secret("password"),
                seconds(section, "connectionTimeout"),
                open == 0 ? 5 : open,
                idle == 0 ? usualIdle : idle,
                seconds(section, "connMaxLifetime"),
                ssl);
    }

    private static Duration seconds(Section section, String key) {
        return Duration.ofSeconds(section.number(key, 0, 0, Integer.MAX_VALUE));
    }

    private static SqlTls tls(Section section, String usualMode, List<String> modes) {
        var mode = section.text("mode", usualMode);
        if (!modes.contains(mode)) {
            section.mistake(
                    "mode", "is \"" + Place.printable(mode) + "\" (there are: " + String.join(", ", modes) + ")");
        }
        var caFile = FileCheck.readable(section, "caFile");
        var keyFile = FileCheck.privateKey(section, "keyFile");
        var certFile = FileCheck.readable(section, "certFile");
        if (keyFile == null && certFile != null) {
            section.mistake("keyFile", "is missing: certFile and keyFile belong together, set both or none");
        } else if (keyFile != null && certFile == null) {
            section.mistake("certFile", "is missing: certFile and keyFile belong together, set both or none");
        }
        return new SqlTls(mode, caFile, keyFile, certFile);
    }
}
