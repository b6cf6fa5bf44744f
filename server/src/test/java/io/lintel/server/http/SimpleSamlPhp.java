package io.lintel.server.http;

import io.lintel.server.TestBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// SimpleSAMLphp as an identity provider, on a free port of the loopback interface, with everything in one folder. Its
/// host is `localhost`, so that for a browser it is another site than a server at 127.0.0.1.
///
/// `alice` (password `secret`) is in the groups readers and writers, `bob` (the same password) in none of them. What it
/// is configured to do can be changed while it runs.
final class SimpleSamlPhp implements AutoCloseable {

    static final String ENTITY_ID = "https://idp.example.org/saml";

    private static final List<Path> INSTALLED =
            List.of(Path.of("/usr/share/simplesamlphp"), Path.of("../.lintel/simplesamlphp/usr/share/simplesamlphp"));

    private static final String CONFIGURATION = """
            <?php
            $folder = dirname(__DIR__);
            $config = [
                'baseurlpath' => 'http://localhost:@PORT@/',
                'certdir' => "$folder/cert/",
                'metadatadir' => "$folder/metadata/",
                'loggingdir' => "$folder/log/",
                'datadir' => "$folder/data/",
                'tempdir' => "$folder/tmp/",
                'timezone' => 'UTC',
                'secretsalt' => 'of one test',
                'auth.adminpassword' => 'of one test',
                'technicalcontact_name' => 'Nobody',
                'technicalcontact_email' => 'na@example.org',
                'logging.handler' => 'file',
                'logging.level' => 7,
                'enable.saml20-idp' => true,
                'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true],
                'session.cookie.secure' => false,
                'session.cookie.samesite' => null,
                'session.phpsession.savepath' => "$folder/sessions",
                'store.type' => 'phpsession',
                'authproc.idp' => [],
                'metadata.sources' => array_merge(
                    [['type' => 'flatfile']],
                    array_map(fn($file) => ['type' => 'xml', 'file' => $file], glob("$folder/clients/*.xml"))
                ),
            ];
            """;

    private static final String PEOPLE = """
            <?php
            $config = [
                'people' => [
                    'exampleauth:UserPass',
                    'alice:secret' => [
                        'uid' => ['alice'], 'mail' => ['alice@example.org'], 'cn' => ['Alice Liddell'],
                        'givenName' => ['Alice'], 'groups' => ['readers', 'writers'],
                    ],
                    'bob:secret' => [
                        'uid' => ['bob'], 'mail' => ['bob@example.org'], 'cn' => ['Bob'], 'groups' => ['guests'],
                    ],
                ],
            ];
            """;

    private static final String HOSTED = """
            <?php
            $metadata['@ENTITY@'] = [
                'host' => '__DEFAULT__',
                'privatekey' => '@KEY@.key',
                'certificate' => '@KEY@.crt',
                'auth' => 'people',
                'simplesaml.nameidattribute' => 'uid',
                'saml20.sign.response' => true,
                'sign.logout' => true,
                'assertion.encryption' => @ENCRYPTING@,
                'SingleSignOnServiceBinding' => [
                    'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
                    'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
                ],
            ];
            """;

    private final Process process;
    private final Path folder;
    private final int port;

    private SimpleSamlPhp(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /// @param folder an empty one
    static SimpleSamlPhp start(Path folder) {
        try {
            for (var name : List.of("config", "metadata", "cert", "log", "data", "tmp", "sessions", "clients")) {
                Files.createDirectory(folder.resolve(name));
            }
            var port = freePort();
            Files.writeString(
                    folder.resolve("config/config.php"), CONFIGURATION.replace("@PORT@", String.valueOf(port)));
            Files.writeString(folder.resolve("config/authsources.php"), PEOPLE);
            var log = folder.resolve("log/server.log");
            var builder = new ProcessBuilder(
                            "php",
                            "-S",
                            "127.0.0.1:" + port,
                            "-t",
                            program().resolve("www").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment()
                    .put("SIMPLESAMLPHP_CONFIG_DIR", folder.resolve("config").toString());
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            var provider = new SimpleSamlPhp(process, folder, port);
            provider.signWith("first", false);
            provider.awaitListening(log);
            return provider;
        } catch (IOException failed) {
            throw new UncheckedIOException("./verify installs PHP and SimpleSAMLphp", failed);
        }
    }

    private static Path program() {
        return INSTALLED.stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no SimpleSAMLphp: ./verify provides it"))
                .toAbsolutePath()
                .normalize();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening(Path log) throws IOException {
        for (var attempt = 0; attempt < 200; attempt++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                Objects.requireNonNull(socket);
                return;
            } catch (IOException notYet) {
                if (ended(100)) {
                    break;
                }
            }
        }
        throw new IOException("SimpleSAMLphp does not start: " + Files.readString(log));
    }

    private boolean ended(int milliseconds) {
        try {
            return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Signs with a key of that name from now on, making it if there is none.
    void signWith(String key, boolean encrypting) {
        if (!Files.exists(certificate(key))) {
            OpenSsl.selfSigned(folder.resolve("cert"), key);
        }
        write(
                "metadata/saml20-idp-hosted.php",
                HOSTED.replace("@ENTITY@", ENTITY_ID)
                        .replace("@KEY@", key)
                        .replace("@ENCRYPTING@", String.valueOf(encrypting)));
    }

    /// Serves a service provider that describes itself.
    void serve(String name, String metadata) {
        write("clients/" + name + ".xml", metadata);
    }

    /// The certificate of a key.
    Path certificate(String key) {
        return folder.resolve("cert/" + key + ".crt");
    }

    URI metadata() {
        return at("saml2/idp/metadata.php");
    }

    URI singleSignOn() {
        return at("saml2/idp/SSOService.php");
    }

    /// Begins a login for a service provider that did not ask.
    URI startFor(String entityId) {
        return URI.create(singleSignOn() + "?" + TestBrowser.encode(Map.of("spentityid", entityId)));
    }

    /// Where somebody logs out here, and at all service providers.
    URI logout() {
        return URI.create(at("saml2/idp/SingleLogoutService.php") + "?"
                + TestBrowser.encode(Map.of("ReturnTo", at("done").toString())));
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port + "/" + path);
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// What it wrote down, for a test that failed.
    String log() {
        try (var files = Stream.of("log/server.log", "log/simplesamlphp.log").map(folder::resolve)) {
            var text = new StringBuilder();
            for (var file : files.filter(Files::exists).toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!ended(10_000)) {
            process.destroyForcibly();
        }
    }
}
