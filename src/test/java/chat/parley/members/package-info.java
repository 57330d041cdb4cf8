/// Members as a fault: nobody's cost is another's, whatever a member, a backend or an issuer does, on packaged pods.
@NullMarked
package chat.parley.members;

import org.jspecify.annotations.NullMarked;
