package io.lintel.connector.ldap;

import io.lintel.connector.ConnectorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

/// How far the clock of an end-user's computer may be off.
///
/// Java reads it from the krb5.conf of the process, and from nowhere else. Where another value than Java's own is
/// wanted, the process is given a krb5.conf that says so and includes the one it had.
final class ClockSkew {
    static final String FILE = "java.security.krb5.conf";
    private static final int JAVAS_OWN = 300;
    private static final String PREFIX = "lintel-clockskew-";
    private static final Path USUAL = Path.of("/etc/krb5.conf");

    private ClockSkew() {}

    /// @throws ConnectorException if another connector wants another value
    static void allow(int seconds) {
        var wanted = PREFIX + seconds + ".conf";
        var given = System.getProperty(FILE);
        var before = given == null ? USUAL : Path.of(given).toAbsolutePath();
        var name = String.valueOf(before.getFileName());
        if (name.startsWith(PREFIX) && !name.equals(wanted) && seconds != JAVAS_OWN) {
            throw ConnectorException.misconfigured("kerberos.maxClockSkew: Java knows one value for the whole process;"
                    + " another connector has another one");
        }
        if (seconds == JAVAS_OWN || name.equals(wanted)) {
            return;
        }
        try {
            System.setProperty(FILE, write(wanted, seconds, before).toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        readAgain();
    }

    /// What is included first counts.
    private static Path write(String name, int seconds, Path before) throws IOException {
        var folder = Files.createTempDirectory("lintel");
        folder.toFile().deleteOnExit();
        var skew = Files.writeString(folder.resolve("skew.conf"), "[libdefaults]\nclockskew = " + seconds + "\n");
        var included = Files.isReadable(before) ? "include " + before + "\n" : "";
        var file = Files.writeString(folder.resolve(name), "include " + skew + "\n" + included);
        skew.toFile().deleteOnExit();
        file.toFile().deleteOnExit();
        return file;
    }

    /// Java keeps what it has read once, unless its login module is told otherwise.
    static void readAgain() {
        var options = Map.of("refreshKrb5Config", "true", "isInitiator", "false", "storeKey", "false");
        var module = new AppConfigurationEntry(
                "com.sun.security.auth.module.Krb5LoginModule", LoginModuleControlFlag.REQUIRED, options);
        try {
            new LoginContext("", new Subject(), null, new Configuration() {
                        @Override
                        public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                            return new AppConfigurationEntry[] {module};
                        }
                    })
                    .login();
        } catch (LoginException expected) {
            // Nobody was to log in: the module has read the file before it noticed.
        }
    }
}
