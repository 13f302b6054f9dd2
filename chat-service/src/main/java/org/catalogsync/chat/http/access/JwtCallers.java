package org.catalogsync.chat.http.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.InetAddress;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Users by their tokens: signed with RS256 or ES256 by a key of the issuer's, from it, for us, and not over. */
public final class JwtCallers implements Callers {
    /** Clocks differ. */
    static final Duration SKEW = Duration.ofSeconds(30);

    private static final int LONGEST_TOKEN = 6_144;
    private static final int LONGEST_USER = 128;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /** Takes tokens that these settings allow. */
    public JwtCallers(TokenSettings settings, Keys keys, InstantSource clock) {
        // Only these two: with a secret-key algorithm among them a public key could be used as the secret.
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), keys));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        DefaultJWTClaimsVerifier<SecurityContext> claims =
                new DefaultJWTClaimsVerifier<>(
                        settings.audience(),
                        new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                        Set.of("sub", "exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        claims.setMaxClockSkew((int) SKEW.toSeconds());
        processor.setJWTClaimsSetVerifier(claims);
    }

    @Override
    public Caller who(@Nullable String token, InetAddress from, String client) {
        if (token == null) {
            throw new Refused(Why.NO_TOKEN);
        }
        if (token.length() > LONGEST_TOKEN) {
            throw new Refused(Why.BAD_TOKEN);
        }
        try {
            // As a signed one: an unsigned or an encrypted one is none.
            JWTClaimsSet claims = processor.process(SignedJWT.parse(token), null);
            String user = claims.getSubject();
            Date end = claims.getExpirationTime();
            if (user == null || user.isBlank() || user.length() > LONGEST_USER || end == null) {
                throw new Refused(Why.BAD_TOKEN);
            }
            return new Caller(user, end.toInstant().plus(SKEW));
        } catch (KeySourceException e) {
            // The token may be a good one: that is not the customer's fault.
            throw new Refused(Why.KEYS_AWAY, Keys.SOON);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new Refused(Why.BAD_TOKEN);
        }
    }
}
