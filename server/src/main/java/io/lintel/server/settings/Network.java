package io.lintel.server.settings;

import java.net.InetAddress;
import java.util.regex.Pattern;

/// A range of IP addresses, such as `10.0.0.0/8`.
///
/// @param length how many leading bits of an address must be those of `first`
public record Network(InetAddress first, int length) {

    private static final Pattern SHAPE =
            Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)/(\\d{1,3})");

    public Network {
        if (length < 0 || length > first.getAddress().length * 8) {
            throw new IllegalArgumentException(
                    "is not a network: there are 0 to " + first.getAddress().length * 8 + " bits behind the /");
        }
    }

    /// @throws IllegalArgumentException if it is none; the message continues the path of its key
    public static Network parse(String text) {
        var matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is \"" + Place.printable(text)
                    + "\", not a network such as 10.0.0.0/8 or fd00::/8 (a single address ends in /32 or /128)");
        }
        return new Network(address(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("is not a network: there is no address " + literal, malformed);
        }
    }

    /// Whether an address is in this range; an address of the other family never is.
    public boolean contains(InetAddress address) {
        var there = address.getAddress();
        var here = first.getAddress();
        if (there.length != here.length) {
            return false;
        }
        for (var bit = 0; bit < length; bit++) {
            var mask = 0x80 >> (bit % 8);
            if ((there[bit / 8] & mask) != (here[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + length;
    }
}
