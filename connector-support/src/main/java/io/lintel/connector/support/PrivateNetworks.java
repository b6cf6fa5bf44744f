package io.lintel.connector.support;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// Networks that are not part of the public Internet (RFC 6890), besides those that [Destinations] never lets
/// through.
final class PrivateNetworks {

    private record Network(InetAddress address, int bits) {

        boolean holds(InetAddress other) {
            var mine = address.getAddress();
            var theirs = other.getAddress();
            if (mine.length != theirs.length) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> (bit % Byte.SIZE);
                if (((mine[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Network> NETWORKS = List.of(
            // RFC 1918
            network("10.0.0.0", 8),
            network("172.16.0.0", 12),
            network("192.168.0.0", 16),
            // RFC 6598: shared by the customers of a provider
            network("100.64.0.0", 10),
            network("192.0.0.0", 24),
            // RFC 2544: benchmarks
            network("198.18.0.0", 15),
            network("240.0.0.0", 4),
            // RFC 4193: local
            network("fc00::", 7),
            // RFC 3879: local, once
            network("fec0::", 10),
            // RFC 8215: translated locally
            network("64:ff9b:1::", 48),
            // RFC 4380: tunnels
            network("2001::", 32));

    private static final Network TRANSLATED = network("64:ff9b::", 96);
    private static final Network SIX_TO_FOUR = network("2002::", 16);

    private PrivateNetworks() {}

    /// Also if an IPv6 address carries an IPv4 one of them (RFC 6052; RFC 3056).
    static boolean hold(InetAddress address) {
        return holdItself(address)
                || (TRANSLATED.holds(address) && holdItself(carried(address, 12)))
                || (SIX_TO_FOUR.holds(address) && holdItself(carried(address, 2)));
    }

    private static boolean holdItself(InetAddress address) {
        return NETWORKS.stream().anyMatch(network -> network.holds(address));
    }

    private static InetAddress carried(InetAddress address, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), from, from + 4));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }

    private static Network network(String address, int bits) {
        return new Network(InetAddress.ofLiteral(address), bits);
    }
}
