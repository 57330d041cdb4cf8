package chat.parley.boot;

/// What a setting's value has to be. Named classes rather than lambdas, here and in what looks at them: a pod goes
/// through all of it at each start, and a class is there sooner.
interface Form {

    int LONGEST_SHOWN = 80;

    /// In words, to follow "expected".
    String expected();

    boolean fits(String value);

    /// How one that does not fit is told of.
    default String shown(String value) {
        return quoted(value);
    }

    /// "expected …, got …".
    default String refusal(String value) {
        return "expected " + expected() + ", got " + shown(value);
    }

    /// On one line, and no longer than one reads.
    static String quoted(String value) {
        String line = value.replaceAll("\\p{Cntrl}", "?");
        return '"' + (line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "..." : line) + '"';
    }
}
