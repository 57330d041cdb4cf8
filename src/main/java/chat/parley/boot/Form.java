package chat.parley.boot;

/// The format of a setting's value. Named classes rather than lambdas, here and in the code that uses them:
/// every start of a pod runs all of it, and a class loads sooner.
interface Form {

    int LONGEST_SHOWN = 80;

    /// In words, to follow "expected".
    String expected();

    boolean fits(String value);

    /// How an invalid value is shown.
    default String shown(String value) {
        return quoted(value);
    }

    /// "expected …, got …".
    default String refusal(String value) {
        return "expected " + expected() + ", got " + shown(value);
    }

    /// On one line, and not too long to read.
    static String quoted(String value) {
        String shown = value.replaceAll("\\p{Cntrl}", "?");
        return '"' + (shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) + "..." : shown) + '"';
    }
}
