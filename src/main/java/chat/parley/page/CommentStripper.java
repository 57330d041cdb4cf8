package chat.parley.page;

import java.util.regex.Pattern;

/// Removes comments, which only readers of the sources need, and which would be a sixth of the transferred
/// bytes.
///
/// Only comments on lines of their own are removed, so that nothing inside a string is ever mistaken for one;
/// no line of a template may begin like a comment.
final class CommentStripper {
    private static final Pattern BLOCK =
            Pattern.compile("^[ \\t]*/\\*.*?\\*/[ \\t]*\\R", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("^[ \\t]*//.*\\R", Pattern.MULTILINE);
    private static final Pattern EMPTY = Pattern.compile("^[ \\t]*\\R", Pattern.MULTILINE);

    private CommentStripper() {}

    static String strippedFrom(MediaType type, String text) {
        return switch (type) {
            case CSS -> without(EMPTY, without(BLOCK, text));
            case JS -> without(LINE, without(BLOCK, text));
            case HTML, ICO, JPG, MAP, PNG, SVG, WEBMANIFEST, YAML -> text;
        };
    }

    private static String without(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll("");
    }
}
