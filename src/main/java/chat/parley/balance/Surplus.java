package chat.parley.balance;

import chat.parley.admin.PodLoad;
import java.util.List;

/// How many connections a pod has too many.
///
/// @param above percent over the mean from which on they are too many
/// @param least what a pod keeps in any case
record Surplus(int above, int least) {

    private static final long PERCENT = 100;

    /// The connections above the mean of all pods; 0 unless there are so many that some should move.
    ///
    /// @param own connections of this pod
    /// @param others the other living pods; those that drain do not count
    /// @param begun whether some have moved already: then it goes on down to the mean
    long of(long own, List<PodLoad> others, boolean begun) {
        List<PodLoad> staying = others.stream().filter(pod -> !pod.draining()).toList();
        long pods = staying.size() + 1L;
        long sum = own + staying.stream().mapToLong(PodLoad::connections).sum();
        boolean tooMany = begun || PERCENT * own * pods > (PERCENT + above) * sum;
        long kept = Math.max(least, (sum + pods - 1) / pods);
        return tooMany ? Math.max(0, own - kept) : 0;
    }
}
