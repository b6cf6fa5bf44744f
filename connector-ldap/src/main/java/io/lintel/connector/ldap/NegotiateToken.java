package io.lintel.connector.ldap;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1ObjectIdentifier;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import io.lintel.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What a browser sent with the scheme `Negotiate`: a Kerberos AP-REQ (RFC 4121, section 4.1), bare or as the first
/// choice in SPNEGO's NegTokenInit (RFC 4178, section 4.2.1).
///
/// What is read here anybody can have written. It says which key to try, and keeps everything that is not such a
/// token from Java's own parsers.
final class NegotiateToken {
    /// A header field holds less; this is for those who call us otherwise.
    private static final int LONGEST = 64 * 1024;

    private static final byte OCTET_STRING = 0x04;
    private static final byte INITIAL = 0x60;
    private static final byte AP_REQ = 0x6e;
    private static final byte TICKET = 0x61;
    private static final int AP_REQ_ID = 0x0100;

    private static final String SPNEGO = "1.3.6.1.5.5.2";
    private static final String KERBEROS = "1.2.840.113554.1.2.2";
    /// As some versions of Windows wrote the number by mistake.
    private static final String MICROSOFT_KERBEROS = "1.2.840.48018.1.2.2";

    private static final byte[] NTLM = "NTLMSSP".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final KerberosName service;
    private final String authenticator;

    private NegotiateToken(byte[] bytes, KerberosName service, String authenticator) {
        this.bytes = bytes;
        this.service = service;
        this.authenticator = authenticator;
    }

    static NegotiateToken parse(Secret token) throws TicketException {
        var bytes = decoded(token);
        if (bytes.length > NTLM.length && Arrays.equals(bytes, 0, NTLM.length, NTLM, 0, NTLM.length)) {
            throw new TicketException("the browser offered NTLM: it found no Kerberos ticket for this host name");
        }
        try {
            var request = ASN1Sequence.decodeAsSequence(tagged(kerberos(bytes), AP_REQ));
            return new NegotiateToken(bytes, service(request), authenticator(request));
        } catch (ASN1Exception malformed) {
            throw new TicketException("the token is malformed", malformed);
        }
    }

    private static byte[] decoded(Secret token) throws TicketException {
        var text = token.reveal();
        if (text.length() > LONGEST) {
            throw new TicketException("the token is longer than " + LONGEST + " characters");
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw new TicketException("the token is not base64", malformed);
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /// Whom the ticket is for.
    KerberosName service() {
        return service;
    }

    /// What is new in each token and sealed with the ticket's key: it cannot be changed and accepted again.
    String authenticator() {
        return authenticator;
    }

    /// The AP-REQ in it.
    private static byte[] kerberos(byte[] token) throws ASN1Exception, TicketException {
        var content = new Content(tagged(token, INITIAL));
        var mechanism = content.mechanism();
        if (mechanism.equals(SPNEGO)) {
            content = new Content(tagged(offered(content.rest()), INITIAL));
            mechanism = content.mechanism();
        }
        if (!isKerberos(mechanism)) {
            throw new TicketException("the browser offered something else than Kerberos");
        }
        return content.request();
    }

    /// The token of the browser's first choice, which must be Kerberos: there is no second round.
    private static byte[] offered(byte[] negTokenInit) throws ASN1Exception, TicketException {
        var fields = ASN1Sequence.decodeAsSequence(tagged(negTokenInit, (byte) 0xa0));
        byte @Nullable [] token = null;
        for (var field : fields.elements()) {
            if (field.getType() == (byte) 0xa0) {
                var choices = ASN1Sequence.decodeAsSequence(field.getValue()).elements();
                if (choices.length == 0
                        || !isKerberos(ASN1ObjectIdentifier.decodeAsObjectIdentifier(choices[0])
                                .getOID()
                                .toString())) {
                    throw new TicketException("the browser prefers something else to Kerberos");
                }
            } else if (field.getType() == (byte) 0xa2) {
                token = tagged(field.getValue(), OCTET_STRING);
            }
        }
        if (token == null) {
            throw new TicketException("the browser offered Kerberos and sent no ticket");
        }
        return token;
    }

    private static boolean isKerberos(String mechanism) {
        return mechanism.equals(KERBEROS) || mechanism.equals(MICROSOFT_KERBEROS);
    }

    /// Whom the ticket of an AP-REQ is for (RFC 4120, sections 5.5.1 and 5.3).
    private static KerberosName service(ASN1Sequence request) throws ASN1Exception, TicketException {
        var fields = ASN1Sequence.decodeAsSequence(tagged(field(request, 3), TICKET));
        var realm = ASN1OctetString.decodeAsOctetString(field(fields, 1)).stringValue();
        var name = ASN1Sequence.decodeAsSequence(field(fields, 2));
        var components = new ArrayList<String>();
        for (var component : ASN1Sequence.decodeAsSequence(field(name, 1)).elements()) {
            components.add(component.decodeAsOctetString().stringValue());
        }
        return new KerberosName(String.join("/", components), realm);
    }

    /// The sealed bytes of the authenticator (RFC 4120, section 5.2.9).
    private static String authenticator(ASN1Sequence request) throws ASN1Exception, TicketException {
        var sealed = field(ASN1Sequence.decodeAsSequence(field(request, 4)), 2);
        return Base64.getEncoder().encodeToString(tagged(sealed, OCTET_STRING));
    }

    private static byte[] field(ASN1Sequence sequence, int number) throws TicketException {
        for (var element : sequence.elements()) {
            if (element.getType() == (byte) (0xa0 | number)) {
                return element.getValue();
            }
        }
        throw new TicketException("the token is malformed: field " + number + " is missing");
    }

    private static byte[] tagged(byte[] bytes, byte tag) throws ASN1Exception, TicketException {
        var element = ASN1Element.decode(bytes);
        if (element.getType() != tag) {
            throw new TicketException("the token is malformed");
        }
        return element.getValue();
    }

    /// What is inside a GSS-API token (RFC 2743, section 3.1): the mechanism, and what is the mechanism's.
    private static final class Content {
        private final byte[] bytes;

        Content(byte[] bytes) {
            this.bytes = bytes;
        }

        String mechanism() throws ASN1Exception, TicketException {
            return ASN1ObjectIdentifier.decodeAsObjectIdentifier(ASN1Element.decode(first()))
                    .getOID()
                    .toString();
        }

        byte[] rest() throws TicketException {
            return Arrays.copyOfRange(bytes, first().length, bytes.length);
        }

        byte[] request() throws TicketException {
            var rest = rest();
            if (rest.length < 2 || (rest[0] << 8 | rest[1]) != AP_REQ_ID) {
                throw new TicketException("the token holds no ticket");
            }
            return Arrays.copyOfRange(rest, 2, rest.length);
        }

        /// A mechanism's number is never long.
        private byte[] first() throws TicketException {
            if (bytes.length < 2 || bytes[1] < 0 || bytes.length < 2 + bytes[1]) {
                throw new TicketException("the token is malformed");
            }
            return Arrays.copyOf(bytes, 2 + bytes[1]);
        }
    }
}
