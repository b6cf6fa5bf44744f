package io.lintel.connector.support;

import io.lintel.connector.ConnectorException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where calls may go. A host the administrator wrote down may be anywhere. Any other must not be on this machine,
/// on its link or where clouds keep the secrets of their machines, whatever its name resolves to.
///
/// The name is looked up a moment before the HTTP client does the same; the JVM remembers the answer for longer
/// than that (security property `networkaddress.cache.ttl`), so that the client connects to what was checked.
public final class Destinations {

    /// Metadata services outside the link-local range.
    private static final Set<InetAddress> METADATA = Stream.of(
                    "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254", "fd20:ce::254")
            .map(InetAddress::ofLiteral)
            .collect(Collectors.toUnmodifiableSet());

    private final Set<String> configured;
    private final Predicate<InetAddress> refused;

    private Destinations(Collection<String> configured, Predicate<InetAddress> refused) {
        this.configured =
                configured.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.refused = refused;
    }

    /// @param hosts that the administrator wrote down, as they stand in addresses
    public static Destinations of(Collection<String> hosts) {
        return new Destinations(hosts, Destinations::isOutOfBounds);
    }

    /// Nowhere but in the public Internet: for addresses that a stranger wrote down.
    ///
    /// @param hosts that the administrator wrote down all the same
    public static Destinations inPublic(Collection<String> hosts) {
        return new Destinations(hosts, address -> isOutOfBounds(address) || PrivateNetworks.hold(address));
    }

    /// May take as long as the resolver does.
    ///
    /// @param proxied whether a proxy does the look-up: then only an address written as such is checked
    /// @throws ConnectorException unavailable if the name cannot be resolved, misconfigured if the host is out of
    ///     bounds, invalid response if there is no host to speak HTTP with
    void check(URI uri, boolean proxied) {
        var origin = origin(uri);
        if (configured.contains(origin.host())) {
            return;
        }
        var addresses = proxied ? literal(origin.host()) : resolved(origin.host());
        if (addresses.anyMatch(refused)) {
            throw ConnectorException.misconfigured("the name " + origin.host()
                    + " leads to this machine, its link, a metadata service or a network that is closed to this call;"
                    + " only a host that is written in the configuration may");
        }
    }

    private static Origin origin(URI uri) {
        try {
            return Origin.of(uri);
        } catch (IllegalArgumentException nowhere) {
            throw ConnectorException.invalidResponse("an address is not one of a host with http or https", nowhere);
        }
    }

    private static Stream<InetAddress> literal(String host) {
        try {
            return Stream.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException name) {
            return Stream.empty();
        }
    }

    private static Stream<InetAddress> resolved(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            throw ConnectorException.unavailable("the name " + host + " cannot be resolved", unknown);
        }
    }

    static boolean isOutOfBounds(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || METADATA.contains(address)
                || (address.getAddress()[0] == 0 && address.getAddress().length == 4)
                || (address instanceof Inet6Address six && embedsOutOfBounds(six));
    }

    /// An IPv4 address in the last bytes (`::a.b.c.d`, and `64:ff9b::/96` of RFC 6052) or behind `2002:` (RFC
    /// 3056).
    private static boolean embedsOutOfBounds(Inet6Address address) {
        var bytes = address.getAddress();
        if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            return isOutOfBounds(ofBytes(bytes, 2));
        }
        var translated = bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xff && bytes[3] == (byte) 0x9b;
        return (translated || address.isIPv4CompatibleAddress()) && isOutOfBounds(ofBytes(bytes, 12));
    }

    private static InetAddress ofBytes(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
