package chat.parley.identity;

import java.io.IOException;
import org.jose4j.http.Get;
import org.jose4j.http.SimpleResponse;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/// Asks for the issuer's keys and notes what came of it. An answer that holds no keys is passed on as it is: the one
/// who
/// asked refuses it.
final class KeysGet extends Get {

    private final IssuerMeters meters;

    KeysGet(IssuerMeters meters) {
        this.meters = meters;
    }

    @Override
    public SimpleResponse get(String location) throws IOException {
        try {
            SimpleResponse response = super.get(location);
            note(response.getBody());
            return response;
        } catch (IOException away) {
            meters.failed();
            throw away;
        }
    }

    private void note(String body) {
        try {
            meters.fetched(new JsonWebKeySet(body).getJsonWebKeys().size());
        } catch (JoseException noKeys) {
            meters.failed();
        }
    }
}
