package chat.parley.boot;

import java.util.Locale;

/// A setting and the format of its value.
///
/// @param name as a property
/// @param usual the variable by which it is usually set if that is not its own; otherwise empty
record Setting(String name, Form form, String usual) {

    Setting(String name, Form form) {
        this(name, form, "");
    }

    /// The environment variable of the same name.
    String variable() {
        return variable(name);
    }

    static String variable(String name) {
        return name.replaceAll("[^a-zA-Z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /// All of its names.
    String title() {
        return usual.isEmpty() ? name + " (" + variable() + ")" : usual + " (" + name + ", " + variable() + ")";
    }
}
