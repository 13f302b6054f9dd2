package org.catalogsync.sync.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.catalogsync.sync.staging.InMemoryObjects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObjectPrefixSourceTest extends SourceContract {
    private final InMemoryObjects bucket = new InMemoryObjects();

    @Override
    void put(String name, byte[] bytes) {
        bucket.put("nightly/" + name, bytes);
    }

    @Override
    Source open(@Nullable Path declaration) {
        return open("files:s3://dumps/nightly", declaration);
    }

    private Source open(String spec, @Nullable Path declaration) {
        return Sources.open(spec, declaration, name -> {
            assertThat(name).isEqualTo("dumps");
            return bucket;
        });
    }

    @Test
    void doesNotTakeASiblingPrefixForItsOwn() {
        put("products.csv", new byte[1]);
        bucket.put("nightly-old/products.csv", new byte[1]);

        assertThat(open("files:s3://dumps/nightly/", null).files()).hasSize(1);
        assertThat(open(null).describe()).isEqualTo("files:s3://dumps/nightly/");
    }

    @Test
    void readsAWholeBucket() {
        bucket.put("products.csv", new byte[1]);

        assertThat(open("files:s3://dumps", null).files()).hasSize(1);
    }

    @Test
    void passesOverObjectsThatStandForFolders() {
        put("products.csv", new byte[1]);
        put("old.csv/", new byte[0]);

        assertThat(open(null).ignored()).isEmpty();
    }
}
