package chat.parley.limits;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Under which name an address is counted (protocol.md section 9): all ways to write one are one, and of IPv6 a
/// network of 64 bits is, since whoever has one address of it has them all (RFC 6177).
public final class CountedAddress {

    private static final int NETWORK_BYTES = 8;

    /// `64:ff9b::/96`, in which gateways write addresses of IPv4 (RFC 6052 section 2.1): a network that all of them
    /// share.
    private static final byte[] TRANSLATED = {0, 0x64, (byte) 0xFF, (byte) 0x9B, 0, 0, 0, 0, 0, 0, 0, 0};

    private CountedAddress() {}

    /// The canonical form: of IPv4 the address, also where it came inside of IPv6 (`::ffff:192.0.2.1`); of IPv6 the
    /// first address of its network. What is no address stays as it is.
    ///
    /// @param literal an address; a zone behind it (`%eth0`) is dropped
    public static String of(String literal) {
        String address = withoutZone(literal);
        return Network.isAddress(address)
                ? counted(InetAddress.ofLiteral(address)).getHostAddress()
                : literal;
    }

    /// The address itself without the interface that one host calls it by (RFC 4007 section 11).
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
