package io.lintel.connector.ldap;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1ObjectIdentifier;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A Kerberos realm whose word is ours: it makes any ticket, right or wrong, with the keys it has.
public final class TestRealm {
    public static final String NAME = "CORP.EXAMPLE.COM";
    public static final String SERVICE = "HTTP/login.example.com";

    private static final byte GENERAL_STRING = 0x1b;
    private static final byte GENERALIZED_TIME = 0x18;
    private static final byte BIT_STRING = 0x03;
    private static final int KVNO = 3;

    /// No two tokens are of the same microsecond.
    private static final AtomicInteger MICROSECONDS = new AtomicInteger();

    private final byte[] key = KerberosCipher.newKey();
    private final byte[] otherKey = KerberosCipher.newKey();

    /// A keytab with the key of each of these, all of them the same.
    public Path keytab(Path file, String... principals) throws IOException {
        return write(file, key, principals);
    }

    private static Path write(Path file, byte[] key, String... principals) throws IOException {
        var keytab = ByteBuffer.allocate(4096).putShort((short) 0x0502);
        for (var principal : principals) {
            var name = KerberosName.parse(principal, NAME);
            var entry = ByteBuffer.allocate(1024);
            var components = name.name().split("/", -1);
            entry.putShort((short) components.length);
            put(entry, name.realm().getBytes(US));
            for (var component : components) {
                put(entry, component.getBytes(US));
            }
            entry.putInt(1).putInt(0).put((byte) KVNO).putShort((short) KerberosCipher.ETYPE);
            put(entry, key);
            keytab.putInt(entry.position()).put(entry.array(), 0, entry.position());
        }
        return Files.write(file, Arrays.copyOf(keytab.array(), keytab.position()));
    }

    private static final java.nio.charset.Charset US = java.nio.charset.StandardCharsets.US_ASCII;

    private static void put(ByteBuffer entry, byte[] bytes) {
        entry.putShort((short) bytes.length).put(bytes);
    }

    /// A ticket as it should be.
    public Ticket ticket(String owner) {
        var now = Instant.now();
        return new Ticket(this, owner, NAME, SERVICE, now.minusSeconds(60), now.plusSeconds(3600), now, false);
    }

    /// What a browser would send.
    public Secret token(String owner) {
        return ticket(owner).token();
    }

    /// @param clock what the owner's computer says it is
    /// @param forged whether it is sealed with a key nobody else has
    public record Ticket(
            TestRealm by,
            String owner,
            String realm,
            String service,
            Instant start,
            Instant end,
            Instant clock,
            boolean forged) {
        public Ticket ofRealm(String other) {
            return new Ticket(by, owner, other, service, start, end, clock, forged);
        }

        public Ticket forService(String other) {
            return new Ticket(by, owner, realm, other, start, end, clock, forged);
        }

        public Ticket validFrom(Instant from, Instant until) {
            return new Ticket(by, owner, realm, service, from, until, clock, forged);
        }

        public Ticket shownAt(Instant time) {
            return new Ticket(by, owner, realm, service, start, end, time, forged);
        }

        public Ticket withAnotherKey() {
            return new Ticket(by, owner, realm, service, start, end, clock, true);
        }

        public Secret token() {
            return encoded(spnego(List.of(KERBEROS), request()));
        }

        /// Without SPNEGO around it.
        public Secret bareToken() {
            return encoded(request());
        }

        /// Two tokens around one and the same AP-REQ, the ticket in the second said to be for another service.
        public List<Secret> rewrittenFor(String other) {
            var session = KerberosCipher.newKey();
            var ticket = sealedTicket(session);
            var authenticator = octets(sealedAuthenticator(session));
            return List.of(
                    encoded(gss(KERBEROS, apReq(clearTicket(service, ticket), authenticator))),
                    encoded(gss(KERBEROS, apReq(clearTicket(other, ticket), authenticator))));
        }

        byte[] request() {
            var session = KerberosCipher.newKey();
            return gss(
                    KERBEROS, apReq(clearTicket(service, sealedTicket(session)), octets(sealedAuthenticator(session))));
        }

        private byte[] key() {
            return forged ? by.otherKey : by.key;
        }

        private byte[] sealedTicket(byte[] session) {
            var part = application(
                    3,
                    explicit(0, bits(0)),
                    explicit(1, sequence(explicit(0, integer(KerberosCipher.ETYPE)), explicit(1, octets(session)))),
                    explicit(2, text(realm)),
                    explicit(3, name(owner)),
                    explicit(4, sequence(explicit(0, integer(1)), explicit(1, octets(new byte[0])))),
                    explicit(5, time(start)),
                    explicit(6, time(start)),
                    explicit(7, time(end)));
            return KerberosCipher.seal(key(), 2, part.encode());
        }

        private byte[] sealedAuthenticator(byte[] session) {
            // RFC 4121, section 4.1.1: no channel bindings; we are to answer.
            var checksum = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
            checksum.putInt(0, 16).putInt(20, 2);
            var part = application(
                    2,
                    explicit(0, integer(5)),
                    explicit(1, text(realm)),
                    explicit(2, name(owner)),
                    explicit(3, sequence(explicit(0, integer(0x8003)), explicit(1, octets(checksum.array())))),
                    explicit(4, integer(MICROSECONDS.incrementAndGet())),
                    explicit(5, time(clock)));
            return KerberosCipher.seal(session, 11, part.encode());
        }

        private static ASN1Element clearTicket(String service, byte[] sealed) {
            return application(
                    1,
                    explicit(0, integer(5)),
                    explicit(1, text(NAME)),
                    explicit(2, name(service)),
                    explicit(3, encrypted(octets(sealed), explicit(1, integer(KVNO)))));
        }

        private static byte[] apReq(ASN1Element ticket, ASN1Element authenticator) {
            var mutual = 0x2000_0000;
            return application(
                            14,
                            explicit(0, integer(5)),
                            explicit(1, integer(14)),
                            explicit(2, bits(mutual)),
                            explicit(3, ticket),
                            explicit(4, encrypted(authenticator)))
                    .encode();
        }
    }

    static final String KERBEROS = "1.2.840.113554.1.2.2";
    static final String NTLM = "1.3.6.1.4.1.311.2.2.10";
    private static final String SPNEGO = "1.3.6.1.5.5.2";

    static Secret encoded(byte[] token) {
        return Secret.of(Base64.getEncoder().encodeToString(token));
    }

    /// NegTokenInit (RFC 4178, section 4.2.1).
    ///
    /// @param request for the first of the mechanisms
    static byte[] spnego(List<String> mechanisms, byte[] request) {
        var choices = mechanisms.stream().map(TestRealm::oid).toArray(ASN1Element[]::new);
        var init = explicit(0, sequence(explicit(0, sequence(choices)), explicit(2, octets(request))));
        return initial(oid(SPNEGO).encode(), init.encode());
    }

    private static byte[] gss(String mechanism, byte[] request) {
        return initial(oid(mechanism).encode(), new byte[] {1, 0}, request);
    }

    private static byte[] initial(byte[]... parts) {
        var content = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (var part : parts) {
            content.put(part);
        }
        return new ASN1Element((byte) 0x60, content.array()).encode();
    }

    private static ASN1Element oid(String oid) {
        try {
            return new ASN1ObjectIdentifier(oid);
        } catch (com.unboundid.asn1.ASN1Exception malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private static ASN1Element encrypted(ASN1Element sealed, ASN1Element... kvno) {
        var etype = explicit(0, integer(KerberosCipher.ETYPE));
        return kvno.length == 0 ? sequence(etype, explicit(2, sealed)) : sequence(etype, kvno[0], explicit(2, sealed));
    }

    private static ASN1Element name(String name) {
        var components = Arrays.stream(name.split("/", -1)).map(TestRealm::text).toArray(ASN1Element[]::new);
        return sequence(explicit(0, integer(1)), explicit(1, sequence(components)));
    }

    private static ASN1Element application(int number, ASN1Element... fields) {
        return new ASN1Element((byte) (0x60 | number), sequence(fields).encode());
    }

    private static ASN1Element explicit(int number, ASN1Element value) {
        return new ASN1Element((byte) (0xa0 | number), value.encode());
    }

    private static ASN1Element sequence(ASN1Element... elements) {
        return new ASN1Sequence(elements);
    }

    private static ASN1Element integer(int value) {
        return new ASN1Integer(value);
    }

    private static ASN1Element octets(byte[] value) {
        return new ASN1OctetString(value);
    }

    private static ASN1Element text(String value) {
        return new ASN1Element(GENERAL_STRING, value.getBytes(US));
    }

    private static ASN1Element bits(int value) {
        return new ASN1Element(
                BIT_STRING, ByteBuffer.allocate(5).putInt(1, value).array());
    }

    private static ASN1Element time(Instant instant) {
        var text = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(instant);
        return new ASN1Element(GENERALIZED_TIME, text.getBytes(US));
    }
}
