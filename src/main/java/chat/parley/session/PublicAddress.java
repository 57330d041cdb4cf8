package chat.parley.session;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Distinguishes public addresses from private and loopback ones, which many honest users may share
/// (protocol.md section 9).
final class PublicAddress {

    private PublicAddress() {}

    /// @param literal an IP address, not a name: nothing is looked up
    static boolean is(String literal) {
        if (!literal.matches("[0-9a-fA-F:.]+(%.*)?")) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(literal);
            return !address.isLoopbackAddress()
                    && !address.isSiteLocalAddress()
                    && !address.isLinkLocalAddress()
                    && !address.isAnyLocalAddress()
                    && !uniqueLocal(address.getAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /// RFC 4193: fc00::/7.
    private static boolean uniqueLocal(byte[] address) {
        return address.length == 16 && (address[0] & 0xFE) == 0xFC;
    }
}
