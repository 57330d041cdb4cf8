package chat.parley.protocol;

/// Which code points are visible (protocol.md sections 3 and 4). What Unicode lets fonts leave out counts as
/// hidden even if no character is assigned to it yet: it would be invisible once it is.
final class Glyphs {

    /// Pairs of first and last: `Default_Ignorable_Code_Point` of Unicode 17.0 (DerivedCoreProperties.txt).
    private static final int[] IGNORABLE = {
        0x00AD, 0x00AD, 0x034F, 0x034F, 0x061C, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x200B, 0x200F,
        0x202A, 0x202E, 0x2060, 0x206F, 0x3164, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFF8,
        0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF
    };

    /// Blank although Unicode counts them as letters or symbols: the braille pattern without dots, the null
    /// notehead, and a Khitan filler.
    private static final String BLANK = "\u2800\ud834\udd59\ud81b\udfe4";

    private static final int LAST_OF_A_PLANE = 0xFFFE;

    private Glyphs() {}

    /// Whether it is invisible, or changes how its neighbours are displayed.
    static boolean isHidden(int point) {
        return isControl(point) || isIgnorable(point) || isNoCharacter(point) || BLANK.indexOf(point) >= 0;
    }

    /// Java's white space excludes the no-break spaces, which look just as empty.
    static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point);
    }

    /// Whether it is drawn onto the character before it.
    static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /// Whether `text` has nothing visible: marks need a character to be drawn onto.
    static boolean blank(String text) {
        return text.codePoints().allMatch(point -> isSpace(point) || isHidden(point) || isMark(point));
    }

    static boolean isControl(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static boolean isIgnorable(int point) {
        for (int i = 0; i < IGNORABLE.length; i += 2) {
            if (point >= IGNORABLE[i] && point <= IGNORABLE[i + 1]) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNoCharacter(int point) {
        return (point & LAST_OF_A_PLANE) == LAST_OF_A_PLANE || (point >= 0xFDD0 && point <= 0xFDEF);
    }
}
