package org.catalogsync.devstack.events;

/** How EventBridge names its things to others. */
final class Arns {

    private static final String PREFIX = "arn:aws:events:" + PutEvents.REGION + ":" + PutEvents.ACCOUNT + ":";

    private Arns() {}

    static String bus(String name) {
        return PREFIX + "event-bus/" + name;
    }

    static String rule(String bus, String name) {
        return PREFIX + "rule/" + (bus.equals(Buses.DEFAULT) ? name : bus + "/" + name);
    }

    static String archive(String name) {
        return PREFIX + "archive/" + name;
    }

    static String replay(String name) {
        return PREFIX + "replay/" + name;
    }

    /** The name at the end of an ARN, or the name itself. */
    static String nameIn(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}
