package org.catalogsync.erp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the ERP wants to see in the header of each envelope. Its text form shows no secret.
 *
 * @param token goes as {@code inv:AuthToken}
 * @param usernameToken goes beside it as WS-Security's UsernameToken, where a gateway in front of the ERP asks for one
 */
public record Credentials(Secret token, @Nullable UsernameToken usernameToken) {

    /** A name and a password as they are (PasswordText); HTTPS is what hides them on the way. */
    public record UsernameToken(String username, Secret password) {}

    /**
     * From {@code ERP_AUTH_TOKEN}, and {@code ERP_USERNAME} with {@code ERP_PASSWORD}, the latter both or none.
     *
     * @throws InvalidSettings naming the variables that are missing, never what they hold
     */
    public static Credentials fromEnvironment(Map<String, String> environment) {
        String token = environment.getOrDefault("ERP_AUTH_TOKEN", "").trim();
        String username = environment.getOrDefault("ERP_USERNAME", "").trim();
        String password = environment.getOrDefault("ERP_PASSWORD", "").trim();
        List<String> problems = new ArrayList<>();
        if (token.isEmpty()) {
            problems.add("the ERP's token: ERP_AUTH_TOKEN is not set");
        }
        if (username.isEmpty() != password.isEmpty()) {
            problems.add("the ERP's user: ERP_USERNAME and ERP_PASSWORD go together, and only one of them is set");
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return new Credentials(
                new Secret(token), username.isEmpty() ? null : new UsernameToken(username, new Secret(password)));
    }
}
