package chat.parley.limits;

import java.net.InetAddress;
import java.util.regex.Pattern;

/// A single address, or a network as in `10.0.0.0/8`.
///
/// @param bits how many leading bits have to be equal
public record Network(InetAddress address, int bits) {

    private static final Pattern LITERAL = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*");

    public Network {
        if (bits < 0 || bits > address.getAddress().length * 8) {
            throw new IllegalArgumentException("parley.trusted-proxies: expected a network of 0 to "
                    + address.getAddress().length * 8 + " bits, got " + address.getHostAddress() + "/" + bits);
        }
    }

    public static Network of(String text) {
        String[] parts = text.strip().split("/", -1);
        if (parts.length > 2 || !isAddress(parts[0]) || (parts.length == 2 && !parts[1].matches("\\d{1,3}"))) {
            throw new IllegalArgumentException(
                    "parley.trusted-proxies: expected an address or a network such as 10.0.0.0/8, got \"" + text
                            + "\"");
        }
        InetAddress address = parsed(parts[0]);
        return new Network(address, parts.length == 2 ? Integer.parseInt(parts[1]) : address.getAddress().length * 8);
    }

    /// Whether it is an address, and not a name that would have to be resolved.
    static boolean isAddress(String text) {
        return LITERAL.matcher(text).matches() && parses(text);
    }

    private static boolean parses(String literal) {
        try {
            InetAddress.ofLiteral(literal);
            return true;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static InetAddress parsed(String literal) {
        return InetAddress.ofLiteral(literal);
    }

    boolean holds(String other) {
        String literal = other.replaceFirst("%.*", "");
        if (!isAddress(literal)) {
            return false;
        }
        byte[] ours = address.getAddress();
        byte[] theirs = parsed(literal).getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
