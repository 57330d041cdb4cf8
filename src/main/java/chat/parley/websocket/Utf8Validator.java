package chat.parley.websocket;

/// Validates UTF-8 (RFC 3629) byte by byte, across frames and reads: no overlong forms, no surrogates,
/// nothing above U+10FFFF.
final class Utf8Validator {

    private int missing;
    private int low = 0x80;
    private int high = 0xBF;

    /// Takes the next byte; false if it is not valid there.
    boolean accept(int octet) {
        if (missing == 0) {
            return octet < 0x80 || begin(octet);
        }
        boolean fits = octet >= low && octet <= high;
        low = 0x80;
        high = 0xBF;
        missing--;
        return fits;
    }

    /// True between two characters: the only place where a text may end.
    boolean complete() {
        return missing == 0;
    }

    void reset() {
        missing = 0;
        low = 0x80;
        high = 0xBF;
    }

    private boolean begin(int octet) {
        if (octet >= 0xC2 && octet <= 0xDF) {
            missing = 1;
        } else if (octet >= 0xE0 && octet <= 0xEF) {
            missing = 2;
            low = octet == 0xE0 ? 0xA0 : 0x80;
            high = octet == 0xED ? 0x9F : 0xBF;
        } else if (octet >= 0xF0 && octet <= 0xF4) {
            missing = 3;
            low = octet == 0xF0 ? 0x90 : 0x80;
            high = octet == 0xF4 ? 0x8F : 0xBF;
        } else {
            return false;
        }
        return true;
    }
}
