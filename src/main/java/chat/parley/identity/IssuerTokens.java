package chat.parley.identity;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.KeyLocationResolver;
import io.smallrye.jwt.auth.principal.ParseException;
import org.jose4j.http.Get;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/// Reads tokens as SmallRye does by itself, with keys that a [KeysGet] asks for.
final class IssuerTokens extends JWTCallerPrincipalFactory {

    private final IssuerMeters meters;
    private final Parser parser = new Parser();

    IssuerTokens(IssuerMeters meters) {
        this.meters = meters;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
        JwtContext read = parser.parse(token, rules);
        return new DefaultJWTCallerPrincipal(read.getJoseObjects().getFirst().getHeader("typ"), read.getJwtClaims());
    }

    /// One that could not be made, because the issuer is away, is made again for the next token.
    private final class Parser extends DefaultJWTTokenParser {

        private @Nullable Keys keys;

        @Override
        protected synchronized VerificationKeyResolver getVerificationKeyResolver(JWTAuthContextInfo rules)
                throws UnresolvableKeyException {
            Keys known = keys;
            if (known == null) {
                known = new Keys(rules);
                keys = known;
            }
            return known;
        }
    }

    /// It asks from within its constructor.
    private final class Keys extends KeyLocationResolver {

        private Keys(JWTAuthContextInfo rules) throws UnresolvableKeyException {
            super(rules);
        }

        @Override
        protected Get getHttpGet() {
            return new KeysGet(meters);
        }
    }
}
