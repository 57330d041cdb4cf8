package chat.parley.boot;

/// The distance between the typed and the intended name (Levenshtein). Omissions cost least: that is how
/// names are mostly wrong.
final class Typing {

    private static final int LEFT_OUT = 1;
    private static final int OTHERWISE = 2;

    private Typing() {}

    static int effort(String typed, String meant) {
        int[] distances = new int[meant.length() + 1];
        for (int j = 1; j <= meant.length(); j++) {
            distances[j] = j * LEFT_OUT;
        }
        for (int i = 1; i <= typed.length(); i++) {
            distances = next(distances, typed.charAt(i - 1), i, meant);
        }
        return distances[meant.length()];
    }

    private static int[] next(int[] distances, char letter, int letters, String meant) {
        int[] next = new int[distances.length];
        next[0] = letters * OTHERWISE;
        for (int j = 1; j < distances.length; j++) {
            int same = distances[j - 1] + (letter == meant.charAt(j - 1) ? 0 : OTHERWISE);
            next[j] = Math.min(same, Math.min(distances[j] + OTHERWISE, next[j - 1] + LEFT_OUT));
        }
        return next;
    }
}
