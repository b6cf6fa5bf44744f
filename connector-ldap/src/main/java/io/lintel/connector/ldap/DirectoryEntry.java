package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import io.lintel.connector.ConnectorException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An entry of the directory, its attributes found by name without regard to case (RFC 4512, section 2.5).
///
/// `DN` names the entry's own name, unless the entry has an attribute of that name.
final class DirectoryEntry {
    private static final int LONGEST_VALUE = 16 * 1024;
    private static final int MOST_VALUES = 10_000;

    private final Entry entry;

    DirectoryEntry(Entry entry) {
        this.entry = entry;
    }

    String dn() {
        return entry.getDN();
    }

    /// The name in a form that is equal for equal names.
    String normalizedDn() {
        try {
            return entry.getParsedDN().toNormalizedString();
        } catch (LDAPException malformed) {
            throw ConnectorException.invalidResponse(
                    "the directory answered an entry with a malformed name: " + malformed.getMessage(), malformed);
        }
    }

    /// All values as they are.
    ///
    /// @throws ConnectorException if there are too many, or the directory left some out
    List<byte[]> values(String attribute) {
        var values = entry.getAttributeValueByteArrays(attribute);
        if (values != null) {
            if (values.length > MOST_VALUES) {
                throw tooMuch(attribute, "has " + values.length + " values; at most " + MOST_VALUES + " are read");
            }
            return List.of(values);
        }
        if (attribute.equalsIgnoreCase("DN")) {
            return List.of(dn().getBytes(StandardCharsets.UTF_8));
        }
        requireWhole(attribute);
        return List.of();
    }

    /// All values as text.
    List<String> texts(String attribute) {
        return values(attribute).stream().map(value -> text(attribute, value)).toList();
    }

    /// The first value as text; a value of Active Directory's `objectGUID` and `objectSid` in their usual form.
    ///
    /// @throws ConnectorException if the value is not text, or too long
    Optional<String> findText(String attribute) {
        var values = values(attribute);
        if (values.isEmpty() || values.getFirst().length == 0) {
            return Optional.empty();
        }
        var value = values.getFirst();
        if (value.length > LONGEST_VALUE) {
            throw tooMuch(attribute, "is " + value.length + " bytes long; at most " + LONGEST_VALUE + " are read");
        }
        return Optional.of(
                switch (attribute.toLowerCase(Locale.ROOT)) {
                    case "objectguid" -> ActiveDirectoryIds.findGuid(value).orElseGet(() -> text(attribute, value));
                    case "objectsid" -> ActiveDirectoryIds.findSid(value).orElseGet(() -> text(attribute, value));
                    default -> text(attribute, value);
                });
    }

    private String text(String attribute, byte[] value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException binary) {
            throw ConnectorException.invalidResponse(
                    "the attribute " + attribute + " of " + dn() + " is not text: name another attribute", binary);
        }
    }

    /// Active Directory answers the first values of a long attribute alone, as `member;range=0-1499`.
    private void requireWhole(String attribute) {
        var ranged = attribute.toLowerCase(Locale.ROOT) + ";range=";
        for (var each : entry.getAttributes()) {
            if (each.getName().toLowerCase(Locale.ROOT).startsWith(ranged)) {
                throw tooMuch(attribute, "has more values than the directory answers at once");
            }
        }
    }

    private ConnectorException tooMuch(String attribute, String what) {
        return ConnectorException.invalidResponse("the attribute " + attribute + " of " + dn() + " " + what);
    }
}
