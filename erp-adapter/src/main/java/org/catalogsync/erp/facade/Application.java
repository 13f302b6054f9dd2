package org.catalogsync.erp.facade;

/** The facade as a process. */
public final class Application {

    private Application() {}

    public static void main(String[] args) {
        logToStandardError();
        System.exit(ServeCommand.execute(System.getenv(), System.out, System.err, args));
    }

    /** One line each with its time; what the user has set stays. A file beside the classes would set it for every program that has the adapter on its class path. */
    private static void logToStandardError() {
        unlessSet("showDateTime", "true");
        unlessSet("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        unlessSet("showThreadName", "false");
    }

    private static void unlessSet(String name, String value) {
        String property = "org.slf4j.simpleLogger." + name;
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
