package chat.parley.limits;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// The canonical name under which an address is counted (protocol.md section 9): all spellings of an address
/// are equal, and an IPv6 address counts as its network of 64 bits, since whoever has one address of it has
/// them all (RFC 6177).
public final class CountedAddress {

    private static final int NETWORK_BYTES = 8;

    /// `64:ff9b::/96`, in which gateways embed IPv4 addresses (RFC 6052 section 2.1): a network that all of
    /// them share.
    private static final byte[] TRANSLATED = {0, 0x64, (byte) 0xFF, (byte) 0x9B, 0, 0, 0, 0, 0, 0, 0, 0};

    private CountedAddress() {}

    /// The canonical form: for IPv4 the address, also if embedded in IPv6 (`::ffff:192.0.2.1`); for IPv6 the
    /// first address of its network. Anything else is returned unchanged.
    ///
    /// @param literal an address; a zone after it (`%eth0`) is dropped
    public static String of(String literal) {
        String address = withoutZone(literal);
        return Network.isAddress(address)
                ? counted(InetAddress.ofLiteral(address)).getHostAddress()
                : literal;
    }

    /// The address without its zone, which is local to one host (RFC 4007 section 11).
    static String withoutZone(String literal) {
        int zone = literal.indexOf('%');
        return zone < 0 ? literal : literal.substring(0, zone);
    }

    private static InetAddress counted(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return address;
        }
        return Arrays.equals(bytes, 0, TRANSLATED.length, TRANSLATED, 0, TRANSLATED.length)
                ? of(Arrays.copyOfRange(bytes, TRANSLATED.length, bytes.length))
                : of(Arrays.copyOf(Arrays.copyOf(bytes, NETWORK_BYTES), bytes.length));
    }

    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("expected 4 or 16 bytes, got " + bytes.length, e);
        }
    }
}
