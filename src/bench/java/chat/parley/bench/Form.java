package chat.parley.bench;

/// How much is measured.
///
/// @param repetitions of each contender's rows
/// @param warmup seconds of the very work before each of its windows
/// @param window seconds that count
/// @param resumes clients that are cut and come back
/// @param further whether warming up, starting, TLS, the curves and the micro-benchmarks are in it
record Form(int repetitions, double warmup, double window, int resumes, boolean further) {

    /// About eight minutes for a quiet machine with both peers.
    static final Form SHORT = new Form(1, 8, 4, 1000, false);

    /// What performance.md shows.
    static final Form WHOLE = new Form(3, 30, 6, 5000, true);
}
