package io.lintel.connector.ldap;

import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;

/// A directory that lets everybody bind, finds alice, and plays a script when groups are searched.
final class ScriptedDirectory {
    private ScriptedDirectory() {}

    /// What is played when groups are searched.
    interface GroupScript {
        void play(ScriptedPeer.Conversation conversation, LDAPMessage search) throws IOException;
    }

    static ScriptedPeer with(GroupScript groups) throws IOException {
        return new ScriptedPeer(conversation -> {
            var reader = new ASN1StreamReader(conversation.socket().getInputStream());
            while (true) {
                LDAPMessage message;
                try {
                    message = LDAPMessage.readFrom(reader, false);
                } catch (LDAPException malformed) {
                    throw new IOException(malformed);
                }
                if (message == null || message.getProtocolOpType() == LDAPMessage.PROTOCOL_OP_TYPE_UNBIND_REQUEST) {
                    return;
                }
                if (message.getProtocolOpType() == LDAPMessage.PROTOCOL_OP_TYPE_BIND_REQUEST) {
                    conversation.write(encoded(message, new BindResponseProtocolOp(0, null, null, null, null)));
                } else if (message.getSearchRequestProtocolOp().getBaseDN().equals(TestDirectory.PEOPLE)) {
                    conversation.write(encoded(message, alice()));
                    conversation.write(encoded(message, new SearchResultDoneProtocolOp(0, null, null, null)));
                } else {
                    groups.play(conversation, message);
                }
            }
        });
    }

    private static SearchResultEntryProtocolOp alice() {
        return new SearchResultEntryProtocolOp(new Entry(
                TestDirectory.ALICE,
                new Attribute("uid", "alice"),
                new Attribute("cn", "Alice"),
                new Attribute("mail", "alice@example.org")));
    }

    static SearchResultEntryProtocolOp group(String dn, String name) {
        return new SearchResultEntryProtocolOp(new Entry(dn, new Attribute("cn", name)));
    }

    static byte[] encoded(LDAPMessage request, ProtocolOp operation) {
        return new LDAPMessage(request.getMessageID(), operation).encode().encode();
    }
}
