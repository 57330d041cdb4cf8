package chat.parley.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A key that has not ended, with the digests of the secrets that are good now: one, or two while it is being
/// rotated.
record StoredKey(KeyRecord record, List<String> digests) {

    StoredKey {
        digests = List.copyOf(digests);
    }

    /// What the store says of a key; empty for one that does not exist or has expired.
    ///
    /// @param now by the store's clock
    /// @param text of [KeyRecord#read], or ""
    /// @param secrets "expires digest" and then perhaps " until digest", or ""
    static Optional<StoredKey> read(String id, String text, String secrets, OptionalLong used, long now) {
        if (text.isEmpty() || secrets.isEmpty()) {
            return Optional.empty();
        }
        String[] words = secrets.split(" ", -1);
        long expires = Long.parseLong(words[0]);
        if (expires > 0 && expires <= now) {
            return Optional.empty();
        }
        List<String> digests = new ArrayList<>(2);
        digests.add(words[1]);
        if (words.length > 3 && Long.parseLong(words[2]) > now) {
            digests.add(words[3]);
        }
        OptionalLong end = expires > 0 ? OptionalLong.of(expires) : OptionalLong.empty();
        return Optional.of(new StoredKey(KeyRecord.read(id, text, used, end), digests));
    }

    /// Whether one of its secrets is the presented one; looks at all of them in any case.
    boolean accepts(PresentedKey presented) {
        boolean accepted = false;
        for (String digest : digests) {
            accepted |= presented.is(digest);
        }
        return accepted;
    }

    KeyGrant grant(PresentedKey presented) {
        return new KeyGrant(record.id(), record.scopes(), Set.copyOf(record.rooms()), presented.digest());
    }
}
