package io.lintel.connector.ldap;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import java.io.IOException;
import java.net.Socket;

/// The StartTLS operation (RFC 4511, section 4.14), byte by byte.
final class StartTls {
    private static final int MESSAGE_ID = 1;
    private static final int LONGEST_ANSWER = 16 * 1024;

    private StartTls() {}

    /// Asks for TLS on a fresh connection and returns when the directory has agreed; the next byte is of TLS.
    ///
    /// @throws StartTlsException if the directory did not agree, or sent anything beside its agreement
    static void agree(Socket socket) throws IOException {
        var request = new LDAPMessage(
                MESSAGE_ID, new ExtendedRequestProtocolOp(StartTLSExtendedRequest.STARTTLS_REQUEST_OID, null));
        var out = socket.getOutputStream();
        out.write(request.encode().encode());
        out.flush();

        var answer = read(socket);
        if (answer.getMessageID() != MESSAGE_ID
                || answer.getProtocolOpType() != LDAPMessage.PROTOCOL_OP_TYPE_EXTENDED_RESPONSE) {
            throw new StartTlsException("answered StartTLS with something else than an answer to it");
        }
        var result = answer.getExtendedResponseProtocolOp();
        if (result.getResultCode() != ResultCode.SUCCESS_INT_VALUE) {
            throw new StartTlsException("refused StartTLS: " + ResultCode.valueOf(result.getResultCode()) + ", "
                    + result.getDiagnosticMessage()
                    + "; give the directory a certificate, or use LDAPS by setting startTLS to false");
        }
        if (socket.getInputStream().available() > 0) {
            throw new StartTlsException("sent readable data behind its agreement to StartTLS;"
                    + " somebody between us and the directory may be meddling");
        }
    }

    private static LDAPMessage read(Socket socket) throws IOException {
        try {
            var element = ASN1Element.readFrom(socket.getInputStream(), LONGEST_ANSWER);
            if (element == null) {
                throw new StartTlsException("closed the connection when asked for StartTLS");
            }
            return LDAPMessage.decode(element);
        } catch (ASN1Exception | LDAPException malformed) {
            throw new StartTlsException("answered StartTLS with something that is not LDAP", malformed);
        }
    }
}
