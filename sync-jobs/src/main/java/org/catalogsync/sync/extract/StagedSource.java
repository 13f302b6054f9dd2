package org.catalogsync.sync.extract;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.SourceFile;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.staging.Manifest.StagedFile;

/** Compares a source as it is now with what a run staged of it: the declaration, the names, and every byte. */
public final class StagedSource {

    private StagedSource() {}

    /** Whether staging the source again would stage the same. Reads the files only where names and sizes are equal. */
    public static boolean isStill(Manifest staged, Source now) {
        List<SourceFile> files = now.files();
        if (!now.declaration().text().equals(staged.declaration())
                || files.size() != staged.files().size()) {
            return false;
        }
        for (int i = 0; i < files.size(); i++) {
            StagedFile then = staged.files().get(i);
            SourceFile file = files.get(i);
            if (!file.name().equals(then.name())
                    || file.bytes() != then.bytes()
                    || !sha256(now, file).equals(then.sha256())) {
                return false;
            }
        }
        return true;
    }

    private static String sha256(Source source, SourceFile file) {
        try (DigestInputStream in = new DigestInputStream(source.open(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + source.locate(file), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
