package org.catalogsync.sync.source;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.catalogsync.stores.objects.ObjectStore;
import org.catalogsync.stores.objects.ObjectStore.ObjectMissing;
import org.catalogsync.sync.declaration.Declaration;
import org.jspecify.annotations.Nullable;

/** The objects of one bucket below one prefix. */
final class ObjectPrefixSource implements Source {
    private final ObjectStore store;
    private final String place;
    private final String prefix;
    private final Selection selection;

    private ObjectPrefixSource(ObjectStore store, String place, String prefix, Selection selection) {
        this.store = store;
        this.place = place;
        this.prefix = prefix;
        this.selection = selection;
    }

    /** @param prefix empty, or ending in {@code /} */
    static Source open(ObjectStore store, String bucket, String prefix, @Nullable Path declaration) {
        String place = "s3://" + bucket + "/" + prefix;
        Selection selection = Selection.of(
                place, list(store, place, prefix), name -> stream(store, place, prefix, name), declaration);
        return new ObjectPrefixSource(store, place, prefix, selection);
    }

    @Override
    public String describe() {
        return "files:" + place;
    }

    @Override
    public Declaration declaration() {
        return selection.declaration();
    }

    @Override
    public List<SourceFile> files() {
        return selection.files();
    }

    @Override
    public List<String> ignored() {
        return selection.ignored();
    }

    @Override
    public String locate(SourceFile file) {
        return place + file.name();
    }

    @Override
    public InputStream open(SourceFile file) {
        return stream(store, place, prefix, file.name());
    }

    private static List<SourceFile> list(ObjectStore store, String place, String prefix) {
        List<SourceFile> files = new ArrayList<>();
        try {
            collect(store, prefix, files);
        } catch (ObjectMissing noBucket) {
            throw new UnusableInput(UnusableInput.Code.SOURCE_MISSING, "no such bucket", place, "a bucket", "nothing");
        }
        return files;
    }

    private static void collect(ObjectStore store, String prefix, List<SourceFile> files) {
        store.list(prefix, object -> {
            // consoles make empty objects that stand for folders
            if (!object.key().endsWith("/")) {
                files.add(new SourceFile(object.key().substring(prefix.length()), object.bytes(), object.modified()));
            }
        });
    }

    private static InputStream stream(ObjectStore store, String place, String prefix, String name) {
        try {
            return store.open(prefix + name);
        } catch (ObjectMissing missing) {
            throw new UnusableInput(
                    UnusableInput.Code.SOURCE_UNREADABLE,
                    "cannot be read",
                    place + name,
                    "the object that was listed",
                    missing.toString());
        }
    }
}
