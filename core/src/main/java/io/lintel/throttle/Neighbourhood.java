package io.lintel.throttle;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Who counts as one by their address: what one subscriber is given, and what is given out together.
final class Neighbourhood {

    private Neighbourhood() {}

    /// An IPv4 address, or the /64 of an IPv6 address, within which a machine chooses its address freely.
    static String household(InetAddress address) {
        return leading(address, address instanceof Inet4Address ? 4 : 8);
    }

    /// The /24 of an IPv4 address, or the /48 of an IPv6 address.
    static String street(InetAddress address) {
        return leading(address, address instanceof Inet4Address ? 3 : 6);
    }

    private static String leading(InetAddress address, int bytes) {
        return HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), bytes));
    }
}
