package org.catalogsync.devstack.events;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.catalogsync.devstack.http.ApiError;
import org.jspecify.annotations.Nullable;

/** EventBridge's operations on archives and replays. Their lists are answered whole, without pages. */
final class ArchiveApi {

    private final Buses buses;
    private final Archives archives;
    private final Replays replays;
    private final Clock clock;

    ArchiveApi(Buses buses, Archives archives, Replays replays, Clock clock) {
        this.buses = buses;
        this.archives = archives;
        this.replays = replays;
        this.clock = clock;
    }

    Map<String, Object> createArchive(Input in) {
        // The name is also that of a file.
        String name = checkedName(in.required("ArchiveName"), 48);
        Bus bus = buses.bus(in.required("EventSourceArn"));
        String pattern = in.optional("EventPattern");
        if (pattern != null) {
            EventBridgeApi.checkPattern(pattern);
        }
        Archive archive = new Archive(
                name, bus.name(), pattern, in.optional("Description"), in.number("RetentionDays", 0), clock.instant());
        archives.create(archive);
        return Map.of("ArchiveArn", Arns.archive(name), "State", "ENABLED", "CreationTime", seconds(archive.created()));
    }

    Map<String, Object> describeArchive(Input in) {
        Archives.Kept kept = archives.kept(in.required("ArchiveName"));
        Map<String, Object> described = listed(kept);
        described.put("ArchiveArn", Arns.archive(kept.archive().name()));
        putIfThere(described, "EventPattern", kept.archive().eventPattern());
        putIfThere(described, "Description", kept.archive().description());
        return described;
    }

    Map<String, Object> listArchives(Input in) {
        String prefix = in.or("NamePrefix", "");
        String source = in.optional("EventSourceArn");
        return Map.of(
                "Archives",
                archives.all().stream()
                        .filter(kept -> kept.archive().name().startsWith(prefix))
                        .filter(kept ->
                                source == null || Arns.bus(kept.archive().bus()).equals(source))
                        .filter(kept -> in.or("State", "ENABLED").equals("ENABLED"))
                        .map(ArchiveApi::listed)
                        .toList());
    }

    Map<String, Object> deleteArchive(Input in) {
        archives.delete(in.required("ArchiveName"));
        return Map.of();
    }

    Map<String, Object> startReplay(Input in) {
        String name = checkedName(in.required("ReplayName"), 64);
        Archive archive =
                archives.kept(Arns.nameIn(in.required("EventSourceArn"))).archive();
        Input destination = in.structure("Destination");
        Replay replay = new Replay(
                name,
                archive.name(),
                in.optional("Description"),
                in.instant("EventStartTime"),
                in.instant("EventEndTime"),
                buses.bus(destination.required("Arn")).name(),
                destination.list("FilterArns", String.class),
                Replay.State.STARTING,
                null,
                clock.instant(),
                null,
                null);
        if (!replay.bus().equals(archive.bus())) {
            throw invalid("Destination.Arn", "Events can be replayed only to the event bus that they came from.");
        }
        if (!replay.from().isBefore(replay.to())) {
            throw invalid("EventEndTime", "EventStartTime must be before EventEndTime.");
        }
        replays.start(replay);
        return Map.of(
                "ReplayArn", Arns.replay(name), "State", "STARTING", "ReplayStartTime", seconds(replay.started()));
    }

    Map<String, Object> describeReplay(Input in) {
        Replay replay = replays.replay(in.required("ReplayName"));
        Map<String, Object> described = listed(replay);
        described.put("ReplayArn", Arns.replay(replay.name()));
        described.put("Destination", destination(replay));
        putIfThere(described, "Description", replay.description());
        return described;
    }

    Map<String, Object> listReplays(Input in) {
        String prefix = in.or("NamePrefix", "");
        String source = in.optional("EventSourceArn");
        String state = in.optional("State");
        return Map.of(
                "Replays",
                replays.all().stream()
                        .filter(replay -> replay.name().startsWith(prefix))
                        .filter(replay ->
                                source == null || Arns.archive(replay.archive()).equals(source))
                        .filter(replay -> state == null || replay.state().name().equals(state))
                        .map(ArchiveApi::listed)
                        .toList());
    }

    private static Map<String, Object> listed(Archives.Kept kept) {
        Archive archive = kept.archive();
        Map<String, Object> described = new TreeMap<>();
        described.put("ArchiveName", archive.name());
        described.put("EventSourceArn", Arns.bus(archive.bus()));
        described.put("State", "ENABLED");
        described.put("RetentionDays", archive.retentionDays());
        described.put("SizeBytes", kept.events().bytes());
        described.put("EventCount", kept.events().count());
        described.put("CreationTime", seconds(archive.created()));
        return described;
    }

    private static Map<String, Object> listed(Replay replay) {
        Map<String, Object> described = new TreeMap<>();
        described.put("ReplayName", replay.name());
        described.put("EventSourceArn", Arns.archive(replay.archive()));
        described.put("State", replay.state().name());
        putIfThere(described, "StateReason", replay.reason());
        described.put("EventStartTime", seconds(replay.from()));
        described.put("EventEndTime", seconds(replay.to()));
        described.put("ReplayStartTime", seconds(replay.started()));
        putIfThere(described, "ReplayEndTime", replay.ended() == null ? null : seconds(replay.ended()));
        putIfThere(
                described,
                "EventLastReplayedTime",
                replay.lastReplayed() == null ? null : seconds(replay.lastReplayed()));
        return described;
    }

    private static Map<String, Object> destination(Replay replay) {
        return replay.rules().isEmpty()
                ? Map.of("Arn", Arns.bus(replay.bus()))
                : Map.of("Arn", Arns.bus(replay.bus()), "FilterArns", replay.rules());
    }

    private static String checkedName(String name, int longest) {
        if (!name.matches("[.\\-_A-Za-z0-9]+") || name.length() > longest) {
            throw new ApiError(
                    400,
                    "ValidationException",
                    "1 validation error detected: Value '" + name
                            + "' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                            + " [\\.\\-_A-Za-z0-9]+ and have length less than or equal to " + longest);
        }
        return name;
    }

    private static ApiError invalid(String parameter, String reason) {
        return new ApiError(400, "ValidationException", "Parameter " + parameter + " is not valid. Reason: " + reason);
    }

    private static double seconds(Instant instant) {
        return Objects.requireNonNull(instant).toEpochMilli() / 1000.0;
    }

    private static void putIfThere(Map<String, Object> described, String name, @Nullable Object value) {
        if (value != null) {
            described.put(name, value);
        }
    }
}
