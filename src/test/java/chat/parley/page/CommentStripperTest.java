package chat.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// What a browser gets of a source that people wrote for each other.
final class CommentStripperTest {
    @Test
    void commentsOnTheirOwnLinesAreRemoved() {
        String source = """
                /**
                 * Says hello.
                 */
                export function hello() {
                  // Politely.
                  return 'hello';
                }
                """;
        assertEquals("""
                export function hello() {
                  return 'hello';
                }
                """, CommentStripper.strippedFrom(MediaType.JS, source));
    }

    @Test
    void textThatOnlyLooksLikeACommentIsKept() {
        String source = "const address = 'https://example.org'; // said beside\nconst all = '/* not this */';\n";
        assertEquals(source, CommentStripper.strippedFrom(MediaType.JS, source));
    }

    @Test
    void styleSheetLosesItsCommentsAndEmptyLines() {
        assertEquals("a {\n}\nb {\n}\n", CommentStripper.strippedFrom(MediaType.CSS, "/* Why. */\na {\n}\n\nb {\n}\n"));
    }

    @Test
    void otherFilesAreUnchanged() {
        assertEquals("/* here */\n", CommentStripper.strippedFrom(MediaType.SVG, "/* here */\n"));
    }
}
