package chat.parley.kit;

/// In which form faults are tested: short in every build, or long (`-Dparley.faults=long`), with the settings and the
/// times of production.
public final class Form {

    private Form() {}

    public static boolean isLong() {
        return "long".equals(System.getProperty("parley.faults"));
    }
}
