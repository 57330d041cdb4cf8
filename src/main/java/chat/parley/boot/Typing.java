package chat.parley.boot;

/// How far what was typed is from what was meant (Levenshtein's distance). What was left out counts least: that is how
/// names are mostly wrong.
final class Typing {

    private static final int LEFT_OUT = 1;
    private static final int OTHERWISE = 2;

    private Typing() {}

    static int effort(String typed, String meant) {
        int[] row = new int[meant.length() + 1];
        for (int j = 1; j <= meant.length(); j++) {
            row[j] = j * LEFT_OUT;
        }
        for (int i = 1; i <= typed.length(); i++) {
            row = next(row, typed.charAt(i - 1), i, meant);
        }
        return row[meant.length()];
    }

    private static int[] next(int[] row, char letter, int letters, String meant) {
        int[] next = new int[row.length];
        next[0] = letters * OTHERWISE;
        for (int j = 1; j < row.length; j++) {
            int same = row[j - 1] + (letter == meant.charAt(j - 1) ? 0 : OTHERWISE);
            next[j] = Math.min(same, Math.min(row[j] + OTHERWISE, next[j - 1] + LEFT_OUT));
        }
        return next;
    }
}
