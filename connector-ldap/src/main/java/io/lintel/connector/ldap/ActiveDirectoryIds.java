package io.lintel.connector.ldap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.UUID;

/// The binary ids of Active Directory in the form its own tools show.
final class ActiveDirectoryIds {
    private ActiveDirectoryIds() {}

    /// `objectGUID`: 16 bytes, of which the first three fields have their low byte first (\[MS-DTYP\], section 2.3.4).
    static Optional<String> findGuid(byte[] value) {
        if (value.length != 16) {
            return Optional.empty();
        }
        var little = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        var low = Integer.toUnsignedLong(little.getInt());
        var middle = Short.toUnsignedLong(little.getShort());
        var high = Short.toUnsignedLong(little.getShort());
        var rest = ByteBuffer.wrap(value).getLong(8);
        return Optional.of(new UUID(low << 32 | middle << 16 | high, rest).toString());
    }

    /// `objectSid`: revision 1, the authority, and up to 15 sub-authorities with their low byte first (\[MS-DTYP\],
    /// section 2.4.2).
    static Optional<String> findSid(byte[] value) {
        if (value.length < 8 || value[0] != 1 || value[1] < 0 || value[1] > 15 || value.length != 8 + 4 * value[1]) {
            return Optional.empty();
        }
        var authority = ByteBuffer.wrap(value).getLong(0) & 0xFFFF_FFFF_FFFFL;
        var text = new StringBuilder("S-1-").append(authority);
        var subAuthorities = ByteBuffer.wrap(value, 8, 4 * value[1]).order(ByteOrder.LITTLE_ENDIAN);
        while (subAuthorities.hasRemaining()) {
            text.append('-').append(Integer.toUnsignedString(subAuthorities.getInt()));
        }
        return Optional.of(text.toString());
    }
}
