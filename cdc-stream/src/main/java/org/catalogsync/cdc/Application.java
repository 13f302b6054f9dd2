package org.catalogsync.cdc;

import java.util.Arrays;
import java.util.Map;
import org.catalogsync.cdc.command.Cdc;
import org.catalogsync.cdc.files.FileTask;
import org.catalogsync.cdc.kinesis.BinderClients;
import org.catalogsync.stores.StoresSettings;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The stream as a process. */
@SpringBootApplication
@EnableConfigurationProperties(StreamSettings.class)
public class Application {

    public static void main(String[] args) {
        System.exit(Cdc.execute(System.getenv(), System.out, System.err, args));
    }

    /**
     * Starts the stream; it runs until the context is closed.
     *
     * @param environment what says where the stores are
     * @param properties settings that win over the configuration file, as {@code name=value}
     */
    public static ConfigurableApplicationContext start(Map<String, String> environment, String... properties) {
        StoresSettings stores = StoresSettings.fromEnvironment(environment);
        return run(on(stores).properties(BinderClients.properties(stores)), properties);
    }

    /** Starts with change files in the place of the stream; neither Kinesis nor its binder are touched. The rest is the same. */
    public static ConfigurableApplicationContext startOnFiles(
            Map<String, String> environment, FileTask task, String... properties) {
        SpringApplicationBuilder application = on(StoresSettings.fromEnvironment(environment))
                .profiles("files")
                .initializers(
                        context -> ((GenericApplicationContext) context).registerBean(FileTask.class, () -> task));
        return run(application, properties);
    }

    private static SpringApplicationBuilder on(StoresSettings stores) {
        return new SpringApplicationBuilder(Application.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .initializers(context ->
                        ((GenericApplicationContext) context).registerBean(StoresSettings.class, () -> stores));
    }

    private static ConfigurableApplicationContext run(SpringApplicationBuilder application, String... properties) {
        return application.run(
                Arrays.stream(properties).map(property -> "--" + property).toArray(String[]::new));
    }
}
