package io.lintel.server.listener;

import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.settings.TlsSettings;
import io.lintel.server.tls.InvalidPemException;
import io.lintel.server.tls.KeyMaterial;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/// The certificate of the https listener, exchanged while the server runs.
///
/// The files are read every few seconds and compared by what is in them, so that it does not matter how they
/// were replaced: written over, renamed, or by another target of a symbolic link. What cannot be used is said
/// once, and the old certificate stays. Connections that are open go on as they are.
public final class Certificates implements AutoCloseable {

    /// How often the files are read.
    public static final Duration PERIOD = Duration.ofSeconds(5);

    private final TlsSettings settings;
    private final TlsContexts contexts;
    private final Audit audit;
    private final Semaphore wakes = new Semaphore(0);

    private byte[] seen;
    private String complaint = "";
    private volatile SslContext current;
    private volatile boolean isClosed;

    private Certificates(TlsSettings settings, TlsContexts contexts, Audit audit, byte[] seen, SslContext current) {
        this.settings = settings;
        this.contexts = contexts;
        this.audit = audit;
        this.seen = seen;
        this.current = current;
    }

    /// Reads the files and goes on watching them.
    ///
    /// @param period how often
    /// @throws IllegalStateException if they cannot be used
    public static Certificates watch(TlsSettings settings, Audit audit, Duration period) {
        var contexts = new TlsContexts(settings);
        try {
            var files = Files.read(settings);
            var material = files.material();
            var certificates = new Certificates(settings, contexts, audit, files.digest(), contexts.of(material));
            certificates.announce(material);
            Thread.ofVirtual().name("certificates").start(() -> certificates.run(period));
            return certificates;
        } catch (InvalidPemException invalid) {
            throw new IllegalStateException(message(settings, invalid), invalid);
        } catch (IOException unusable) {
            throw new IllegalStateException("web.tlsCert: " + unusable.getMessage(), unusable);
        }
    }

    /// What the next handshake is made with.
    SslContext current() {
        return current;
    }

    /// Reads the files now, as after the signal HUP.
    public void reload() {
        wakes.release();
    }

    @Override
    public void close() {
        isClosed = true;
        wakes.release();
    }

    private void run(Duration period) {
        try {
            while (!isClosed) {
                if (wakes.tryAcquire(period.toMillis(), TimeUnit.MILLISECONDS)) {
                    wakes.drainPermits();
                }
                if (!isClosed) {
                    look();
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            var files = Files.read(settings);
            if (MessageDigest.isEqual(files.digest(), seen)) {
                return;
            }
            seen = files.digest();
            var material = files.material();
            current = contexts.of(material);
            announce(material);
        } catch (InvalidPemException invalid) {
            refuse(message(settings, invalid));
        } catch (SSLException unusable) {
            refuse(settings.certificate() + " cannot be used: " + unusable.getMessage());
        } catch (IOException unreadable) {
            // While a file is being renamed there may be none: once is not worth a word, what stays is.
            if (seen.length > 0) {
                seen = new byte[0];
                refuse("the certificate or its key cannot be read: " + unreadable.getMessage());
            }
        }
    }

    private void announce(KeyMaterial material) {
        complaint = "";
        audit.record(new AuditEvent.CertificateLoaded(settings.certificate().toString(), material.notAfter()));
    }

    /// Says what is wrong once, however many broken states lead to the same complaint.
    private void refuse(String detail) {
        if (detail.equals(complaint)) {
            return;
        }
        complaint = detail;
        audit.record(new AuditEvent.CertificateRefused(settings.certificate().toString(), detail));
    }

    private static String message(TlsSettings settings, InvalidPemException invalid) {
        return switch (invalid.part()) {
            case CERTIFICATE -> "web.tlsCert: " + settings.certificate() + " " + invalid.getMessage();
            case KEY -> "web.tlsKey: " + settings.key() + " " + invalid.getMessage();
        };
    }

    /// Both files at one moment.
    private static final class Files {

        private final byte[] certificate;
        private final byte[] key;

        private Files(byte[] certificate, byte[] key) {
            this.certificate = certificate;
            this.key = key;
        }

        static Files read(TlsSettings settings) throws IOException {
            return new Files(KeyMaterial.bytes(settings.certificate()), KeyMaterial.bytes(settings.key()));
        }

        KeyMaterial material() throws InvalidPemException {
            return KeyMaterial.parse(certificate, key);
        }

        byte[] digest() {
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                digest.update(digest.digest(certificate));
                digest.update(key);
                return digest.digest();
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every JDK has SHA-256", impossible);
            }
        }
    }
}
