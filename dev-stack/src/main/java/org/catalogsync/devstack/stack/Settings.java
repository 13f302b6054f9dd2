package org.catalogsync.devstack.stack;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.catalogsync.devstack.part.Parts;

/** The environment variables by which applications find the parts. */
public final class Settings {

    /** Letters and digits only: DynamoDB Local refuses any other key. */
    private static final Map<String, String> ALWAYS = Map.of(
            "AWS_REGION", "ap-northeast-1",
            "AWS_DEFAULT_REGION", "ap-northeast-1",
            "AWS_ACCESS_KEY_ID", "catalogsyncdev",
            "AWS_SECRET_ACCESS_KEY", "catalogsyncdev",
            "CATALOG_SYNC_PROFILE", "dev");

    private Settings() {}

    /** The settings that lead to the given parts. */
    public static Map<String, String> of(Collection<RunningPart> parts) {
        Map<String, String> settings = new TreeMap<>(ALWAYS);
        parts.forEach(part -> settings.putAll(Parts.named(part.name()).settings(part.url())));
        return settings;
    }

    /**
     * A file for the launcher: one line per part (label, process, port), then settings that leave what the user has set
     * alone.
     */
    static String shell(Collection<RunningPart> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append("#part ")
                .append(part.name().label())
                .append(' ')
                .append(part.process().pid())
                .append(' ')
                .append(part.port())
                .append('\n'));
        of(parts)
                .forEach((name, value) -> text.append("export ")
                        .append(name)
                        .append("=\"${")
                        .append(name)
                        .append(":-")
                        .append(value)
                        .append("}\"\n"));
        return text.toString();
    }
}
