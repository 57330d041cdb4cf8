/// Members as a source of faults: nobody pays for another's costs, whatever a member, a backend or an issuer
/// does, on packaged pods.
@NullMarked
package chat.parley.members;

import org.jspecify.annotations.NullMarked;
