package chat.parley.identity;

import chat.parley.protocol.KeyScope;
import chat.parley.protocol.RoomId;
import java.util.HashSet;
import java.util.Set;

/// What a key lets its holder do (protocol.md section 11).
///
/// @param id of the key
/// @param rooms the only ones in which it may do anything; empty for all
/// @param digest of its secret, which tells apart the two secrets of a key that is being rotated
public record KeyGrant(String id, Set<KeyScope> scopes, Set<RoomId> rooms, String digest) {

    public KeyGrant {
        scopes = Set.copyOf(scopes);
        rooms = Set.copyOf(rooms);
    }

    /// Whether it has this scope, in whichever rooms.
    public boolean has(KeyScope scope) {
        return scopes.contains(scope);
    }

    /// Whether it is for certain rooms only.
    public boolean narrow() {
        return !rooms.isEmpty();
    }

    /// Whether its rooms, if it has any, include this one.
    public boolean reaches(RoomId room) {
        return rooms.isEmpty() || rooms.contains(room);
    }

    /// Whether its `rooms` names this one and it may send: then it writes there even where few may. A key for all
    /// rooms names none.
    public boolean mayWriteWhereFewMay(RoomId room) {
        return has(KeyScope.SEND) && rooms.contains(room);
    }

    /// The roles of a token that may do the same.
    Set<String> roles() {
        Set<String> roles = new HashSet<>();
        if (has(KeyScope.ADMIN)) {
            roles.add(VerifiedToken.ADMIN);
        }
        if (has(KeyScope.EMIT) && !narrow()) {
            roles.add(VerifiedToken.BROADCAST);
        }
        if (has(KeyScope.ROOMS)) {
            roles.add(VerifiedToken.CREATE);
        }
        return roles;
    }

    /// Never shows the digest.
    @Override
    public String toString() {
        return "key " + id + " " + scopes + " " + rooms;
    }
}
