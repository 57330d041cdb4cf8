package chat.parley.bench;

/// How much is measured.
/// @param repetitions of each contender's rows
/// @param warmup seconds of the same workload before each of its windows
/// @param window seconds that count
/// @param resumes clients that are cut and reconnect
/// @param further whether it includes warm-up, startup, TLS, the curves and the micro-benchmarks
record Form(int repetitions, double warmup, double window, int resumes, boolean further) {

    /// About eight minutes for a quiet machine with both peers.
    static final Form SHORT = new Form(1, 8, 4, 1000, false);

    /// What performance.md shows.
    static final Form WHOLE = new Form(3, 30, 6, 5000, true);
}
