package chat.parley.kit;

/// The form in which faults are tested: short in every build, or long (`-Dparley.faults=long`), with
/// production's settings and times.
public final class Form {

    private Form() {}

    public static boolean isLong() {
        return "long".equals(System.getProperty("parley.faults"));
    }
}
